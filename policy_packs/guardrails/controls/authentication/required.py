"""Nobody gets in without saying who they are, in services without a control of their own for it."""

from collections.abc import Iterator

from .._model import Control, ResourceRule, Severity
from .._properties import each
from .._resources import Resource
from .._settings import Setting, examples

_TABLE = {
    "aws:bedrock/agentcoreGateway:AgentcoreGateway": (Setting("authorizerType", ("AWS_IAM", "CUSTOM_JWT")),),
    "aws:codepipeline/webhook:Webhook": (Setting("authentication", ("GITHUB_HMAC", "IP")),),
    "aws:datasync/locationAzureBlob:LocationAzureBlob": (Setting("authenticationType", ("SAS",), unset="SAS"),),
    "aws:datasync/locationHdfs:LocationHdfs": (Setting("authenticationType", ("KERBEROS",)),),
    "aws:directoryservice/radiusSettings:RadiusSettings": (
        Setting("authenticationProtocol", ("CHAP", "MS-CHAPv1", "MS-CHAPv2")),
    ),
    "aws:mskconnect/connector:Connector": (Setting("kafkaClusterClientAuthentication.authenticationType", ("IAM",)),),
}
_GOOD, _BAD = examples(_TABLE)


def _check(resource: Resource) -> Iterator[str]:
    consequence = "anybody who can reach it gets in"
    yield from each(_TABLE[resource.type], lambda setting: setting.problems(resource, consequence))


CONTROL = Control(
    id="authentication.required",
    title="Nobody gets in without saying who they are",
    practices=("iam.least-privilege",),
    severity=Severity.MEDIUM,
    why="Without authentication the network is the only wall, and nobody can tell afterwards who it was.",
    fix="choose a way of authentication that proves who calls, such as IAM, a signed token or Kerberos",
    rules=(ResourceRule(tuple(_TABLE), _check),),
    good=_GOOD,
    bad=_BAD,
)
