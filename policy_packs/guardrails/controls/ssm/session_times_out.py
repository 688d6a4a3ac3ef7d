"""Sessions that nobody uses are closed."""

from collections.abc import Iterator

from .._model import Control, Parameter, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._sessions import DOCUMENT, OTHER, session, sessions, yaml_sessions

# What AWS takes when nothing is said.
_DEFAULT = 20


def _check(document: Resource) -> Iterator[str]:
    said = session(document)
    if said is None:
        return
    minutes = said.number("idleSessionTimeout", default=_DEFAULT)
    longest = document.parameters["idleMinutes"]
    if minutes > longest:
        path = said.path("idleSessionTimeout")
        yield f"a screen that somebody left is open to others; got {path} {minutes:g}, expected {longest:g} or less"


CONTROL = Control(
    id="ssm.session-times-out",
    title="Sessions that nobody uses are closed",
    practices=("iam.least-privilege",),
    severity=Severity.LOW,
    why="A session that was left open belongs to whoever comes to the keyboard next.",
    fix="set idleSessionTimeout in the inputs to 20 minutes or less",
    rules=(ResourceRule((DOCUMENT,), _check),),
    tier=Tier.REGULATED,
    parameters={"idleMinutes": Parameter(20, {"type": "integer", "minimum": 1, "maximum": 60})},
    good=(
        example("nothing is said", sessions()),
        example("20 minutes", sessions(idleSessionTimeout="20")),
        example("5 minutes, in YAML", yaml_sessions("  idleSessionTimeout: '5'")),
        example("the time of the configuration", sessions(idleSessionTimeout="60"), idleMinutes=60),
        example("a document of another kind", OTHER),
    ),
    bad=(
        example("21 minutes", sessions(idleSessionTimeout="21")),
        example("an hour, in YAML", yaml_sessions("  idleSessionTimeout: '60'")),
        example("nothing is said, and less is asked for", sessions(), idleMinutes=19),
    ),
)
