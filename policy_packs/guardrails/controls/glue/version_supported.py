"""Spark jobs of Glue run versions that are still supported."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._lifecycles import day, ended
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource

_JOB = "aws:glue/job:Job"


def _check(job: Resource) -> Iterator[str]:
    # Jobs without Spark have versions of their own.
    if job.block("command").text("name", default="glueetl") not in ("glueetl", "gluestreaming"):
        return
    version = job.text("glueVersion")
    end = ended("glue", version, job.parameters["on"])
    if end:
        yield f"nobody patches the job's Spark; got glueVersion {version}, supported until {end}, expected a later one"


def _given(version: str, name: str | None = None) -> Given:
    command = {"scriptLocation": "s3://jobs/sales.py"} | ({"name": name} if name else {})
    return Given(_JOB, {"roleArn": "arn:aws:iam::111122223333:role/glue", "command": command, "glueVersion": version})


CONTROL = Control(
    id="glue.version-supported",
    title="Spark jobs of Glue run versions that are still supported",
    practices=("patching.managed-services",),
    severity=Severity.MEDIUM,
    why="A version is a few hundred packages, and AWS patches the later ones only.",
    fix="choose a later glueVersion",
    rules=(ResourceRule((_JOB,), _check),),
    detection=(
        ConfigRule("GLUE_SPARK_JOB_SUPPORTED_VERSION", {"minimumSupportedGlueVersion": "3.0"}),
        SecurityHubControl("Glue.4"),
    ),
    frameworks={Framework.FSBP: ("Glue.4",)},
    parameters=day(),
    good=(
        example("everything omitted", Given(_JOB)),
        example("a supported version", _given("5.0")),
        example("a stream on a supported version", _given("4.0", "gluestreaming")),
        example("a Python shell", _given("1.0", "pythonshell")),
        example("the last day", _given("2.0"), on="2024-01-31"),
    ),
    bad=(
        example("an old version", _given("0.9")),
        example("an old version, said to be Spark", _given("1.0", "glueetl")),
        example("a stream on an old version", _given("2.0", "gluestreaming")),
        example("the day after the last", _given("2.0"), on="2024-02-01"),
    ),
)
