"""The serial console of instances is off."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_ACCESS = "aws:ec2/serialConsoleAccess:SerialConsoleAccess"


def _check(access: Resource) -> Iterator[str]:
    if access.flag("enabled", default=True):
        yield "instances have a console past their network; got enabled true, expected false"


def _mend(access: Resource) -> dict[str, bool]:
    return {"enabled": False} if access.flag("enabled", default=True) else {}


CONTROL = Control(
    id="ec2.serial-console-off",
    title="The serial console of instances is off",
    practices=("network.private-subnets", "iam.least-privilege"),
    severity=Severity.MEDIUM,
    why="The console passes by every security group, and a password is all that it asks for.",
    fix="set enabled to false, and turn it on only while a machine is being repaired",
    rules=(ResourceRule((_ACCESS,), _check, _mend),),
    good=(example("off", Given(_ACCESS, {"enabled": False})),),
    bad=(
        example("everything omitted, which turns it on", Given(_ACCESS)),
        example("on", Given(_ACCESS, {"enabled": True})),
    ),
)
