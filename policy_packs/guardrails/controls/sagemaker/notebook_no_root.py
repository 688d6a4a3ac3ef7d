"""Users of notebooks are not root."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import NOTEBOOK, notebook


def _check(notebook: Resource) -> Iterator[str]:
    access = notebook.text("rootAccess")
    if access != "Disabled":
        yield f"users of the notebook are root on it; got rootAccess {access or 'Enabled'}, expected Disabled"


def _mend(notebook: Resource) -> dict[str, str]:
    return {"rootAccess": "Disabled"} if any(_check(notebook)) else {}


CONTROL = Control(
    id="sagemaker.notebook-no-root",
    title="Users of notebooks are not root",
    practices=("iam.least-privilege",),
    severity=Severity.HIGH,
    why="Root takes down what the lifecycle script set up: the proxy, the agent, the limits of who uses which role.",
    fix="set rootAccess to Disabled",
    rules=(ResourceRule((NOTEBOOK,), _check, _mend),),
    detection=(ConfigRule("SAGEMAKER_NOTEBOOK_INSTANCE_ROOT_ACCESS_CHECK"), SecurityHubControl("SageMaker.3")),
    frameworks={Framework.FSBP: ("SageMaker.3",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_307",)},
    good=(example("off", notebook(rootAccess="Disabled")),),
    bad=(
        example("everything omitted", Given(NOTEBOOK)),
        example("on", notebook(rootAccess="Enabled")),
    ),
)
