"""Transit gateways don't accept the attachments of other accounts by themselves."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_GATEWAY = "aws:ec2transitgateway/transitGateway:TransitGateway"


def _check(gateway: Resource) -> Iterator[str]:
    setting = gateway.text("autoAcceptSharedAttachments", default="disable")
    if setting != "disable":
        yield f"any network that may attach is let in; got autoAcceptSharedAttachments {setting}, expected disable"


def _mend(gateway: Resource) -> dict[str, str]:
    return {"autoAcceptSharedAttachments": "disable"} if any(_check(gateway)) else {}


CONTROL = Control(
    id="transitgateway.attachments-accepted-by-hand",
    title="Transit gateways don't accept the attachments of other accounts by themselves",
    practices=("network.peering-transit",),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="With automatic acceptance, every account that the gateway is shared with joins the network unseen.",
    fix="set autoAcceptSharedAttachments to disable and accept attachments by TransitGatewayVpcAttachmentAccepter",
    rules=(ResourceRule((_GATEWAY,), _check, _mend),),
    detection=(ConfigRule("EC2_TRANSIT_GATEWAY_AUTO_VPC_ATTACH_DISABLED"), SecurityHubControl("EC2.23")),
    frameworks={Framework.FSBP: ("EC2.23",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_331",), Tool.CONTROL_TOWER: ("EC2.PR.6",)},
    good=(
        example("everything omitted, which AWS takes for off", Given(_GATEWAY)),
        example("off", Given(_GATEWAY, {"autoAcceptSharedAttachments": "disable"})),
    ),
    bad=(example("on", Given(_GATEWAY, {"autoAcceptSharedAttachments": "enable"})),),
)
