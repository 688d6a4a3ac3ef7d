"""Sessions are logged, and the log is encrypted."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, ResourceRule, Severity, example
from .._resources import Resource
from ._sessions import DOCUMENT, OTHER, session, sessions, yaml_sessions

# Where a session is logged, each with what says that the log must be encrypted.
_LOGS = {"cloudWatchLogGroupName": "cloudWatchEncryptionEnabled", "s3BucketName": "s3EncryptionEnabled"}


def _check(document: Resource) -> Iterator[str]:
    said = session(document)
    if said is None:
        return
    logs = [name for name in _LOGS if said.text(name)]
    if not logs:
        yield f"what is done in a session leaves no trace; got no {' and no '.join(_LOGS)}, expected one of them"
    for name in logs:
        if not said.flag(_LOGS[name], default=True):
            yield f"the log is in the clear; got {said.path(_LOGS[name])} false, expected true"


CONTROL = Control(
    id="ssm.session-logged",
    title="Sessions are logged, and the log is encrypted",
    practices=("logging.cloudwatch", "compliance.access-audit"),
    severity=Severity.MEDIUM,
    why="CloudTrail says who opened a session, not what was typed in it.",
    fix="set cloudWatchLogGroupName or s3BucketName in the inputs, and leave the encryption on",
    rules=(ResourceRule((DOCUMENT,), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_113",)},
    good=(
        *(example(name, sessions(**{name: "a", switch: True})) for name, switch in _LOGS.items()),
        *(example(f"{name}, encryption not said", sessions(**{name: "a"})) for name in _LOGS),
        example("in YAML", yaml_sessions("  s3BucketName: 'sessions'", "  s3EncryptionEnabled: true")),
        example("the other log's switch", sessions(s3BucketName="a", cloudWatchEncryptionEnabled=False)),
        example("a document of another kind", OTHER),
    ),
    bad=(
        example("nothing is said", sessions()),
        example("empty names", sessions(s3BucketName="", cloudWatchLogGroupName="")),
        example("empty names in YAML", yaml_sessions("  s3BucketName: ''", "  cloudWatchLogGroupName: ''")),
        *(example(f"{name} in the clear", sessions(**{name: "a", switch: False})) for name, switch in _LOGS.items()),
        example("one in the clear", sessions(cloudWatchLogGroupName="a", s3BucketName="b", s3EncryptionEnabled=False)),
        example("in the clear, in YAML", yaml_sessions("  s3BucketName: a", "  s3EncryptionEnabled: false")),
    ),
)
