"""The instance metadata service demands session tokens."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Guardrail, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import CONFIGURATION, INSTANCE, SPOT, TEMPLATE

_DEFAULTS = "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults"


def _check(resource: Resource) -> Iterator[str]:
    if "metadataOptions" not in resource and "launchTemplate" in resource:
        return  # The template decides, and is judged itself.
    options = resource.block("metadataOptions")
    tokens = options.text("httpTokens")
    if tokens != "required" and options.text("httpEndpoint") != "disabled":
        yield (
            "the metadata service answers without a token; "
            f"got metadataOptions.httpTokens {tokens or 'none'}, expected required"
        )


def _mend(resource: Resource) -> dict[str, str]:
    return {"metadataOptions.httpTokens": "required"} if any(_check(resource)) else {}


def _check_defaults(defaults: Resource) -> Iterator[str]:
    tokens = defaults.text("httpTokens")
    if tokens != "required":
        yield f"new instances answer without a token; got httpTokens {tokens or 'none'}, expected required"


def _mend_defaults(defaults: Resource) -> dict[str, str]:
    return {"httpTokens": "required"} if any(_check_defaults(defaults)) else {}


_REQUIRED = {"metadataOptions": {"httpTokens": "required"}}
_BARE = {"imageId": "ami-0a1b2c3d4e5f60718", "instanceType": "m7g.large"}

CONTROL = Control(
    id="ec2.imdsv2-required",
    title="The instance metadata service demands session tokens",
    practices=("iam.least-privilege", "application.secure-coding"),
    severity=Severity.HIGH,
    why="Without tokens one forged request through a web server hands out the credentials of the instance's role.",
    fix="set metadataOptions.httpTokens to required",
    rules=(
        ResourceRule((INSTANCE, TEMPLATE), _check, _mend),
        # AWS replaces these when their options change, so they are judged only.
        ResourceRule((CONFIGURATION, SPOT), _check),
        ResourceRule((_DEFAULTS,), _check_defaults, _mend_defaults),
    ),
    guardrails=(
        Guardrail(
            sid="DenyLaunchWithoutMetadataTokens",
            actions=("ec2:RunInstances",),
            resources=("arn:{partition}:ec2:*:*:instance/*",),
            conditions={"StringNotEquals": {"ec2:MetadataHttpTokens": "required"}},
        ),
        Guardrail(
            sid="DenyStopOfMetadataTokens",
            actions=("ec2:ModifyInstanceMetadataOptions",),
            conditions={"StringEquals": {"ec2:Attribute/HttpTokens": "optional"}},
        ),
        Guardrail(sid="DenyChangeOfMetadataDefaults", actions=("ec2:ModifyInstanceMetadataDefaults",)),
    ),
    detection=(
        ConfigRule("EC2_IMDSV2_CHECK"),
        ConfigRule("EC2_LAUNCH_TEMPLATE_IMDSV2_CHECK"),
        SecurityHubControl("EC2.8"),
        SecurityHubControl("EC2.170"),
        SecurityHubControl("AutoScaling.3"),
    ),
    answer="require-metadata-tokens",
    tier=Tier.MINIMAL,
    frameworks={
        Framework.FSBP: ("EC2.8", "EC2.170", "AutoScaling.3"),
        Framework.CIS_3_0: ("5.6",),
        Framework.CIS_5_0: ("5.7",),
        Framework.CIS_7_0: ("6.7",),
    },
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_79",),
        Tool.CONTROL_TOWER: ("EC2.PR.1",),
        Tool.TRIVY: ("AWS-0028", "AWS-0130"),
    },
    good=(
        example("tokens required", Given(INSTANCE, _REQUIRED)),
        example("tokens required by a template", Given(TEMPLATE, _REQUIRED)),
        example("no metadata service at all", Given(INSTANCE, {"metadataOptions": {"httpEndpoint": "disabled"}})),
        example("the template of the instance decides", Given(INSTANCE, {"launchTemplate": {"id": "lt-0a1b2c3d"}})),
        example("the account's default", Given(_DEFAULTS, {"httpTokens": "required"})),
    ),
    bad=(
        example("everything omitted", Given(INSTANCE)),
        example("a template with everything omitted", Given(TEMPLATE)),
        example("an account's default with everything omitted", Given(_DEFAULTS)),
        example("tokens optional", Given(INSTANCE, {"metadataOptions": {"httpTokens": "optional"}})),
        example("another option only", Given(TEMPLATE, {"metadataOptions": {"httpPutResponseHopLimit": 2}})),
        example("a launch configuration that does not say", Given(CONFIGURATION, _BARE)),
        example("a spot request that does not say", Given(SPOT)),
        example(
            "a template that is weakened by half",
            Given(INSTANCE, {"launchTemplate": {"id": "lt-0a1b2c3d"}, "metadataOptions": {"httpEndpoint": "enabled"}}),
        ),
        example(
            "the instance weakens its template",
            Given(
                INSTANCE,
                {"launchTemplate": {"id": "lt-0a1b2c3d"}, "metadataOptions": {"httpTokens": "optional"}},
            ),
        ),
    ),
)
