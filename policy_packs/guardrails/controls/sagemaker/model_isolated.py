"""Models can't reach any network."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import MODEL, model


def _check(model: Resource) -> Iterator[str]:
    if not model.flag("enableNetworkIsolation"):
        yield "the model can send away what it is asked; got enableNetworkIsolation false, expected true"


CONTROL = Control(
    id="sagemaker.model-isolated",
    title="Models can't reach any network",
    practices=("network.private-subnets",),
    severity=Severity.MEDIUM,
    why="A model is code from a package; isolated, it can't send its inputs or its credentials anywhere.",
    fix="set enableNetworkIsolation to true",
    rules=(ResourceRule((MODEL,), _check),),
    detection=(ConfigRule("SAGEMAKER_MODEL_ISOLATION_ENABLED"), SecurityHubControl("SageMaker.5")),
    frameworks={Framework.FSBP: ("SageMaker.5",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_370",)},
    good=(example("isolated", model(enableNetworkIsolation=True)),),
    bad=(
        example("everything omitted", Given(MODEL)),
        example("not isolated", model(enableNetworkIsolation=False)),
    ),
)
