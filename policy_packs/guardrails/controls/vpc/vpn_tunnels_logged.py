"""VPN tunnels are logged."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource

_VPN = "aws:ec2/vpnConnection:VpnConnection"
_NAMES = ("tunnel1LogOptions", "tunnel2LogOptions")


def _check(vpn: Resource) -> Iterator[str]:
    off = [name for name in _NAMES if not vpn.block(name).block("cloudwatchLogOptions").flag("logEnabled")]
    if off:
        yield (
            f"nobody can say why a tunnel fell, or who tried it; got {', '.join(off)} without "
            "cloudwatchLogOptions.logEnabled, expected it true"
        )


_BARE = {"customerGatewayId": "cgw-0a1b2c3d", "type": "ipsec.1"}


def _vpn(first: bool, second: bool) -> Given:
    logs = {
        name: {"cloudwatchLogOptions": {"logEnabled": on, "logGroupArn": "arn:aws:logs:us-east-1:111122223333:vpn"}}
        for name, on in zip(_NAMES, (first, second), strict=True)
    }
    return Given(_VPN, _BARE | logs)


CONTROL = Control(
    id="vpc.vpn-tunnels-logged",
    title="VPN tunnels are logged",
    practices=("logging.centralized", "network.peering-transit"),
    severity=Severity.MEDIUM,
    why="The tunnel's log shows failed negotiations, which is all that an attack on it leaves behind.",
    fix="set cloudwatchLogOptions.logEnabled and a logGroupArn in the log options of both tunnels",
    rules=(ResourceRule((_VPN,), _check),),
    detection=(ConfigRule("EC2_VPN_CONNECTION_LOGGING_ENABLED"), SecurityHubControl("EC2.171")),
    frameworks={Framework.FSBP: ("EC2.171",)},
    good=(example("both", _vpn(True, True)),),
    bad=(
        example("everything omitted but what is required", Given(_VPN, _BARE)),
        example("only the first", _vpn(True, False)),
        example("only the second", _vpn(False, True)),
    ),
)
