"""Passwords are given in the way that keeps them out of the state, where there is one.

A value that a program takes from a secret store looks like a literal here, and stands in the state like one, so every
value counts.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from .._families import family
from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource

# Databases have controls of their own; a secret's or a parameter's value is judged by secrets.stored-write-only.
_JUDGED_ELSEWHERE = (
    "aws:docdb/",
    "aws:rds/",
    "aws:redshift/",
    "aws:redshiftserverless/",
    "aws:secretsmanager/",
    "aws:ssm/",
)

_FIREHOSE = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"
_DOMAINS = ("aws:elasticsearch/domain:Domain", "aws:opensearch/domain:Domain")
_KEPT_IN_SECRETS_MANAGER: Mapping[str, Mapping[str, str]] = {
    "aws:datasync/locationObjectStorage:LocationObjectStorage": {
        "secretKey": "a bucket that DataSync reaches by a role"
    },
    "aws:dms/endpoint:Endpoint": {"password": "secretsManagerArn"},
    "aws:elasticache/user:User": {"authenticationMode.passwords": "authenticationMode.type iam"},
    "aws:glue/connection:Connection": {
        "authenticationConfiguration.basicAuthenticationCredentials.password": "authenticationConfiguration.secretArn",
    },
    _FIREHOSE: {
        "httpEndpointConfiguration.accessKey": "httpEndpointConfiguration.secretsManagerConfiguration",
        "redshiftConfiguration.password": "redshiftConfiguration.secretsManagerConfiguration",
        "snowflakeConfiguration.privateKey": "snowflakeConfiguration.secretsManagerConfiguration",
        "splunkConfiguration.hecToken": "splunkConfiguration.secretsManagerConfiguration",
    },
    "aws:memorydb/user:User": {"authenticationMode.passwords": "authenticationMode.type iam"},
    "aws:quicksight/dataSource:DataSource": {"credentials.credentialPair.password": "credentials.secretArn"},
    **{
        domain: {"advancedSecurityOptions.masterUserOptions.masterUserPassword": "a role as masterUserArn"}
        for domain in _DOMAINS
    },
}


def _inputs() -> dict[str, dict[str, str]]:
    """The type tokens with the paths of their secret inputs, each with what is to be given instead."""
    found = {type: dict(paths) for type, paths in _KEPT_IN_SECRETS_MANAGER.items()}
    for type, paths in family("secret").items():
        if not type.startswith(_JUDGED_ELSEWHERE):
            found.setdefault(type, {}).update({path: f"{path}Wo" for path in paths})
    return found


_INPUTS = _inputs()


def _check(resource: Resource) -> Iterator[str]:
    def check(item: tuple[str, str]) -> Iterator[str]:
        path, instead = item
        if _is_given(resource, path):
            yield f"the state keeps a secret, as every copy of it does; got a value of {path}, expected {instead}"

    yield from each(_INPUTS[resource.type].items(), check)


def _is_given(block: Block, path: str) -> bool:
    name, _, rest = path.partition(".")
    if rest:
        return any(_is_given(inner, rest) for inner in block.blocks(name))
    values = block.texts(name)
    # What needs no secret takes an ARN in its place.
    return any(values) and not all(value.startswith("arn:") for value in values)


def _at(path: str, value: Any) -> dict[str, Any]:
    name, _, rest = path.partition(".")
    return {name: _at(rest, value) if rest else value}


def _value(path: str) -> str | list[str]:
    return ["correct-horse-battery"] if path.endswith("passwords") else "correct-horse-battery"


_PROVIDER = "aws:bedrock/agentcoreApiKeyCredentialProvider:AgentcoreApiKeyCredentialProvider"
_ENDPOINT = "aws:dms/endpoint:Endpoint"
_SECRET_ARN = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/database-a1b2c3"
_BARE = {"endpointId": "shop", "endpointType": "source", "engineName": "postgres"}

CONTROL = Control(
    id="secrets.no-literal-passwords",
    title="Passwords are given in the way that keeps them out of the state",
    practices=("application.secrets",),
    severity=Severity.MEDIUM,
    why="A secret in the state is encrypted at best; everybody who can read the stack's state and its key has it.",
    fix="give the write-only input, or name the secret in Secrets Manager that the service reads by itself",
    rules=(ResourceRule(tuple(_INPUTS), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_295",)},
    good=(
        example("everything omitted", Given(_PROVIDER, {"name": "shop"})),
        example("given write-only", Given(_PROVIDER, {"name": "shop", "apiKeyWo": "sesame", "apiKeyWoVersion": 1})),
        example("kept in Secrets Manager", Given(_ENDPOINT, _BARE | {"secretsManagerArn": _SECRET_ARN})),
        example("an empty one", Given(_ENDPOINT, _BARE | {"password": ""})),
        example("the ARN of a secret instead of one", Given(_ENDPOINT, _BARE | {"password": _SECRET_ARN})),
        example(
            "a database, which has a control of its own",
            Given("aws:rds/instance:Instance", {"password": "sesame-open"}),
        ),
        example(
            "no user of its own",
            Given(_DOMAINS[0], {"advancedSecurityOptions": {"enabled": True}}),
        ),
    ),
    bad=(
        *(
            example(f"{type}, {path}", Given(type, _at(path, _value(path))))
            for type, paths in _INPUTS.items()
            for path in paths
        ),
        example(
            "one of two passwords",
            Given("aws:elasticache/user:User", {"passwords": [_SECRET_ARN, "correct-horse-battery"]}),
        ),
    ),
)
