"""The web server of Airflow has no public address."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import ENVIRONMENT, environment


def _check(resource: Resource) -> Iterator[str]:
    mode = resource.text("webserverAccessMode", default="PRIVATE_ONLY")
    if mode != "PRIVATE_ONLY":
        yield f"Airflow stands on the internet; got webserverAccessMode {mode}, expected PRIVATE_ONLY"


CONTROL = Control(
    id="mwaa.webserver-private",
    title="The web server of Airflow has no public address",
    practices=("network.private-subnets",),
    severity=Severity.MEDIUM,
    why="Whoever gets into Airflow runs code with the role of its workers.",
    fix="set webserverAccessMode to PRIVATE_ONLY",
    rules=(ResourceRule((ENVIRONMENT,), _check),),
    equivalents={Tool.CHECKOV: ("CKV2_AWS_66",)},
    good=(
        example("everything omitted but what is required", environment()),
        example("private", environment(webserverAccessMode="PRIVATE_ONLY")),
    ),
    bad=(example("public", environment(webserverAccessMode="PUBLIC_ONLY")),),
)
