"""Data at rest is encrypted under keys that its account manages, in services without a control of their own for it."""

import re

from .._families import family
from .._model import Given, Parameter, example
from .._resources import Resource
from ._keys import Key, customer_managed

# Those with a control of their own, and those whose key is for something else than the data of the resource.
_JUDGED_ELSEWHERE = frozenset(
    """
    appconfig appflow athena auditmanager backup bedrock cfg cloudtrail cloudwatch codeartifact codebuild
    codegurureviewer codepipeline comprehend connect dlm dms docdb dynamodb ebs ec2 ecr ecs efs eks elasticache
    elasticsearch emr emrserverless fsx glue guardduty imagebuilder kendra keyspaces kinesis lambda memorydb mq msk
    mwaa neptune neptunegraph networkfirewall opensearch opensearchingest pipes rds redshift redshiftserverless s3
    sagemaker scheduler secretsmanager securityhub sns sqs ssm storagegateway timestreamquery timestreamwrite
    workspaces workspacesweb xray
    """.split()
)
# The data's own key stands at the root or in a block about encryption; deeper ones are for a feature, or for a copy.
_OF_THE_DATA = re.compile(r"(?:(?:\w*[eE]ncryption\w*|sse\w+|kmsServerSideEncryption)\.)*\w+")


def _service(type: str) -> str:
    return type.removeprefix("aws:").partition("/")[0]


def _is_asked_for(resource: Resource) -> bool:
    services = resource.parameters["services"]
    return not services or _service(resource.type) in services


def _key(path: str) -> Key:
    parent, _, name = path.rpartition(".")
    return Key(f"{parent}{'[0]' if parent.endswith('s') else ''}.{name}" if parent else name, when=_is_asked_for)


_KEYS = {
    type: tuple(_key(path) for path in paths if _OF_THE_DATA.fullmatch(path))
    for type, paths in family("kms_key").items()
    if _service(type) not in _JUDGED_ELSEWHERE
}
_LEDGER = "aws:qldb/ledger:Ledger"

CONTROL = customer_managed(
    id="encryption.customer-managed-key",
    title="Data at rest is encrypted under keys that its account manages",
    keys={type: keys for type, keys in _KEYS.items() if keys},
    parameters={
        "services": Parameter(
            [],
            {
                "type": "array",
                "items": {"type": "string"},
                "description": "The services that are judged, as pulumi-aws names them (such as qldb); empty: all.",
            },
        )
    },
    good=(example("a service that isn't asked for", Given(_LEDGER, {"permissionsMode": "STANDARD"}), services=["m2"]),),
    bad=(example("the service that is asked for", Given(_LEDGER, {"permissionsMode": "STANDARD"}), services=["qldb"]),),
)
