"""Environments run on a platform that still gets security patches."""

import re
from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import TEMPLATE, TYPES, environment

# Amazon Linux until 2018.03, Amazon Linux 2, and Windows Server until 2012 R2.
_ENDED = re.compile(r"Amazon Linux(?: AMI)? 201\d\.|Amazon Linux 2(?!\d)|Windows Server 20(?:08|12)")


def _check(environment: Resource) -> Iterator[str]:
    stack = environment.text("solutionStackName")
    if _ENDED.search(stack):
        yield f"the platform gets no security patches; got solutionStackName {stack}, expected one on Amazon Linux 2023"


def _on(system: str) -> Given:
    return environment(solutionStackName=f"64bit {system} v4.1.0 running Python 3.11")


CONTROL = Control(
    id="elasticbeanstalk.platform-supported",
    title="Environments run on a platform that still gets security patches",
    practices=("patching.managed-services",),
    severity=Severity.MEDIUM,
    why="Support of Amazon Linux 2 ended on 30 June 2026, and of its predecessor in 2023: holes found since stay open.",
    fix="choose a solutionStackName on Amazon Linux 2023",
    rules=(ResourceRule(TYPES, _check),),
    good=(
        *(example(f"everything omitted: {type}", Given(type)) for type in TYPES),
        *(example(system, _on(system)) for system in ("Amazon Linux 2023", "Windows Server Core 2022")),
    ),
    bad=(
        *(
            example(system, _on(system))
            for system in (
                "Amazon Linux 2015.03",
                "Amazon Linux AMI 2018.03",
                "Amazon Linux 2",
                "Windows Server 2008 R2",
                "Windows Server 2012 R2",
            )
        ),
        example("a saved configuration", Given(TEMPLATE, {"solutionStackName": "64bit Amazon Linux 2 v3.5.0"})),
    ),
)
