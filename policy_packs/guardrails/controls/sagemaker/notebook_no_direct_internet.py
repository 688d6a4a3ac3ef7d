"""Notebooks have no way to the internet of their own."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import NOTEBOOK, notebook


def _check(notebook: Resource) -> Iterator[str]:
    access = notebook.text("directInternetAccess")
    if access != "Disabled":
        yield (
            f"the notebook is on the internet, beside your network; got directInternetAccess {access or 'Enabled'}, "
            "expected Disabled"
        )


CONTROL = Control(
    id="sagemaker.notebook-no-direct-internet",
    title="Notebooks have no way to the internet of their own",
    practices=("network.private-subnets",),
    severity=Severity.HIGH,
    why="Data leaves by an interface of SageMaker's, which none of your security groups, routes and logs sees.",
    fix="set directInternetAccess to Disabled, with a subnetId and securityGroups",
    rules=(ResourceRule((NOTEBOOK,), _check),),
    detection=(ConfigRule("SAGEMAKER_NOTEBOOK_NO_DIRECT_INTERNET_ACCESS"), SecurityHubControl("SageMaker.1")),
    frameworks={Framework.FSBP: ("SageMaker.1",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_122",)},
    good=(example("off", notebook(directInternetAccess="Disabled")),),
    bad=(
        example("everything omitted", Given(NOTEBOOK)),
        example("on", notebook(directInternetAccess="Enabled")),
    ),
)
