"""Key policies grant nothing to everybody."""

from collections.abc import Iterator

from .._documents import public_grants
from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import EXTERNAL_KEY, KEY, KEYS, REPLICA_EXTERNAL_KEY, REPLICA_KEY

_POLICY = "aws:kms/keyPolicy:KeyPolicy"


def _check(resource: Resource) -> Iterator[str]:
    # AWS's own policy for a key without one speaks of the key's account only; Resource is * in every key policy.
    yield from public_grants(resource, "policy")


def _document(principal: object, condition: object = None) -> dict[str, object]:
    statement = {"Sid": "Use", "Effect": "Allow", "Principal": principal, "Action": "kms:Decrypt", "Resource": "*"}
    return {"Version": "2012-10-17", "Statement": [statement | ({"Condition": condition} if condition else {})]}


_EVERYBODY: dict[str, object] = {"AWS": "*"}
_VIA_S3 = {"kms:ViaService": "s3.us-east-1.amazonaws.com"}

CONTROL = Control(
    id="kms.key-policy-not-public",
    title="Key policies grant nothing to everybody",
    practices=("data.kms", "iam.least-privilege"),
    severity=Severity.CRITICAL,
    why="Who may use the key reads everything under it, whatever the policies of the data say.",
    fix="name the principals, or add a condition on kms:CallerAccount or aws:PrincipalOrgID",
    rules=(ResourceRule((*KEYS, _POLICY), _check),),
    detection=(ConfigRule("KMS_KEY_POLICY_NO_PUBLIC_ACCESS"), SecurityHubControl("KMS.5")),
    tier=Tier.MINIMAL,
    frameworks={Framework.FSBP: ("KMS.5",), Framework.CIS_7_0: ("2.21",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_33",)},
    good=(
        example("everything omitted", Given(KEY)),
        example(
            "the account decides by its own policies",
            Given(KEY, {"policy": _document({"AWS": "arn:aws:iam::111122223333:root"})}),
        ),
        example(
            "everybody of one account through one service",
            Given(
                KEY,
                {"policy": _document(_EVERYBODY, {"StringEquals": {**_VIA_S3, "kms:CallerAccount": "111122223333"}})},
            ),
        ),
        example(
            "everybody of the organization",
            Given(
                _POLICY,
                {
                    "keyId": "alias/data",
                    "policy": _document(_EVERYBODY, {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}),
                },
            ),
        ),
    ),
    bad=(
        example("everybody", Given(KEY, {"policy": _document("*")})),
        example("everybody in the policy beside the key", Given(_POLICY, {"keyId": "k", "policy": _document("*")})),
        example(
            "everybody in the replica's policy",
            Given(
                REPLICA_KEY,
                {
                    "primaryKeyArn": "arn:aws:kms:us-east-1:111122223333:key/mrk-5f0c9f0a6a7e4f0e8d0a0a8f5b7a1c11",
                    "policy": _document(_EVERYBODY),
                },
            ),
        ),
        *(
            example(f"everybody in the policy of {type}", Given(type, {"policy": _document("*")}))
            for type in (EXTERNAL_KEY, REPLICA_EXTERNAL_KEY)
        ),
        example(
            "everybody through one service, from any account",
            Given(KEY, {"policy": _document(_EVERYBODY, {"StringEquals": _VIA_S3})}),
        ),
        example(
            "the condition holds when its key is missing",
            Given(
                KEY,
                {"policy": _document(_EVERYBODY, {"StringEqualsIfExists": {"kms:CallerAccount": "111122223333"}})},
            ),
        ),
    ),
)
