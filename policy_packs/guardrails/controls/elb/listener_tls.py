"""Load balancers speak TLS 1.2 or newer."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from .._tls import TLS_1_2, oldest_accepted
from ._helpers import ARN, FORWARD, LISTENER, LISTENERS, protocol

_DEFAULT = "ELBSecurityPolicy-2016-08"
_CURRENT = "ELBSecurityPolicy-TLS13-1-2-2021-06"


def _takes_old_versions(listener: Resource) -> bool:
    return protocol(listener) in ("HTTPS", "TLS") and oldest_accepted(listener, "sslPolicy", _DEFAULT) < TLS_1_2


def _check(listener: Resource) -> Iterator[str]:
    if _takes_old_versions(listener):
        policy = listener.text("sslPolicy") or f"none, for which AWS takes {_DEFAULT}"
        yield f"TLS older than 1.2 is accepted; got sslPolicy {policy}, expected {_CURRENT} or a stricter one"


def _mend(listener: Resource) -> dict[str, str]:
    return {"sslPolicy": _CURRENT} if _takes_old_versions(listener) else {}


def _listener(protocol: str, policy: str | None = None, type: str = LISTENER) -> Given:
    properties = {"loadBalancerArn": f"{ARN}:loadbalancer/app/web/50dc6c49", "port": 443, "defaultActions": [FORWARD]}
    return Given(type, properties | {"protocol": protocol, "sslPolicy": policy and f"ELBSecurityPolicy-{policy}"})


# AWS Config asks for names; the rule reads what a name says.
_CURRENT = (
    "ELBSecurityPolicy-TLS13-1-2-2021-06,ELBSecurityPolicy-TLS13-1-2-Res-2021-06,ELBSecurityPolicy-TLS13-1-3-2021-06"
)

CONTROL = Control(
    id="elb.listener-tls",
    title="Load balancers speak TLS 1.2 or newer",
    practices=("data.in-transit", "advisor.trusted-advisor"),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="What crosses the internet under broken versions of TLS can be read and changed on its way.",
    fix="set sslPolicy to a policy that starts at TLS 1.2",
    rules=(ResourceRule(LISTENERS, _check, _mend),),
    detection=(
        ConfigRule("ELBV2_PREDEFINED_SECURITY_POLICY_SSL_CHECK", {"sslPolicies": _CURRENT}),
        SecurityHubControl("ELB.17"),
    ),
    frameworks={Framework.FSBP: ("ELB.17",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_103", "CKV2_AWS_74"), Tool.TRIVY: ("AWS-0047",)},
    good=(
        *(
            example(f"policy {name}", _listener("HTTPS", name))
            for name in (
                "TLS13-1-2-2021-06",
                "TLS13-1-3-FIPS-2023-04",
                "TLS13-1-2-Res-PQ-2025-09",
                "TLS-1-2-Ext-2018-06",
                "FS-1-2-Res-2020-10",
            )
        ),
        example("TCP of a network load balancer", _listener("TCP")),
        example("HTTP, of which another control speaks", _listener("HTTP")),
        example(
            "a gateway load balancer, which has no protocol",
            Given(LISTENER, {"loadBalancerArn": f"{ARN}:loadbalancer/gwy/inspect/1", "defaultActions": [FORWARD]}),
        ),
    ),
    bad=(
        *(
            example(f"policy {name}", _listener("TLS", name))
            for name in ("2016-08", "TLS13-1-0-PQ-2025-09", "TLS13-1-1-FIPS-2023-04", "TLS-1-1-2017-01", "FS-2018-06")
        ),
        *(example(f"no policy, {type}", _listener("HTTPS", type=type)) for type in LISTENERS),
    ),
)
