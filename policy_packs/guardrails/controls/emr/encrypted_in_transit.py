"""EMR encrypts what the nodes of a cluster send each other."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import CONFIGURATION, encryption


def _check(configuration: Resource) -> Iterator[str]:
    said = encryption(configuration)
    if not said.flag("EnableInTransitEncryption"):
        yield f"nodes talk in the clear; got {said.path('EnableInTransitEncryption')} false, expected true"


def _given(**said: object) -> Given:
    return Given(CONFIGURATION, {"configuration": {"EncryptionConfiguration": said}})


CONTROL = Control(
    id="emr.encrypted-in-transit",
    title="EMR encrypts what the nodes of a cluster send each other",
    practices=("data.in-transit",),
    severity=Severity.MEDIUM,
    why="Whoever gets one machine into the subnet can read what the nodes exchange.",
    fix="set EnableInTransitEncryption to true and give a certificate in InTransitEncryptionConfiguration",
    rules=(ResourceRule((CONFIGURATION,), _check),),
    detection=(ConfigRule("EMR_SECURITY_CONFIGURATION_ENCRYPTION_TRANSIT"), SecurityHubControl("EMR.4")),
    frameworks={Framework.FSBP: ("EMR.4",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_351",), Tool.TRIVY: ("AWS-0138",)},
    good=(example("encrypted", _given(EnableInTransitEncryption=True)),),
    bad=(
        example("nothing is said", Given(CONFIGURATION, {"configuration": {}})),
        example("everything omitted", _given()),
        example("off", _given(EnableInTransitEncryption=False, EnableAtRestEncryption=True)),
    ),
)
