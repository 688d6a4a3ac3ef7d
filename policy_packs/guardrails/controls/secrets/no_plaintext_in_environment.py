"""No secret is written into what a program is started with: its environment, arguments, settings or script.

Here a secret is known by the name that it stands under; secrets.no-literal-credentials finds those with a format of
their own, wherever they stand.
"""

import base64
import json
import re
from collections.abc import Iterator
from typing import Any

from .._families import family
from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._literals import written_out

_INDEX = re.compile(r"\[\d+\]")


def _plain(path: str) -> str:
    return f"{_INDEX.sub('', path)}."


def _check(resource: Resource) -> Iterator[str]:
    settings = tuple(f"{path}." for path in family("setting")[resource.type])
    texts = dict(resource.strings(unknown="${unknown}"))
    for path, name in written_out({path: texts[path] for path in texts if _plain(path).startswith(settings)}):
        yield (
            f"{path} shows a secret to everybody who may describe the resource; got the value of {name} as a literal, "
            "expected a reference to where it is kept"
        )


_ROLE = "arn:aws:iam::111122223333:role/shop"
_SECRET = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/database-a1b2c3"
_VALUE = "hunter2-prod"
_SCRIPT = f"#!/bin/sh\nexport DB_PASSWORD={_VALUE}\n"

# How an input of one of these names takes a secret; all others are maps.
_TEXTS = frozenset(
    """
    buildSpec buildspec code configurationsJson containerDefinitions content data definition extraConnectionAttributes
    input onCreate onStart templateBody userData
    """.split()
)
_BASE64 = frozenset(("studioLifecycleConfigContent", "userDataBase64"))
_ARGUMENTS = frozenset(("args", "commands"))
_PAIRS = frozenset(("environments", "settings"))
_LISTS = frozenset(
    """
    actions bootstrapActions containerDefinitions containers launchSpecifications propertyGroups stages steps
    trainingJobDefinitions validationProfiles
    """.split()
)


def _encoded(script: str) -> str:
    return base64.b64encode(script.encode()).decode()


def _holding_a_secret(path: str) -> dict[str, Any]:
    """The input at the path with a secret in it, in the shape that an input of its name has."""
    name, _, rest = path.partition(".")
    if rest:
        inner = _holding_a_secret(rest)
        return {name: [inner] if name in _LISTS else inner}
    if name in _TEXTS:
        return {name: _SCRIPT}
    if name in _BASE64:
        return {name: _encoded(_SCRIPT)}
    if name in _ARGUMENTS:
        return {name: ["migrate", "--db-password", _VALUE]}
    return {name: [{"name": "DB_PASSWORD", "value": _VALUE}] if name in _PAIRS else {"DB_PASSWORD": _VALUE}}


def _paths() -> Iterator[tuple[str, str]]:
    """Each type with one of its settings; a pipeline's variables have another shape than those of other types."""
    for type, paths in family("setting").items():
        yield type, paths[0 if type.startswith("aws:codepipeline/") else -1]


def _function(**variables: str) -> Given:
    return Given("aws:lambda/function:Function", {"role": _ROLE, "environment": {"variables": variables}})


def _task(**container: Any) -> Given:
    definitions = json.dumps([{"name": "shop", "image": "shop:1"} | container])
    return Given("aws:ecs/taskDefinition:TaskDefinition", {"family": "shop", "containerDefinitions": definitions})


def _project(value: str, **type: str) -> Given:
    variables = [{"name": "NPM_TOKEN", "value": value} | type]
    return Given(
        "aws:codebuild/project:Project",
        {
            "artifacts": {"type": "NO_ARTIFACTS"},
            "environment": {
                "computeType": "BUILD_GENERAL1_SMALL",
                "environmentVariables": variables,
                "image": "aws/codebuild/standard:7.0",
                "type": "LINUX_CONTAINER",
            },
            "serviceRole": _ROLE,
            "source": {"type": "NO_SOURCE"},
        },
    )


def _instance(script: str) -> Given:
    return Given("aws:ec2/instance:Instance", {"instanceType": "t4g.small", "userData": script})


