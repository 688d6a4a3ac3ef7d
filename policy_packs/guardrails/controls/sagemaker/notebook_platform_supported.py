"""Notebooks run on a platform that still gets security patches."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import NOTEBOOK, notebook

# Source: SageMaker developer guide, "Amazon Linux 2 notebook instances" and "JupyterLab versioning".
_ENDED = ("notebook-al1-v1", "notebook-al2-v1", "notebook-al2-v2")


def _check(notebook: Resource) -> Iterator[str]:
    platform = notebook.text("platformIdentifier")
    if platform in _ENDED:
        yield f"the notebook gets no security patches; got platformIdentifier {platform}, expected notebook-al2023-v1"


def _notebook(platform: str) -> Given:
    return notebook(platformIdentifier=platform)


CONTROL = Control(
    id="sagemaker.notebook-platform-supported",
    title="Notebooks run on a platform that still gets security patches",
    practices=("patching.managed-services",),
    severity=Severity.MEDIUM,
    why="JupyterLab runs what it is sent, and its old versions have known ways around its login.",
    fix="set platformIdentifier to notebook-al2023-v1",
    rules=(ResourceRule((NOTEBOOK,), _check),),
    detection=(
        ConfigRule(
            "SAGEMAKER_NOTEBOOK_INSTANCE_PLATFORM_VERSION",
            {"supportedPlatformIdentifierVersions": "notebook-al2-v3,notebook-al2023-v1"},
        ),
        SecurityHubControl("SageMaker.8"),
    ),
    frameworks={Framework.FSBP: ("SageMaker.8",)},
    good=(
        example("everything omitted", Given(NOTEBOOK)),
        *(example(platform, _notebook(platform)) for platform in ("notebook-al2-v3", "notebook-al2023-v1")),
    ),
    bad=(*(example(platform, _notebook(platform)) for platform in _ENDED),),
)
