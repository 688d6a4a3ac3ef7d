"""Search domains accept no version of TLS that is out of date."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from .._tls import TLS_1_2, oldest_accepted
from ._helpers import DOMAIN

_POLICY = "tlsSecurityPolicy"
_AWS_DEFAULT, _CURRENT = "Policy-Min-TLS-1-0-2019-07", "Policy-Min-TLS-1-2-2019-07"


def _is_old(domain: Resource) -> bool:
    return oldest_accepted(domain.block("endpointOptions"), _POLICY, default=_AWS_DEFAULT) < TLS_1_2


def _check(domain: Resource) -> Iterator[str]:
    if _is_old(domain):
        got = domain.block("endpointOptions").text(_POLICY, default=_AWS_DEFAULT)
        yield f"broken versions of TLS are accepted; got endpointOptions.{_POLICY} {got}, expected {_CURRENT}"


def _mend(domain: Resource) -> dict[str, str]:
    return {f"endpointOptions.{_POLICY}": _CURRENT} if _is_old(domain) else {}


def _given(policy: str) -> Given:
    return Given(DOMAIN, {"endpointOptions": {"enforceHttps": True, _POLICY: policy}})


CONTROL = Control(
    id="cloudsearch.tls-current",
    title="Search domains accept no version of TLS that is out of date",
    practices=("data.in-transit",),
    severity=Severity.MEDIUM,
    why="TLS 1.0 and 1.1 have known weaknesses that let somebody on the way read what is sent.",
    fix=f"set endpointOptions.tlsSecurityPolicy to {_CURRENT}",
    rules=(ResourceRule((DOMAIN,), _check, _mend),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_218",)},
    good=(example("TLS 1.2", _given(_CURRENT)),),
    bad=(
        example("everything omitted", Given(DOMAIN)),
        example("TLS 1.0", _given(_AWS_DEFAULT)),
        example("TLS 1.1", _given("Policy-Min-TLS-1-1-2019-07")),
    ),
)
