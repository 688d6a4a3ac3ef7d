"""Jobs, crawlers and endpoints of Glue have a security configuration."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, Ref, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import CONFIGURATION

_ROLE = "arn:aws:iam::111122223333:role/glue"
_INPUTS: dict[str, dict[str, object]] = {
    "aws:glue/crawler:Crawler": {"databaseName": "sales", "role": _ROLE},
    "aws:glue/devEndpoint:DevEndpoint": {"roleArn": _ROLE},
    "aws:glue/job:Job": {"roleArn": _ROLE, "command": {"scriptLocation": "s3://jobs/sales.py"}},
}


def _check(resource: Resource) -> Iterator[str]:
    if "securityConfiguration" not in resource:
        yield "logs and bookmarks are in the clear; got no securityConfiguration, expected one"


_CONFIGURATION = Given(CONFIGURATION, {"encryptionConfiguration": {}}, name="security")

CONTROL = Control(
    id="glue.security-configuration-attached",
    title="Jobs, crawlers and endpoints of Glue have a security configuration",
    practices=("data.at-rest",),
    severity=Severity.MEDIUM,
    why="Without one, Glue writes logs and bookmarks as they are, with samples of the data in them.",
    fix="set securityConfiguration to the name of a SecurityConfiguration that encrypts",
    rules=(ResourceRule(tuple(_INPUTS), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_195",)},
    good=(
        *(
            example(f"{type}, named", Given(type, inputs | {"securityConfiguration": "encrypted"}))
            for type, inputs in _INPUTS.items()
        ),
        *(
            example(
                f"{type}, made beside it",
                _CONFIGURATION,
                Given(type, inputs | {"securityConfiguration": Ref("security", "name")}),
            )
            for type, inputs in _INPUTS.items()
        ),
    ),
    bad=tuple(
        example(f"{type}, everything omitted but what is required", Given(type, inputs))
        for type, inputs in _INPUTS.items()
    ),
)
