"""Canaries run on runtimes that still get security patches.

Source: CloudWatch user guide, "Runtime versions support policy", read in November 2026; later runtimes have no end yet.
"""

import re
from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_CANARY = "aws:synthetics/canary:Canary"
_RUNTIME = re.compile(r"syn-(?:([a-z]+-[a-z]+)-)?(\d{1,3})\.\d{1,3}")
# The first major version that is supported, by language and library; the oldest runtimes name neither.
_FIRST = {"nodejs-puppeteer": 8, "python-selenium": 6, "": 99, "nodejs": 99}


def _check(canary: Resource) -> Iterator[str]:
    runtime = canary.text("runtimeVersion")
    match = _RUNTIME.fullmatch(runtime.replace("syn-nodejs-2.", "syn-2."))
    first = _FIRST.get(match[1] or "") if match else None
    if match and first and int(match[2]) < first:
        yield f"the browser gets no security patches; got runtimeVersion {runtime}, expected a supported one"


def _given(runtime: str) -> Given:
    return Given(_CANARY, {"name": "shop", "runtimeVersion": runtime, "handler": "index.handler"})


CONTROL = Control(
    id="synthetics.runtime-supported",
    title="Canaries run on runtimes that still get security patches",
    practices=("patching.managed-services",),
    severity=Severity.MEDIUM,
    why="A canary opens pages with a browser and holds the test user's password: an old browser gives it away.",
    fix="move the canary to a later runtimeVersion",
    rules=(ResourceRule((_CANARY,), _check),),
    good=(
        example("everything omitted", Given(_CANARY)),
        *(
            example(runtime, _given(runtime))
            for runtime in (
                "syn-nodejs-puppeteer-8.0",
                "syn-python-selenium-6.0",
                "syn-nodejs-playwright-1.0",
                "latest",
            )
        ),
    ),
    bad=tuple(
        example(runtime, _given(runtime))
        for runtime in ("syn-1.0", "syn-nodejs-2.2", "syn-nodejs-puppeteer-7.0", "syn-python-selenium-5.1")
    ),
)