_TOKEN = "a8f5f167" + "f44f4964e6c998dee827110c"
_HARMLESS: dict[str, dict[str, str]] = {
    "a name of a secret": {"DB_PASSWORD_SECRET_NAME": "shop/database", "API_KEY": "shop-production"},
    "the ARN of a secret": {"DB_PASSWORD": _SECRET},
    "the path of a parameter": {"DB_PASSWORD": "/shop/database/password"},
    "an address of tokens": {"TOKEN_URL": "https://login.shop.example/token", "AUTH": "https://login.shop.example"},
    "settings about secrets": {"SECRET_ROTATION_DAYS": "30", "PASSWORD_MIN_LENGTH": "12", "TOKEN": "3600"},
    "flags": {"PASSWORD": "true", "AUTH_TOKEN": "disabled"},
    "filled in later": {"DB_PASSWORD": "${DB_PASSWORD}", "API_KEY": "{{resolve:secretsmanager:shop:SecretString:key}}"},
    "a place held": {"DB_PASSWORD": "changeme", "API_KEY": "<your key>"},
    "no value": {"DB_PASSWORD": ""},
    "random text under another name": {"COMMIT": _TOKEN, "KMS_KEY_ID": "550e8400-e29b-41d4-a716-446655440000"},
    "a name with a suffix that makes it unique": {"API_SECRET": "shop-api-9f8e7d6c5b4a"},
}
_SECRETS: dict[str, dict[str, str]] = {
    "a password": {"DB_PASSWORD": _VALUE},
    "a password in words": {"dbPassword": "correct horse battery staple"},
    "a key of an interface": {"DD_API_KEY": _TOKEN},
    "a key that is a UUID": {"HEROKU_API_KEY": "550e8400-e29b-41d4-a716-446655440000"},
    "a secret made up by somebody": {"JWT_SECRET": "supersecret"},
    "a user and a password": {"BASIC_AUTH": "admin:hunter2"},
    "a header": {"Authorization": "Bearer " + "a1B2c3D4e5F6g7H8"},
    "an access key's public half, if only an example": {"AWS_ACCESS_KEY_ID": "AKIA" + "IOSFODNN7EXAMPLE"},
    "a password in a connection string": {"DATABASE": "Server=db;User Id=sa;Password=hunter2;"},
}

CONTROL = Control(
    id="secrets.no-plaintext-in-environment",
    title="No secret is written into the environment, arguments or script of a program",
    practices=("application.secrets", "application.secure-coding"),
    severity=Severity.CRITICAL,
    why="Environments, arguments and scripts are shown by read-only calls, in consoles, logs and the state.",
    fix="keep the secret in Secrets Manager or Parameter Store, and have the program or the service read it from there",
    tier=Tier.MINIMAL,
    rules=(ResourceRule(tuple(family("setting")), _check),),
    detection=(
        ConfigRule("CODEBUILD_PROJECT_ENVVAR_AWSCRED_CHECK"),
        ConfigRule(
            "ECS_NO_ENVIRONMENT_SECRETS", {"secretKeys": "AWS_ACCESS_KEY_ID,AWS_SECRET_ACCESS_KEY,PASSWORD,TOKEN"}
        ),
        SecurityHubControl("CodeBuild.2"),
        SecurityHubControl("ECS.8"),
    ),
    frameworks={Framework.FSBP: ("CodeBuild.2", "ECS.8")},
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_45", "CKV_AWS_46"),
        Tool.CONTROL_TOWER: ("CODEBUILD.PR.2", "ECS.PR.12"),
        Tool.TRIVY: ("AWS-0029", "AWS-0036", "AWS-0122", "AWS-0129"),
    },
    good=(
        example("everything omitted", Given("aws:ec2/instance:Instance")),
        *(example(name, _function(**variables)) for name, variables in _HARMLESS.items()),
        example("no number of a few digits is a password", _function(PASSWORD="12345")),
        example("a secret that the task fetches", _task(secrets=[{"name": "DB_PASSWORD", "valueFrom": _SECRET}])),
        example("a variable from Secrets Manager", _project("shop:npm-a1B2c3D4", type="SECRETS_MANAGER")),
        example("a variable from Parameter Store", _project("Shop1Npm2Token3", type="PARAMETER_STORE")),
        example(
            "a script that fetches its secret", _instance("export DB_PASSWORD=$(aws ssm get-parameter --name db)\n")
        ),
        example("a script that passes its secret on", _instance('mysql --password="$DB_PASSWORD" < schema.sql\n')),
        example("a script without a secret", _instance("export SSM_PATH=/database/creds\nyum update -y\n")),
        example(
            "a secret in an input that is no setting",
            Given("aws:ec2/instance:Instance", {"tags": {"password": _VALUE}}),
        ),
    ),
    bad=(
        *(example(type, Given(type, _holding_a_secret(path))) for type, path in _paths()),
        *(example(name, _function(**variables)) for name, variables in _SECRETS.items()),
        example("the shortest number that is a password", _function(PASSWORD="123456")),
        example("in a document", _task(environment=[{"name": "DATABASE_PASSWORD", "value": "oh no D:"}])),
        example("in a command", _task(command=["migrate", "--password", "hunter2"])),
        example("a variable in plain text", _project(_TOKEN, type="PLAINTEXT")),
        example("a variable without a type", _project(_TOKEN)),
        example("in a script", _instance("export DATABASE_PASSWORD=password1234\n")),
        example(
            "in encoded user data", Given("aws:ec2/launchTemplate:LaunchTemplate", {"userData": _encoded(_SCRIPT)})
        ),
        example(
            "in a template's parameter",
            Given(
                "aws:cloudformation/stack:Stack",
                {"templateBody": json.dumps({"Parameters": {"DbPassword": {"Type": "String", "Default": _VALUE}}})},
            ),
        ),
    ),
)
