"""User pools for people inside take nobody who signs up alone."""

from collections.abc import Iterator
from typing import Any

from .._documents import matches
from .._model import Control, Given, Parameter, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import POOL, pool


def _check(pool: Resource) -> Iterator[str]:
    if not any(matches(pattern, pool.text("name") or pool.name) for pattern in pool.parameters["internalPools"]):
        return
    if not pool.block("adminCreateUserConfig").flag("allowAdminCreateUserOnly"):
        yield "anybody makes an account; got adminCreateUserConfig.allowAdminCreateUserOnly false, expected true"


def _given(**config: Any) -> Given:
    return pool(adminCreateUserConfig=config)


CONTROL = Control(
    id="cognito.no-self-sign-up",
    title="User pools for people inside take nobody who signs up alone",
    practices=("application.cognito", "iam.least-privilege"),
    severity=Severity.MEDIUM,
    why="Applications for colleagues often let in whoever has an account.",
    fix="set adminCreateUserConfig.allowAdminCreateUserOnly to true",
    rules=(ResourceRule((POOL,), _check),),
    parameters={
        "internalPools": Parameter(
            [],
            {
                "type": "array",
                "items": {"type": "string"},
                "description": "Names of user pools for people inside, with * and ? where they vary.",
            },
        )
    },
    good=(
        example("not judged", Given(POOL)),
        example("made by administrators", _given(allowAdminCreateUserOnly=True), internalPools=["customers"]),
        example("a pool for everybody", pool(), internalPools=["staff*"]),
    ),
    bad=(
        example("everything omitted but the name", pool(), internalPools=["staff", "cust*"]),
        example("a pool without a name of its own", Given(POOL, name="staff"), internalPools=["staff"]),
        example("open", _given(allowAdminCreateUserOnly=False), internalPools=["*"]),
    ),
)
