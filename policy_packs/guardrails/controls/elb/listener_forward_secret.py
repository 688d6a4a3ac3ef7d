"""Load balancers negotiate ciphers with forward secrecy only."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from .._tls import TLS_1_2, is_forward_secret, oldest_accepted
from ._helpers import ARN, FORWARD, LISTENER, LISTENERS, protocol

_CURRENT = "ELBSecurityPolicy-TLS13-1-2-2021-06"


def _takes_weak_ciphers(listener: Resource) -> bool:
    # Policies that accept older versions too are what elb.listener-tls speaks of.
    if protocol(listener) not in ("HTTPS", "TLS") or "sslPolicy" not in listener:
        return False
    return oldest_accepted(listener, "sslPolicy") >= TLS_1_2 and not is_forward_secret(listener.text("sslPolicy"))


def _check(listener: Resource) -> Iterator[str]:
    if _takes_weak_ciphers(listener):
        got = listener.text("sslPolicy")
        yield f"ciphers without forward secrecy are accepted; got sslPolicy {got}, expected {_CURRENT} or stricter"


def _mend(listener: Resource) -> dict[str, str]:
    return {"sslPolicy": _CURRENT} if _takes_weak_ciphers(listener) else {}


def _listener(protocol: str, policy: str | None = None, type: str = LISTENER) -> Given:
    properties = {"loadBalancerArn": f"{ARN}:loadbalancer/app/web/50dc6c49", "port": 443, "defaultActions": [FORWARD]}
    return Given(type, properties | {"protocol": protocol, "sslPolicy": policy and f"ELBSecurityPolicy-{policy}"})


CONTROL = Control(
    id="elb.listener-forward-secret",
    title="Load balancers negotiate ciphers with forward secrecy only",
    practices=("data.in-transit",),
    severity=Severity.MEDIUM,
    why="Without forward secrecy, who gets the certificate's key later reads everything that was recorded before.",
    fix="set sslPolicy to a policy of the family TLS13-1-2 or TLS13-1-3 that is not an extended one",
    rules=(ResourceRule(LISTENERS, _check, _mend),),
    detection=(SecurityHubControl("ELB.17"),),
    frameworks={Framework.FSBP: ("ELB.17",)},
    equivalents={Tool.TRIVY: ("AWS-0047",)},
    good=(
        *(
            example(f"policy {name}", _listener("HTTPS", name))
            for name in ("TLS13-1-2-2021-06", "TLS13-1-2-Ext0-FIPS-2023-04", "TLS13-1-3-PQ-2025-09", "FS-1-2-2019-08")
        ),
        example("no policy, of which another control speaks", _listener("HTTPS")),
        example("an old policy, of which another control speaks", _listener("HTTPS", "2016-08")),
        example("a policy that TCP does not use", _listener("TCP", "TLS-1-2-2017-01")),
    ),
    bad=(
        *(
            example(f"policy {name}", _listener("TLS", name))
            for name in ("TLS13-1-2-Ext1-2021-06", "TLS13-1-2-Ext2-FIPS-PQ-2025-09", "TLS-1-2-Ext-2018-06")
        ),
        *(example(f"an old family, {type}", _listener("HTTPS", "TLS-1-2-2017-01", type)) for type in LISTENERS),
    ),
)
