"""Jobs of EMR without clusters run a supported release."""

from collections.abc import Iterator

from .._lifecycles import day, ended
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_APPLICATION = "aws:emrserverless/application:Application"
_TEMPLATE = "aws:emrcontainers/jobTemplate:JobTemplate"


def _check(application: Resource) -> Iterator[str]:
    yield from _check_release(application.text("releaseLabel"), application.parameters["on"])


def _check_template(template: Resource) -> Iterator[str]:
    yield from _check_release(template.block("jobTemplateData").text("releaseLabel"), template.parameters["on"])


def _check_release(release: str, on: str) -> Iterator[str]:
    end = ended("emr", release, on)
    if end:
        yield (
            f"Spark and Hive get no security patches; got releaseLabel {release}, supported until {end}, "
            "expected a later one"
        )


def _application(release: str) -> Given:
    return Given(_APPLICATION, {"releaseLabel": release, "type": "SPARK"})


def _template(release: str) -> Given:
    return Given(_TEMPLATE, {"jobTemplateData": {"releaseLabel": release, "jobDriver": {}}})


CONTROL = Control(
    id="emrserverless.release-supported",
    title="Jobs of EMR without clusters run a supported release",
    practices=("patching.managed-services",),
    severity=Severity.MEDIUM,
    why="A release is a few hundred packages, and AWS patches it for two years only.",
    fix="choose a later releaseLabel",
    rules=(ResourceRule((_APPLICATION,), _check), ResourceRule((_TEMPLATE,), _check_template)),
    parameters=day(),
    good=(
        *(example(f"everything omitted: {type}", Given(type)) for type in (_APPLICATION, _TEMPLATE)),
        example("a supported release", _application("emr-7.14.0")),
        example("a supported release on EKS", _template("emr-7.14.0-latest")),
        example("the last day", _application("emr-7.13.0"), on="2028-04-21"),
    ),
    bad=(
        example("not supported any more", _application("emr-6.15.0")),
        example("not supported any more on EKS", _template("emr-6.2.0-latest")),
        example("the day after the last", _application("emr-7.13.0"), on="2028-04-22"),
    ),
)
