"""No policy of a secret lets everybody in, and AWS checks that as well."""

from collections.abc import Iterator
from typing import Any

from .._documents import public_grants
from .._frameworks import Framework
from .._model import Control, Given, Guardrail, ResourceRule, Severity, Tier, example
from .._resources import Resource

_SECRET = "aws:secretsmanager/secret:Secret"
_POLICY = "aws:secretsmanager/secretPolicy:SecretPolicy"


def _check_policy(resource: Resource) -> Iterator[str]:
    yield from public_grants(resource, "policy")


def _check_block(policy: Resource) -> Iterator[str]:
    if not policy.flag("blockPublicPolicy"):
        yield "AWS doesn't check the policy for public access; got blockPublicPolicy false, expected true"


def _mend_block(policy: Resource) -> dict[str, bool]:
    return {} if policy.flag("blockPublicPolicy") else {"blockPublicPolicy": True}


def _policy(principal: str, **condition: dict[str, str]) -> dict[str, Any]:
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": principal},
        "Action": "secretsmanager:GetSecretValue",
        "Resource": "*",
        "Condition": condition,
    }
    return {"Version": "2012-10-17", "Statement": [statement]}


_READER = _policy("arn:aws:iam::444455556666:role/reader")
_ORGANIZATION = _policy("*", StringEquals={"aws:PrincipalOrgID": "o-a1b2c3d4e5"})
_ARN = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop-a1b2c3"


def _given(policy: dict[str, Any], block: bool | None = True) -> Given:
    return Given(_POLICY, {"secretArn": _ARN, "policy": policy, "blockPublicPolicy": block})


CONTROL = Control(
    id="secretsmanager.secret-not-public",
    title="No policy of a secret lets everybody in, and AWS checks that as well",
    practices=("application.secrets", "iam.least-privilege"),
    severity=Severity.CRITICAL,
    why="A secret that every AWS customer can read is published.",
    fix="name the principals of the policy, and set blockPublicPolicy to true",
    rules=(ResourceRule((_SECRET, _POLICY), _check_policy), ResourceRule((_POLICY,), _check_block, _mend_block)),
    tier=Tier.MINIMAL,
    frameworks={Framework.CIS_7_0: ("2.21",)},
    guardrails=(
        Guardrail(
            sid="DenyUncheckedSecretPolicy",
            actions=("secretsmanager:PutResourcePolicy",),
            conditions={"BoolIfExists": {"secretsmanager:BlockPublicPolicy": "false"}},
        ),
    ),
    good=(
        example("a secret, everything omitted", Given(_SECRET)),
        example("one role", _given(_READER)),
        example("the organization", _given(_ORGANIZATION)),
        example("a secret with its own policy", Given(_SECRET, {"policy": _READER})),
    ),
    bad=(
        example("everything omitted but what AWS requires", _given(_READER, block=None)),
        example("AWS's check switched off", _given(_READER, block=False)),
        example("everybody", _given(_policy("*"))),
        example("everybody, in the secret's own policy", Given(_SECRET, {"policy": _policy("*")})),
        example(
            "everybody who uses HTTPS",
            _given(_policy("*", Bool={"aws:SecureTransport": "true"})),
        ),
    ),
)
