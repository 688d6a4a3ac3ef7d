"""No credential is written into a resource.

Values that a program takes from a secret store look like literals here; the inputs that are made to hold a secret are
therefore left alone.
"""

import base64
import re
import zlib
from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ANY_TYPE, ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._formats import kinds, unpacked

_MADE_FOR_SECRETS = re.compile(
    r"(?i)(?:apikey|credentials?|hostkey|hostkeybody|passwords?|plaintext|privatekey(?:pem)?"
    r"|secret(?:binary|data|key|string)?|servicejson|token|tokenkey)(?:wo)?$"
)
# Types that take or hold credentials as a whole; AWS providers are judged by provider.no-static-credentials.
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
_HEX = "0a1b2c3d4e5f6789" * 10
_CAPITALS = "A1B2C3D4E5" * 10
_LETTERS = "aBcDeFgHiJ" * 10
_UUID = "0a1b2c3d-4e5f-6789-0a1b-2c3d4e5f6789"
_TOKENS: dict[str, str] = {
    "an AWS access key id": _ACCESS_KEY,
    "an AWS session's key id": "ASIA" + "QW2E" * 4,
    "an AWS session token": "IQoJb3JpZ2lu" + "X2Vj" + _ALNUM[:90],
    "an API key of Bedrock": "ABSK" + _ALNUM + "==",
    "a short-lived API key of Bedrock": "bedrock-api" + "-key-" + _ALNUM[:70],
    "an Alibaba Cloud access key id": "LTAI" + _ALNUM[:20],
    "an Airtable token": "pat" + _ALNUM[:14] + "." + _HEX[:64],
    "an Artifactory token": "AKCp" + "8" + _ALNUM[:68],
    "an Artifactory reference token": "cmVmdGtu" + _ALNUM[:56],
    "an Atlassian token": "ATATT" + "3" + _ALNUM + "=0A1B2C3D",
    "an app password of Bitbucket": "ATBB" + _ALNUM[:32],
    "an Azure client secret": "a1B" + "8Q~" + _ALNUM[:34],
    "an Azure storage key": "AccountName=shop;Account" + "Key=" + _ALNUM[:86] + "==",
    "an Azure shared access key": "SharedAccess" + "Key=" + _ALNUM[:43] + "=",
    "an Azure shared access signature": "https://shop.blob.core.windows.net/a?sv=2024&s" + "ig=" + _ALNUM[:43] + "%3D",
    "a Brevo key": "xkeysib" + "-" + _HEX[:64] + "-" + _ALNUM[:16],
    "a Cloudflare key": "v1.0" + "-" + _HEX[:24] + "-" + _HEX[:146],
    "a Databricks token": "dapi" + _HEX[:32] + "-2",
    "a DigitalOcean token": "dop" + "_v1_" + _HEX[:64],
    "a Discord token": "M" + _ALNUM[:23] + "." + _ALNUM[:6] + "." + _ALNUM[:38],
    "a Discord webhook": "https://discord.com/api" + "/webhooks/123456789012345678/" + _ALNUM[:68],
    "a Docker Hub token": "dckr" + "_pat_" + _ALNUM[:27],
    "a Doppler token": "dp" + ".pt." + _ALNUM[:43],
    "a Dynatrace token": "dt0" + "c01." + _CAPITALS[:24] + "." + _CAPITALS[:64],
    "a Facebook token": "EAAM" + _ALNUM,
    "a Figma token": "figd" + "_" + _ALNUM[:40],
    "a Fly.io token": "fo1" + "_" + _ALNUM[:43],
    "a GitHub token": "ghp" + "_" + _ALNUM[:36],
    "a fine-grained GitHub token": "github" + "_pat_" + _ALNUM[:82],
    "a GitLab token": "glpat" + "-" + _ALNUM[:20],
    "a Google API key": "AIza" + _ALNUM[:35],
    "a Google OAuth secret": "GOCSPX" + "-" + _ALNUM[:28],
    "a Google access token": "ya29" + "." + _ALNUM[:90],
    "a Grafana token": "glsa" + "_" + _ALNUM[:32] + "_" + _HEX[:8],
    "a Grafana Cloud token": "glc" + "_eyJ" + _ALNUM[:60],
    "a Groq API key": "gsk" + "_" + _ALNUM[:52],
    "a Heroku key": "HRKU" + "-" + _ALNUM[:60],
    "a HubSpot token": "pat" + "-na1-" + _UUID,
    "a Hugging Face token": "hf" + "_" + _LETTERS[:34],
    "a JSON web token": _JWT,
    "a Linear key": "lin" + "_api_" + _ALNUM[:40],
    "a Mailchimp key": _HEX[:32] + "-us" + "12",
    "a Mailgun key": "key" + "-" + _HEX[:32],
    "an MWS token of Amazon": "amzn" + ".mws." + _UUID,
    "a New Relic key": "NRAK" + "-" + _CAPITALS[:27],
    "a New Relic license": _HEX[:36] + "NR" + "AL",
    "a Notion token": "ntn" + "_" + _ALNUM[:46],
    "an npm token": "npm" + "_" + _ALNUM[:36],
    "an Okta token in a header": "SS" + "WS 00" + _ALNUM[:40],
    "an Okta token by its name": "OKTA_API_" + "TOKEN=00" + _ALNUM[:40],
    "an OpenShift token": "sha256" + "~" + _ALNUM[:43],
    "a PlanetScale password": "pscale" + "_pw_" + _ALNUM[:43],
    "a Postman key": "PMAK" + "-" + _HEX[:24] + "-" + _HEX[:34],
    "an API key of a model": "sk" + "-proj-" + _ALNUM[:48],
    "an older API key of a model": "sk" + "-" + _ALNUM[:20] + "T3Blbk" + "FJ" + _ALNUM[:20],
    "a private key": _PEM,
    "a private key on one line": _PEM.replace("\n", "\\n"),
    "a private key of PGP": _PEM.replace("RSA ", "PGP ").replace("KEY--", "KEY BLOCK--"),
    "a private key of PuTTY": "PuTTY-User" + "-Key-File-3: ssh-ed25519\nPrivate-Lines: 1\n" + _ALNUM[:48],
    "a private key of age": "AGE-SECRET" + "-KEY-1" + _CAPITALS[:58],
    "a Pulumi access token": "pul" + "-" + "0a1b2c3d4e" * 4,
    "a PyPI token": "pypi" + "-AgEI" + _ALNUM[:60],
    "a RubyGems key": "rubygems" + "_" + _HEX[:48],
    "a SendGrid key": "SG" + "." + _ALNUM[:22] + "." + _ALNUM[:43],
    "a Sentry token": "sntryu" + "_" + _HEX[:64],
    "a Sentry token of an organization": "sntrys" + "_eyJ" + _ALNUM[:80],
    "a Shopify token": "shpat" + "_" + _HEX[:32],
    "a Slack token": "xoxb" + "-123456789012-123456789012-" + _ALNUM[:24],
    "a Slack token of an app": "xapp" + "-1-A0A1B2C3D-123456789012-" + _ALNUM[:24],
    "a Slack webhook": "https://hooks.slack.com" + "/services/T0A1B2C3D/B0A1B2C3D/" + _ALNUM[:24],
    "a SonarQube token": "squ" + "_" + _HEX[:40],
    "a Square token": "sq0atp" + "-" + _ALNUM[:22],
    "a longer Square token": "EAAA" + _ALNUM[:60],
    "a Stripe key": "sk" + "_live_" + _ALNUM[:24],
    "a Stripe key that is for tests": "rk" + "_test_" + _ALNUM[:24],
    "a Stripe webhook's secret": "whsec" + "_" + _ALNUM[:32],
    "a Supabase token": "sbp" + "_" + _HEX[:40],
    "a Supabase key": "sb" + "_secret_" + _ALNUM[:31],
    "a Teams webhook": "https://shop.webhook.office.com/webhook"
    + f"b2/{_UUID}@{_UUID}/IncomingWebhook/{_HEX[:32]}/{_UUID}",
    "a Telegram bot token": "1234567890" + ":AA" + _ALNUM[:33],
    "a Terraform Cloud token": _ALNUM[:14] + ".atlas" + "v1." + _ALNUM[:67],
    "a Twilio key": "SK" + _HEX[:32],
    "a Vault token": "hvs" + "." + _ALNUM[:90],
    "a password in a header": "Authorization: Ba" + "sic " + base64.b64encode(b"shop:correct-horse").decode(),
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
    "the name of a scheme": "Authorization: Basic authentication of the old clients",
    "the region of a mail service": "list-us12",
    "an id of another kind": "SK" + _HEX[:33],
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
    tier=Tier.MINIMAL,
    rules=(ResourceRule((ANY_TYPE,), _check),),
    detection=(
        ConfigRule("CODEBUILD_PROJECT_ENVVAR_AWSCRED_CHECK"),
        ConfigRule("CODEBUILD_PROJECT_SOURCE_REPO_URL_CHECK"),
        SecurityHubControl("CodeBuild.1"),
        SecurityHubControl("CodeBuild.2"),
        SecurityHubControl("ECS.8"),
    ),
    frameworks={Framework.FSBP: ("CodeBuild.1", "CodeBuild.2", "ECS.8")},
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_45", "CKV_AWS_46"),
        Tool.CONTROL_TOWER: ("CODEBUILD.PR.1", "CODEBUILD.PR.2", "ECS.PR.12"),
        Tool.TRIVY: ("AWS-0029", "AWS-0036", "AWS-0122", "AWS-0129"),
    },
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
        example(
            "beside the value of an encrypted parameter",
            Given(_PARAMETER, {"name": "token", "type": "SecureString", "description": _JWT}),
        ),
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
