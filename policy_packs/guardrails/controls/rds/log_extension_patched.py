"""PostgreSQL is newer than the versions whose log extension gave away credentials of AWS."""

import re
from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import CLUSTER, INSTANCE

# AWS security bulletin AWS-2022-004: engine to the first patched minor version of each major one.
_PATCHED: dict[str, dict[tuple[int, ...], int]] = {
    "postgres": {(9, 6): 22, (10,): 17, (11,): 12, (12,): 7, (13,): 3},
    "aurora-postgresql": {(10,): 14, (11,): 9},
}


def _check(database: Resource) -> Iterator[str]:
    patched = _PATCHED.get(database.text("engine"), {})
    version = database.text("engineVersion")
    numbers = tuple(map(int, re.findall(r"\d+", version)))
    for major, minor in patched.items():
        rest = numbers[len(major) :]
        # Without a minor version, AWS takes a new one.
        if numbers[: len(major)] == major and rest and rest[0] < minor:
            yield (
                f"its log_fdw reads credentials of AWS; got engineVersion {version}, "
                f"expected {'.'.join(map(str, (*major, minor)))} or later"
            )


def _given(version: str | None, engine: str = "postgres", type: str = INSTANCE) -> Given:
    size = {"instanceClass": "db.m7g.large"} if type == INSTANCE else {}
    return Given(type, size | {"engine": engine, "engineVersion": version})


def _aurora(version: str) -> Given:
    return _given(version, "aurora-postgresql", CLUSTER)


def _named(engine: str, offset: int) -> list[str]:
    return [".".join(map(str, (*major, minor + offset))) for major, minor in _PATCHED[engine].items()]


CONTROL = Control(
    id="rds.log-extension-patched",
    title="PostgreSQL is newer than the versions whose log extension gave away credentials",
    practices=("patching.managed-services",),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="In these versions a privileged user of the database reads files and credentials of the host by log_fdw.",
    fix="set engineVersion to a patched minor version, or to the major one alone",
    rules=(ResourceRule((INSTANCE, CLUSTER), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_250", "CKV_AWS_388")},
    good=(
        example("everything omitted but the engine", _given(None)),
        example("the major version alone", _given("13")),
        example("another engine", _given("8.0.11", "mysql")),
        example("another engine of old versions", _given("10.11", "mariadb")),
        example("a later version", _given("17.2")),
        *(example(f"patched: {version}", _given(version)) for version in _named("postgres", 0)),
        *(example(f"a patched cluster: {version}", _aurora(version)) for version in _named("aurora-postgresql", 0)),
        example("an old cluster of a version that never had it", _aurora("12.4")),
    ),
    bad=(
        *(example(f"not patched: {version}", _given(version)) for version in _named("postgres", -1)),
        *(
            example(f"a cluster, not patched: {version}", _aurora(version))
            for version in _named("aurora-postgresql", -1)
        ),
        example("the first of its minor versions", _given("13.0")),
        example("a cluster with its release", _aurora("11.8.1")),
        example("an instance of Aurora", _given("10.12", "aurora-postgresql")),
    ),
)
