"""Verified Access lets in whom its policies describe, not everybody.

Source: AWS Verified Access user guide, "Verified Access policies", Cedar policy language.
"""

import re
from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_TYPES = ("aws:verifiedaccess/endpoint:Endpoint", "aws:verifiedaccess/group:Group")
_REMARK = re.compile(r"//[^\n]*")
# A permit that ends without a condition, or with one that always holds.
_EVERYBODY = re.compile(
    r"\bpermit\s*\(\s*principal\s*,\s*action\s*,\s*resource\s*,?\s*\)\s*(?:when\s*\{\s*true\s*\}\s*)?;"
)


def _check(door: Resource) -> Iterator[str]:
    if _EVERYBODY.search(_REMARK.sub("", door.text("policyDocument"))):
        yield "whoever knows the address is let in; got policyDocument with a permit for all, expected a condition"


def _given(policy: str, type: str = _TYPES[1]) -> Given:
    return Given(type, {"policyDocument": policy})


_ALL = "permit(principal, action, resource)"

CONTROL = Control(
    id="verifiedaccess.policy-asks",
    title="Verified Access lets in whom its policies describe, not everybody",
    practices=("iam.least-privilege", "network.private-subnets"),
    severity=Severity.HIGH,
    why="The service stands in the place of a VPN; without a condition it is a public address for inner applications.",
    fix="add a when clause about the user, the group or the device",
    rules=(ResourceRule(_TYPES, _check),),
    good=(
        example("everything omitted, which lets nobody in", Given(_TYPES[1])),
        example("a condition", _given(f'{_ALL} when {{ context.people.groups has "a1b2" }};')),
        example("a permit that is only remarked", _given(f"// {_ALL};\nforbid(principal, action, resource);")),
        example("all are forbidden", _given("forbid(principal, action, resource);")),
    ),
    bad=(
        *(example(f"everybody: {type}", _given(f"{_ALL};", type)) for type in _TYPES),
        example("everybody, in more lines", _given("permit (\n  principal,\n  action,\n  resource\n)\n;")),
        example("a condition that always holds", _given(f"{_ALL} when {{ true }};")),
        example("everybody, after a condition", _given(f"{_ALL} when {{ context.a.b }};\n{_ALL};")),
    ),
)
