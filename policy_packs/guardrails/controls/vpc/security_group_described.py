"""Security groups say what they are for."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import SECURITY_GROUP

_DEFAULTS = ("", "Managed by Pulumi", "Managed by Terraform")


def _check(group: Resource) -> Iterator[str]:
    description = group.text("description").strip()
    if description in _DEFAULTS:
        yield f"the group does not say what it is for; got description {description or 'none'}, expected its purpose"


CONTROL = Control(
    id="vpc.security-group-described",
    title="Security groups say what they are for",
    practices=("network.security-groups",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A group whose purpose nobody knows is attached wherever it happens to fit, and never removed.",
    fix="set description to what the group is for; a change replaces the group",
    rules=(ResourceRule((SECURITY_GROUP,), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_23",), Tool.TRIVY: ("AWS-0099",)},
    good=(example("a purpose", Given(SECURITY_GROUP, {"description": "load balancer of the shop"})),),
    bad=(
        example("everything omitted", Given(SECURITY_GROUP)),
        example("blanks", Given(SECURITY_GROUP, {"description": " "})),
        example("the provider's own text", Given(SECURITY_GROUP, {"description": "Managed by Pulumi"})),
        example("the text of the other provider", Given(SECURITY_GROUP, {"description": "Managed by Terraform"})),
    ),
)
