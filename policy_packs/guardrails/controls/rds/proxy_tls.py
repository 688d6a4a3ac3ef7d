"""Database proxies refuse plain connections."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource

_PROXY = "aws:rds/proxy:Proxy"


def _check(proxy: Resource) -> Iterator[str]:
    if not proxy.flag("requireTls"):
        yield "connections without TLS are accepted; got requireTls false, expected true"


def _mend(proxy: Resource) -> dict[str, bool]:
    return {} if proxy.flag("requireTls") else {"requireTls": True}


_ORDERS = {
    "engineFamily": "POSTGRESQL",
    "roleArn": "arn:aws:iam::111122223333:role/orders-proxy",
    "vpcSubnetIds": ["subnet-0a1b2c3d", "subnet-4e5f6a7b"],
}

CONTROL = Control(
    id="rds.proxy-tls",
    title="Database proxies refuse plain connections",
    practices=("data.in-transit",),
    severity=Severity.MEDIUM,
    why="A client that doesn't ask for TLS sends its password and the data in the clear.",
    fix="set requireTls to true",
    rules=(ResourceRule((_PROXY,), _check, _mend),),
    detection=(ConfigRule("RDS_PROXY_TLS_ENCRYPTION"), SecurityHubControl("RDS.43")),
    frameworks={Framework.FSBP: ("RDS.43",)},
    good=(example("TLS only", Given(_PROXY, _ORDERS | {"requireTls": True})),),
    bad=(
        example("everything omitted that may be", Given(_PROXY, _ORDERS)),
        example("TLS for who asks", Given(_PROXY, _ORDERS | {"requireTls": False})),
    ),
)
