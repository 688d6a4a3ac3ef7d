"""EMR encrypts what clusters store."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import CONFIGURATION, encryption


def _check(configuration: Resource) -> Iterator[str]:
    said = encryption(configuration)
    if not said.flag("EnableAtRestEncryption"):
        yield f"data is stored in the clear; got {said.path('EnableAtRestEncryption')} false, expected true"


def _given(**said: object) -> Given:
    return Given(CONFIGURATION, {"configuration": {"EncryptionConfiguration": said}})


CONTROL = Control(
    id="emr.encrypted-at-rest",
    title="EMR encrypts what clusters store",
    practices=("data.at-rest",),
    severity=Severity.MEDIUM,
    why="Clusters copy the data that they analyse to their disks and back to buckets.",
    fix="set EnableAtRestEncryption to true and describe it in AtRestEncryptionConfiguration",
    rules=(ResourceRule((CONFIGURATION,), _check),),
    detection=(ConfigRule("EMR_SECURITY_CONFIGURATION_ENCRYPTION_REST"), SecurityHubControl("EMR.3")),
    frameworks={Framework.FSBP: ("EMR.3",)},
    equivalents={Tool.TRIVY: ("AWS-0137",)},
    good=(example("encrypted", _given(EnableAtRestEncryption=True)),),
    bad=(
        example("nothing is said", Given(CONFIGURATION, {"configuration": {}})),
        example("everything omitted", _given()),
        example("off", _given(EnableAtRestEncryption=False, EnableInTransitEncryption=True)),
    ),
)
