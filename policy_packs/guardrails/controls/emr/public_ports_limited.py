"""The account lets no port of an EMR cluster be public but that of SSH.

Source: EMR management guide, "Using Amazon EMR block public access"; port 22 is AWS's own exception.
"""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import Control, Given, Parameter, ResourceRule, SecurityHubControl, Severity, example
from .._properties import Block, each
from .._resources import Resource
from ..vpc._helpers import PORTS

_ACCOUNT = "aws:emr/blockPublicAccessConfiguration:BlockPublicAccessConfiguration"


def _check(account: Resource) -> Iterator[str]:
    approved = account.parameters["approvedPorts"]

    def check(ports: Block) -> Iterator[str]:
        first = ports.number("minRange")
        last = ports.number("maxRange", default=first)
        if first != last or first not in approved:
            yield f"ports may be public; got {ports.path()} {first:g} to {last:g}, expected one of {approved}"

    yield from each(account.blocks("permittedPublicSecurityGroupRuleRanges"), check)


def _given(*ranges: tuple[int, int]) -> Given:
    permitted = [{"minRange": first, "maxRange": last} for first, last in ranges]
    given = {"blockPublicSecurityGroupRules": True, "permittedPublicSecurityGroupRuleRanges": permitted}
    return Given(_ACCOUNT, given)


CONTROL = Control(
    id="emr.public-ports-limited",
    title="The account lets no port of an EMR cluster be public but that of SSH",
    practices=("network.security-groups",),
    severity=Severity.HIGH,
    why="Each permitted port is a hole in the block for every cluster of the account.",
    fix="remove the range from permittedPublicSecurityGroupRuleRanges",
    rules=(ResourceRule((_ACCOUNT,), _check),),
    detection=(SecurityHubControl("EMR.2"),),
    frameworks={Framework.FSBP: ("EMR.2",)},
    parameters={"approvedPorts": Parameter([22], PORTS)},
    good=(
        example("everything omitted", Given(_ACCOUNT)),
        example("SSH", _given((22, 22))),
        example("only its first port", Given(_ACCOUNT, {"permittedPublicSecurityGroupRuleRanges": [{"minRange": 22}]})),
        example("a port that the configuration approves", _given((8443, 8443)), approvedPorts=[8443]),
    ),
    bad=(
        example("another port", _given((8088, 8088))),
        example("a range that begins with SSH", _given((22, 23))),
        example("SSH and another port", _given((22, 22), (9443, 9443))),
        example("no port is approved", _given((22, 22)), approvedPorts=[]),
    ),
)
