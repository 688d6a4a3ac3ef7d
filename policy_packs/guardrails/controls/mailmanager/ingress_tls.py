"""Mail comes in over TLS."""

from collections.abc import Iterator

from .._model import Control, ResourceRule, Severity
from .._properties import each
from .._resources import Resource
from .._settings import Setting, examples

_TABLE = {
    "aws:mailmanager/ingressPoint:IngressPoint": (Setting("tlsPolicy", ("FIPS", "REQUIRED"), unset="REQUIRED"),),
}
_CONSEQUENCE = "mail crosses the internet in the clear"
_GOOD, _BAD = examples(_TABLE)


def _check(resource: Resource) -> Iterator[str]:
    yield from each(_TABLE[resource.type], lambda setting: setting.problems(resource, _CONSEQUENCE))


CONTROL = Control(
    id="mailmanager.ingress-tls",
    title="Mail comes in over TLS",
    practices=("data.in-transit",),
    severity=Severity.MEDIUM,
    why="Whoever is on the way reads the mail and the password of the one that sends it.",
    fix="set tlsPolicy to REQUIRED or FIPS",
    rules=(ResourceRule(tuple(_TABLE), _check),),
    good=_GOOD,
    bad=_BAD,
)
