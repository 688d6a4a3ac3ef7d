"""Development environments are reached by Session Manager."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_ENVIRONMENT = "aws:cloud9/environmentEC2:EnvironmentEC2"


def _check(environment: Resource) -> Iterator[str]:
    how = environment.text("connectionType")
    if how != "CONNECT_SSM":
        yield f"SSH of the environment is open; got connectionType {how or 'CONNECT_SSH'}, expected CONNECT_SSM"


def _environment(how: str) -> Given:
    needed = {"imageId": "amazonlinux-2023-x86_64", "instanceType": "t3.small"}
    return Given(_ENVIRONMENT, needed | {"connectionType": how})


CONTROL = Control(
    id="cloud9.no-ingress",
    title="Development environments are reached by Session Manager",
    practices=("network.private-subnets", "network.security-groups"),
    severity=Severity.MEDIUM,
    why="An environment has its developer's credentials, and by SSH a public address with an open port.",
    fix="set connectionType to CONNECT_SSM",
    rules=(ResourceRule((_ENVIRONMENT,), _check),),
    good=(example("by Session Manager", _environment("CONNECT_SSM")),),
    bad=(
        example("everything omitted", Given(_ENVIRONMENT)),
        example("by SSH", _environment("CONNECT_SSH")),
    ),
)
