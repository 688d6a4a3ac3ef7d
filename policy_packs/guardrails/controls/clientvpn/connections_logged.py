"""Client VPN endpoints log who connects."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource

_ENDPOINT = "aws:ec2clientvpn/endpoint:Endpoint"


def _check(endpoint: Resource) -> Iterator[str]:
    if not endpoint.block("connectionLogOptions").flag("enabled"):
        yield "nobody can say who connected; got connectionLogOptions.enabled false, expected true with a log group"


_BARE = {
    "serverCertificateArn": "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d",
    "authenticationOptions": [
        {"type": "federated-authentication", "samlProviderArn": "arn:aws:iam::111122223333:saml-provider/staff"}
    ],
}


def _endpoint(**options: object) -> Given:
    return Given(_ENDPOINT, _BARE | {"connectionLogOptions": options})


CONTROL = Control(
    id="clientvpn.connections-logged",
    title="Client VPN endpoints log who connects",
    practices=("logging.centralized", "account.cloudtrail"),
    severity=Severity.LOW,
    why="A stolen VPN profile shows only in the log of connections, by its times and its addresses.",
    fix="set connectionLogOptions.enabled to true and name a log group",
    rules=(ResourceRule((_ENDPOINT,), _check),),
    detection=(ConfigRule("EC2_CLIENT_VPN_CONNECTION_LOG_ENABLED"), SecurityHubControl("EC2.51")),
    frameworks={Framework.FSBP: ("EC2.51",)},
    good=(example("logged", _endpoint(enabled=True, cloudwatchLogGroup="vpn")),),
    bad=(
        example("everything omitted but what is required", _endpoint()),
        example("off", _endpoint(enabled=False, cloudwatchLogGroup="vpn")),
        example("no options", Given(_ENDPOINT, _BARE)),
    ),
)
