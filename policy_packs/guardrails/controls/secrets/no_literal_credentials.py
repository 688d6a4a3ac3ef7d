"""No credential is written into a resource.

Values that a program takes from a secret store look like literals here; the inputs that are made to hold a secret are
therefore left alone.
"""

import base64
import re
import zlib
from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ANY_TYPE, ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._formats import kinds, unpacked

_MADE_FOR_SECRETS = re.compile(
    r"(?i)(?:apikey|credentials?|hostkey|hostkeybody|passwords?|plaintext|privatekey(?:pem)?"
    r"|secret(?:binary|data|key|string)?|servicejson|token|tokenkey)(?:wo)?$"
)
# Types that take or hold credentials as a whole; AWS providers are judged by provider.account-pinned.
_SECRET_TYPES = ("pulumi:providers:", "kubernetes:core/v1:Secret")
_PARAMETER = "aws:ssm/parameter:Parameter"


def _is_made_for_secrets(resource: Resource, path: str) -> bool:
    name = re.split(r"[.\[]", path, maxsplit=1)[0]
    if resource.type == _PARAMETER and name in ("value", "valueWo"):
        return not resource.is_known("type") or resource.text("type") == "SecureString"
    return _MADE_FOR_SECRETS.search(name) is not None


def _check(resource: Resource) -> Iterator[str]:
    if resource.type.startswith(_SECRET_TYPES):
        return
    texts = dict(resource.strings())
    for path, text in texts.items():
        if _is_made_for_secrets(resource, path):
            continue
        parent, _, name = path.rpartition(".")
        if name == "value":
            name = texts.get(f"{parent}.name", name)
        for kind in dict.fromkeys((*kinds(f"{name}={text}"), *kinds(unpacked(text)))):
            yield f"{path} holds {kind}; got a literal, expected a reference to where the secret is kept"


# Put together here, so that scanners of repositories don't take the examples for leaks.
_ACCESS_KEY = "AKIA" + "QW2E" * 4
_SECRET_KEY = "wJ4l" * 10
_ALNUM = "a1B2c3D4e5" * 10
_PEM = "-----BEGIN RSA " + "PRIVATE KEY-----\n" + _ALNUM[:64] + "\n-----END RSA " + "PRIVATE KEY-----"
_JWT = ".".join("eyJ" + _ALNUM[:20] for _ in range(2)) + "." + _ALNUM[:43]
_FUNCTION = "aws:lambda/function:Function"
_ROLE = {"role": "arn:aws:iam::111122223333:role/shop"}


def _given(value: str, name: str = "SETTING") -> Given:
    return Given(_FUNCTION, _ROLE | {"environment": {"variables": {name: value}}})


def _instance(**user_data: str) -> Given:
    return Given("aws:ec2/instance:Instance", {"ami": "ami-0a1b2c3d4e5f60718", "instanceType": "t4g.small"} | user_data)


def _script(credential: str) -> str:
    return base64.b64encode(f"#!/bin/sh\nexport AWS_ACCESS_KEY_ID={credential}\n".encode()).decode()


def _zipped(text: str) -> str:
    packer = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    return base64.b64encode(packer.compress(text.encode()) + packer.flush()).decode()


_CONTAINERS = '[{"name":"shop","environment":[{"name":"AWS_SECRET_ACCESS_KEY","value":"' + _SECRET_KEY + '"}]}]'
_TOKENS: dict[str, str] = {
    "an AWS access key id": _ACCESS_KEY,
    "an AWS session's key id": "ASIA" + "QW2E" * 4,
    "an npm token": "npm" + "_" + _ALNUM[:36],
    "a GitHub token": "ghp" + "_" + _ALNUM[:36],
    "a fine-grained GitHub token": "github" + "_pat_" + _ALNUM[:82],
    "a GitLab token": "glpat" + "-" + _ALNUM[:20],
    "a JSON web token": _JWT,
    "an API key of a model": "sk" + "-proj-" + _ALNUM[:48],
    "a private key": _PEM,
    "a private key on one line": _PEM.replace("\n", "\\n"),
    "a Pulumi access token": "pul" + "-" + "0a1b2c3d4e" * 4,
    "a PyPI token": "pypi" + "-AgEI" + _ALNUM[:60],
    "a SendGrid key": "SG" + "." + _ALNUM[:22] + "." + _ALNUM[:43],
    "a Slack token": "xoxb" + "-123456789012-123456789012-" + _ALNUM[:24],
    "a Slack webhook": "https://hooks.slack.com" + "/services/T0A1B2C3D/B0A1B2C3D/" + _ALNUM[:24],
    "a Stripe key": "sk" + "_live_" + _ALNUM[:24],
    "a Vault token": "hvs" + "." + _ALNUM[:90],
    "a password in a URL": "postgres://shop:" + "correct-horse" + "@db.internal:5432/shop",
    "a password in a URL without a user": "redis://:" + "correct-horse" + "@cache.internal:6379",
}
_HARMLESS: dict[str, str] = {
    "AWS's documented key": "AKIA" + "IOSFODNN7EXAMPLE",
    "an ARN": "arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/stripe-a1b2c3",
    "a digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "a URL with a port and an @": "https://registry.internal:8443/@shop/cart",
    "a URL whose password is filled in later": "postgres://shop:${DB_PASSWORD}@db.internal/shop",
    "a dynamic reference in a URL": "postgres://shop:{{resolve:secretsmanager:shop}}@db.internal/shop",
    "an image with its digest": "docker://alpine:3.22@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15",
    "the name of a token": "github_pat_of_the_release_job",
    "a public key": "-----BEGIN PUBLIC KEY-----\n" + _ALNUM[:64] + "\n-----END PUBLIC KEY-----",
    "text about private keys": "paste what is between -----BEGIN PRIVATE KEY----- and its end",
    "base64 of something harmless": base64.b64encode(b"#!/bin/sh\nyum --assumeyes update\n").decode(),
    "base64 of no text": base64.b64encode(bytes(range(128, 158))).decode(),
    "something like base64": "abcdefghijklmnopqrstuvwxyz",
}

