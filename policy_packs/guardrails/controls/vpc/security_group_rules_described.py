"""Security group rules say what they are for."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import DEFAULT_GROUP, EGRESS_RULE, GROUP_RULE, GROUPS, INGRESS_RULE, SECURITY_GROUP

_DEFAULTS = ("", "Managed by Pulumi", "Managed by Terraform")


def _check(resource: Resource) -> Iterator[str]:
    inline = resource.type in GROUPS
    yield from each(
        [*resource.blocks("ingress"), *resource.blocks("egress")] if inline else [resource],
        _check_rule,
    )


def _check_rule(rule: Block) -> Iterator[str]:
    description = rule.text("description")
    if description.strip() in _DEFAULTS:
        yield (
            f"{rule.path() or 'the rule'} does not say what it is for; "
            f"got description {description.strip() or 'none'}, expected its purpose"
        )


_HTTPS = {"protocol": "tcp", "fromPort": 443, "toPort": 443, "cidrBlocks": ["10.0.0.0/8"]}
_ALONE = {"ipProtocol": "tcp", "fromPort": 443, "toPort": 443, "securityGroupId": "sg-0a1b2c3d"}

CONTROL = Control(
    id="vpc.security-group-rules-described",
    title="Security group rules say what they are for",
    practices=("network.security-groups",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Nobody dares to remove a rule whose purpose is forgotten, so groups only ever grow.",
    fix="set description to who needs the rule and why",
    rules=(ResourceRule((*GROUPS, GROUP_RULE, INGRESS_RULE, EGRESS_RULE), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_23",), Tool.TRIVY: ("AWS-0124",)},
    good=(
        example("everything omitted, so there are no rules", Given(SECURITY_GROUP)),
        example("a described rule", Given(SECURITY_GROUP, {"ingress": [_HTTPS | {"description": "web from the VPC"}]})),
        example("a described rule by itself", Given(INGRESS_RULE, _ALONE | {"description": "web from the office"})),
    ),
    bad=(
        example("an incoming rule without a description", Given(SECURITY_GROUP, {"ingress": [_HTTPS]})),
        example("an outgoing rule without a description", Given(SECURITY_GROUP, {"egress": [_HTTPS]})),
        example("a rule of the default group", Given(DEFAULT_GROUP, {"ingress": [_HTTPS]})),
        example("a rule by itself without a description", Given(EGRESS_RULE, _ALONE)),
        example("blanks", Given(INGRESS_RULE, _ALONE | {"description": " "})),
        example("the other provider's text", Given(INGRESS_RULE, _ALONE | {"description": "Managed by Terraform"})),
        example(
            "the provider's own text",
            Given(
                GROUP_RULE,
                _HTTPS | {"type": "ingress", "securityGroupId": "sg-0a1b2c3d", "description": "Managed by Pulumi"},
            ),
        ),
    ),
)
