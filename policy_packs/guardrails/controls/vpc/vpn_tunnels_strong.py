"""VPN tunnels negotiate nothing that is broken.

Source: Site-to-Site VPN user guide, "Tunnel options": what is left out allows all that AWS still supports.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_VPN = "aws:ec2/vpnConnection:VpnConnection"
# Option, what of it is broken, and what AWS allows when it is left out.
_WEAK: Mapping[str, tuple[frozenset[str], str]] = {
    "IkeVersions": (frozenset(("ikev1",)), "ikev2"),
    "Phase1DhGroupNumbers": (frozenset(("2", "5")), "14 and higher"),
    "Phase2DhGroupNumbers": (frozenset(("2", "5")), "14 and higher"),
    "Phase1IntegrityAlgorithms": (frozenset(("SHA1",)), "SHA2"),
    "Phase2IntegrityAlgorithms": (frozenset(("SHA1",)), "SHA2"),
}


def _check(vpn: Resource) -> Iterator[str]:
    for option, (weak, expected) in _WEAK.items():
        names = [f"tunnel{number}{option}" for number in (1, 2)]
        bad = [name for name in names if _allowed(vpn, name) & weak or name not in vpn]
        if bad:
            got = {name: sorted(_allowed(vpn, name)) for name in bad}
            yield f"a tunnel may use what is broken; got {got} (none: all that AWS knows), expected {expected}"


def _allowed(vpn: Resource, name: str) -> set[str]:
    value = vpn.value(name)
    return {str(item) for item in value} if isinstance(value, list) else set()


_BARE = {"customerGatewayId": "cgw-0a1b2c3d", "type": "ipsec.1"}
_STRONG: dict[str, Any] = {
    f"tunnel{number}{option}": values
    for number in (1, 2)
    for option, values in {
        "IkeVersions": ["ikev2"],
        "Phase1DhGroupNumbers": [14, 20],
        "Phase2DhGroupNumbers": [20, 21],
        "Phase1IntegrityAlgorithms": ["SHA2-256"],
        "Phase2IntegrityAlgorithms": ["SHA2-384", "SHA2-512"],
    }.items()
}


def _vpn(**options: Any) -> Given:
    return Given(_VPN, _BARE | _STRONG | options)


CONTROL = Control(
    id="vpc.vpn-tunnels-strong",
    title="VPN tunnels negotiate nothing that is broken",
    practices=("data.in-transit", "network.peering-transit"),
    severity=Severity.MEDIUM,
    tier=Tier.REGULATED,
    why="Both ends settle on what both allow, so whoever changes the negotiation makes it the weakest of all.",
    fix="set the IKE versions, Diffie-Hellman groups and integrity algorithms of both tunnels",
    rules=(ResourceRule((_VPN,), _check),),
    detection=(ConfigRule("EC2_VPN_CONNECTION_IKE_VERSION_CHECK"), SecurityHubControl("EC2.183")),
    frameworks={Framework.FSBP: ("EC2.183",)},
    good=(example("strong", _vpn()),),
    bad=(
        example("everything omitted but what is required", Given(_VPN, _BARE)),
        *(example(f"{name} left out", _vpn(**{name: None})) for name in _STRONG),
        example("the old version", _vpn(tunnel1IkeVersions=["ikev1"])),
        example("the old version beside the new one", _vpn(tunnel2IkeVersions=["ikev2", "ikev1"])),
        example("a small group", _vpn(tunnel1Phase1DhGroupNumbers=[2, 14])),
        example("a small group for data", _vpn(tunnel2Phase2DhGroupNumbers=[5])),
        example("a broken hash", _vpn(tunnel2Phase1IntegrityAlgorithms=["SHA1"])),
        example("a broken hash for data", _vpn(tunnel1Phase2IntegrityAlgorithms=["SHA1", "SHA2-256"])),
    ),
)
