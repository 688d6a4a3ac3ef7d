"""Fleets of game servers have a certificate."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_FLEET = "aws:gamelift/fleet:Fleet"


def _check(fleet: Resource) -> Iterator[str]:
    kind = fleet.block("certificateConfiguration").text("certificateType")
    if kind != "GENERATED":
        yield (
            "players can't tell your server from another; got certificateConfiguration.certificateType "
            f"{kind or 'DISABLED'}, expected GENERATED"
        )


def _fleet(kind: str) -> Given:
    return Given(_FLEET, {"ec2InstanceType": "c5.large", "certificateConfiguration": {"certificateType": kind}})


CONTROL = Control(
    id="gamelift.fleet-certificate",
    title="Fleets of game servers have a certificate",
    practices=("data.in-transit",),
    severity=Severity.MEDIUM,
    why="Without one, logins and purchases cross the internet in the clear, and only another fleet can have it.",
    fix="set certificateType of certificateConfiguration to GENERATED",
    rules=(ResourceRule((_FLEET,), _check),),
    good=(example("a certificate", _fleet("GENERATED")),),
    bad=(
        example("everything omitted", Given(_FLEET)),
        example("none", _fleet("DISABLED")),
    ),
)
