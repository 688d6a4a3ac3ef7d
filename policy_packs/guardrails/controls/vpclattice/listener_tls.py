"""VPC Lattice services are called over TLS."""

from collections.abc import Iterator

from .._model import Control, ResourceRule, Severity
from .._properties import each
from .._resources import Resource
from .._settings import Setting, examples

_TABLE = {
    "aws:vpclattice/listener:Listener": (Setting("protocol", ("HTTPS", "TLS_PASSTHROUGH")),),
}
_CONSEQUENCE = "whoever is on the way reads along"
_GOOD, _BAD = examples(_TABLE)


def _check(resource: Resource) -> Iterator[str]:
    yield from each(_TABLE[resource.type], lambda setting: setting.problems(resource, _CONSEQUENCE))


CONTROL = Control(
    id="vpclattice.listener-tls",
    title="VPC Lattice services are called over TLS",
    practices=("data.in-transit",),
    severity=Severity.MEDIUM,
    why="A lattice joins the networks of many accounts, and each of them is on the way of somebody's calls.",
    fix="set protocol to HTTPS, or to TLS_PASSTHROUGH",
    rules=(ResourceRule(tuple(_TABLE), _check),),
    good=_GOOD,
    bad=_BAD,
)
