"""Client VPN users reach what their group needs."""

from collections.abc import Iterator

from .._model import ConfigRule, Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_RULE = "aws:ec2clientvpn/authorizationRule:AuthorizationRule"


def _check(rule: Resource) -> Iterator[str]:
    if rule.flag("authorizeAllGroups"):
        yield "every user gets in; got authorizeAllGroups true, expected the accessGroupId of a group"


_TARGET = {"clientVpnEndpointId": "cvpn-endpoint-0a1b2c3d", "targetNetworkCidr": "10.0.0.0/16"}
_GROUP = {"accessGroupId": "S-1-5-21-0a1b2c3d"}

CONTROL = Control(
    id="clientvpn.authorization-narrow",
    title="Client VPN users reach what their group needs",
    practices=("network.private-subnets", "iam.least-privilege"),
    severity=Severity.MEDIUM,
    why="A rule for all groups gives every stolen login the whole network behind the endpoint.",
    fix="name the group in accessGroupId instead of authorizeAllGroups",
    rules=(ResourceRule((_RULE,), _check),),
    detection=(ConfigRule("EC2_CLIENT_VPN_NOT_AUTHORIZE_ALL"),),
    good=(
        example("one group", Given(_RULE, _TARGET | _GROUP)),
        example("one group, explicitly", Given(_RULE, _TARGET | _GROUP | {"authorizeAllGroups": False})),
        example("everything omitted but what is required", Given(_RULE, _TARGET)),
    ),
    bad=(example("all groups", Given(_RULE, _TARGET | {"authorizeAllGroups": True})),),
)
