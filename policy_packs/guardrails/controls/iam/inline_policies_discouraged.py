"""Identities hold managed policies, not inline ones, where the configuration asks for that."""

from collections.abc import Iterator

from .._model import ConfigRule, Control, Given, Parameter, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import POLICY, ROLE, ROLE_POLICY, document

_OWN = (ROLE_POLICY, "aws:iam/userPolicy:UserPolicy", "aws:iam/groupPolicy:GroupPolicy")


def _check(policy: Resource) -> Iterator[str]:
    if policy.parameters["discourage"]:
        kind = policy.type.rpartition(":")[2]
        yield f"the policy can be neither reused nor reviewed at one place; got a {kind}, expected a managed policy"


def _check_role(role: Resource) -> Iterator[str]:
    if role.parameters["discourage"]:
        inline = role.blocks("inlinePolicies")
        if inline:
            yield (
                "policies can be neither reused nor reviewed at one place; "
                f"got {len(inline)} inlinePolicies, expected managed policies"
            )


_DOCUMENT = document({"Action": "s3:ListAllMyBuckets", "Resource": "*"})
_INLINE = Given(ROLE, {"inlinePolicies": [{"name": "list", "policy": "{}"}]})

CONTROL = Control(
    id="iam.inline-policies-discouraged",
    title="Identities hold managed policies, not inline ones",
    practices=("iam.least-privilege",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Inline policies have no versions, and nobody sees from a list of policies that they exist.",
    fix="create a managed policy and attach it",
    rules=(ResourceRule(_OWN, _check), ResourceRule((ROLE,), _check_role)),
    detection=(ConfigRule("IAM_NO_INLINE_POLICY_CHECK"),),
    parameters={
        "discourage": Parameter(
            False, {"type": "boolean", "description": "Whether inline policies are violations at all."}
        )
    },
    good=(
        example("nobody asked", Given(ROLE_POLICY, {"role": "deploy", "policy": _DOCUMENT})),
        example("nobody asked about roles", _INLINE),
        example("a managed policy", Given(POLICY, {"policy": _DOCUMENT}), discourage=True),
        example("a role without", Given(ROLE), discourage=True),
        example("a role with none", Given(ROLE, {"inlinePolicies": []}), discourage=True),
    ),
    bad=(
        *(
            example(f"a {type.rpartition(':')[2]}", Given(type, {"policy": _DOCUMENT}), discourage=True)
            for type in _OWN
        ),
        example("everything omitted", Given(ROLE_POLICY), discourage=True),
        example("inline in a role", _INLINE, discourage=True),
    ),
)
