"""Notebooks only answer metadata requests of version 2."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import NOTEBOOK, notebook

_PATH = "instanceMetadataServiceConfiguration.minimumInstanceMetadataServiceVersion"


def _check(notebook: Resource) -> Iterator[str]:
    block, _, name = _PATH.partition(".")
    version = notebook.block(block).text(name)
    if version != "2":
        yield (
            f"one request of a fooled program shows the notebook's role; got {_PATH} {version or 'missing'}, expected 2"
        )


def _mend(notebook: Resource) -> dict[str, str]:
    return {_PATH: "2"} if any(_check(notebook)) else {}


def _notebook(version: str) -> Given:
    return notebook(instanceMetadataServiceConfiguration={"minimumInstanceMetadataServiceVersion": version})


CONTROL = Control(
    id="sagemaker.notebook-imdsv2",
    title="Notebooks only answer metadata requests of version 2",
    practices=("iam.least-privilege", "application.secure-coding"),
    severity=Severity.MEDIUM,
    why="Version 1 hands the role's credentials to whoever makes a program on the notebook fetch an address.",
    fix="set minimumInstanceMetadataServiceVersion to 2",
    rules=(ResourceRule((NOTEBOOK,), _check, _mend),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_371",)},
    good=(example("version 2", _notebook("2")),),
    bad=(
        example("everything omitted", Given(NOTEBOOK)),
        example("version 1", _notebook("1")),
    ),
)