CONTROL = Control(
    id="secrets.no-literal-credentials",
    title="No credential is written into a resource",
    practices=("application.secrets", "application.secure-coding"),
    severity=Severity.CRITICAL,
    why="Whoever can read the code, the state, a plan or the resource's description has the credential, for good.",
    fix="revoke the credential, keep a new one in Secrets Manager, and have it read at run time",
    rules=(ResourceRule((ANY_TYPE,), _check),),
    detection=(
        ConfigRule("CODEBUILD_PROJECT_ENVVAR_AWSCRED_CHECK"),
        ConfigRule("CODEBUILD_PROJECT_SOURCE_REPO_URL_CHECK"),
        SecurityHubControl("CodeBuild.1"),
        SecurityHubControl("CodeBuild.2"),
        SecurityHubControl("ECS.8"),
    ),
    frameworks={Framework.FSBP: ("CodeBuild.1", "CodeBuild.2", "ECS.8")},
    good=(
        example("everything omitted", Given("aws:s3/bucket:Bucket")),
        *(example(name, _given(value)) for name, value in _HARMLESS.items()),
        example("forty characters under another name", _given(_SECRET_KEY, "COMMIT")),
        example(
            "an input made for secrets",
            Given("aws:secretsmanager/secretVersion:SecretVersion", {"secretId": "shop", "secretString": _JWT}),
        ),
        example(
            "an encrypted parameter",
            Given(_PARAMETER, {"name": "token", "type": "SecureString", "value": _JWT}),
        ),
        example(
            "an encrypted parameter, whose value isn't kept in the state",
            Given(_PARAMETER, {"name": "token", "type": "SecureString", "valueWo": _JWT}),
        ),
        example("a secret of Kubernetes", Given("kubernetes:core/v1:Secret", {"stringData": {"tls.key": _PEM}})),
        example("another provider's token", Given("pulumi:providers:github", {"token": "ghp" + "_" + _ALNUM[:36]})),
    ),
    bad=(
        *(example(name, _given(value)) for name, value in _TOKENS.items()),
        example("an AWS secret access key, by its name", _given(_SECRET_KEY, "AWS_SECRET_ACCESS_KEY")),
        example("in the middle of a text", _given(f"key={_ACCESS_KEY}; region=eu-central-1")),
        example("on a line of a text inside a text", _given(f'["first\\n{_ACCESS_KEY}\\nlast"]')),
        example("in a tag", Given("aws:s3/bucket:Bucket", {"tags": {"note": _ACCESS_KEY}})),
        example("in a parameter in plain text", Given(_PARAMETER, {"name": "token", "type": "String", "value": _JWT})),
        example("in user data", _instance(userData=f"export AWS_ACCESS_KEY_ID={_ACCESS_KEY}")),
        example("in base64", _instance(userDataBase64=_script(_ACCESS_KEY))),
        example("in compressed base64", _instance(userDataBase64=_zipped(f"aws_access_key_id = {_ACCESS_KEY}\n" * 9))),
        example(
            "in a name and its value",
            Given(
                "aws:codebuild/project:Project",
                {
                    "artifacts": {"type": "NO_ARTIFACTS"},
                    "environment": {
                        "computeType": "BUILD_GENERAL1_SMALL",
                        "image": "aws/codebuild/standard:7.0",
                        "type": "LINUX_CONTAINER",
                        "environmentVariables": [{"name": "AWS_SECRET_ACCESS_KEY", "value": _SECRET_KEY}],
                    },
                    "serviceRole": "arn:aws:iam::111122223333:role/build",
                    "source": {"type": "NO_SOURCE"},
                },
            ),
        ),
        example(
            "in a document",
            Given("aws:ecs/taskDefinition:TaskDefinition", {"family": "shop", "containerDefinitions": _CONTAINERS}),
        ),
    ),
)
