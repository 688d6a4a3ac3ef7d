"""What agents do in a browser is recorded."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_BROWSER = "aws:bedrock/agentcoreBrowser:AgentcoreBrowser"


def _check(browser: Resource) -> Iterator[str]:
    if not browser.block("recording").flag("enabled"):
        yield "nobody sees what an agent did on the web; got no recording.enabled, expected true"


CONTROL = Control(
    id="bedrock.agentcore-browser-recorded",
    title="What agents do in a browser is recorded",
    practices=("logging.centralized",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="An agent logs in, pays and writes under your name, and pages talk it into more.",
    fix="set enabled of recording to true, with an s3Location",
    rules=(ResourceRule((_BROWSER,), _check),),
    good=(example("recorded", Given(_BROWSER, {"recording": {"enabled": True}})),),
    bad=(
        example("everything omitted", Given(_BROWSER)),
        example("off", Given(_BROWSER, {"recording": {"enabled": False}})),
    ),
)
