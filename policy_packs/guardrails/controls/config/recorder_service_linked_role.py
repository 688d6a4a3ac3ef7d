"""AWS Config records by its service-linked role."""

from collections.abc import Iterator

from .._documents import matches
from .._frameworks import Framework
from .._model import Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import RECORDER, ROLE

_EXPECTED = "arn:*:iam::*:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig*"


def _check(recorder: Resource) -> Iterator[str]:
    role = recorder.text("roleArn")
    if not matches(_EXPECTED, role):
        yield f"types that AWS adds may not be recorded; got roleArn {role or 'missing'}, expected {_EXPECTED}"


CONTROL = Control(
    id="config.recorder-service-linked-role",
    title="AWS Config records by its service-linked role",
    practices=("account.config", "iam.least-privilege"),
    severity=Severity.MEDIUM,
    why="AWS keeps the rights of that role complete and lets nobody else assume it.",
    fix="set roleArn to the service-linked role of config.amazonaws.com",
    rules=(ResourceRule((RECORDER,), _check),),
    detection=(SecurityHubControl("Config.1"),),
    frameworks={Framework.FSBP: ("Config.1",)},
    good=(
        example("the service-linked role", Given(RECORDER, {"roleArn": ROLE})),
        example("in another partition", Given(RECORDER, {"roleArn": ROLE.replace("arn:aws:", "arn:aws-us-gov:")})),
    ),
    bad=(
        example("everything omitted", Given(RECORDER)),
        example("a role of one's own", Given(RECORDER, {"roleArn": "arn:aws:iam::111122223333:role/config"})),
    ),
)
