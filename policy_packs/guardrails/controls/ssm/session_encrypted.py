"""Sessions are encrypted under a key, besides TLS."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, ResourceRule, Severity, example
from .._resources import Resource
from ._sessions import DOCUMENT, OTHER, session, sessions, yaml_sessions


def _check(document: Resource) -> Iterator[str]:
    said = session(document)
    if said is not None and not said.text("kmsKeyId"):
        yield f"the service can read along; got no {said.path('kmsKeyId')}, expected a key"


CONTROL = Control(
    id="ssm.session-encrypted",
    title="Sessions are encrypted under a key, besides TLS",
    practices=("data.in-transit", "data.kms"),
    severity=Severity.MEDIUM,
    why="With a key, only who may use it can open a session or read it.",
    fix="set kmsKeyId in the inputs of the session document",
    rules=(ResourceRule((DOCUMENT,), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_112",)},
    good=(
        example("a key", sessions(kmsKeyId="alias/sessions")),
        example("a key, in YAML", yaml_sessions("  kmsKeyId: alias/sessions  # ours")),
        example("a key in quotes, in YAML", yaml_sessions("  kmsKeyId: 'alias/sessions'")),
        example("a document of another kind", OTHER),
    ),
    bad=(
        example("nothing is said", sessions()),
        example("an empty text", sessions(kmsKeyId="")),
        example("nothing is said, in YAML", yaml_sessions("  runAsEnabled: false")),
        *(
            example(f"empty in YAML: {text or 'nothing'}", yaml_sessions(f"  kmsKeyId: {text}"))
            for text in ("", "''", '""', "~", "null", "# none")
        ),
    ),
)
