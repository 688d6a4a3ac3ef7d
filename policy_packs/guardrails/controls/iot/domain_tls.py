"""Domains of AWS IoT Core speak TLS 1.2 or newer."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from .._tls import TLS_1_2, oldest_accepted

_DOMAIN = "aws:iot/domainConfiguration:DomainConfiguration"
_CURRENT = "IoTSecurityPolicy_TLS13_1_2_2022_10"


def _takes_old_versions(domain: Resource) -> bool:
    # New domains get the current policy unless they say otherwise.
    return oldest_accepted(domain.block("tlsConfig"), "securityPolicy", _CURRENT) < TLS_1_2


def _check(domain: Resource) -> Iterator[str]:
    if _takes_old_versions(domain):
        policy = domain.block("tlsConfig").text("securityPolicy")
        yield f"TLS older than 1.2 is accepted; got tlsConfig.securityPolicy {policy}, expected {_CURRENT} or stricter"


def _mend(domain: Resource) -> dict[str, str]:
    return {"tlsConfig.securityPolicy": _CURRENT} if _takes_old_versions(domain) else {}


def _given(policy: str) -> Given:
    return Given(_DOMAIN, {"name": "devices", "tlsConfig": {"securityPolicy": policy}})


CONTROL = Control(
    id="iot.domain-tls",
    title="Domains of AWS IoT Core speak TLS 1.2 or newer",
    practices=("data.in-transit",),
    severity=Severity.HIGH,
    why="What devices send under broken versions of TLS can be read and changed on its way.",
    fix=f"set tlsConfig.securityPolicy to {_CURRENT}, or leave it out",
    rules=(ResourceRule((_DOMAIN,), _check, _mend),),
    good=(
        example("everything omitted", Given(_DOMAIN)),
        *(
            example(name, _given(f"IoTSecurityPolicy_{name}"))
            for name in ("TLS13_1_3_2022_10", "TLS13_1_2_2022_10", "TLS12_1_2_2022_10")
        ),
    ),
    bad=tuple(
        example(name, _given(f"IoTSecurityPolicy_{name}")) for name in ("TLS12_1_0_2016_01", "TLS12_1_0_2015_01")
    ),
)
