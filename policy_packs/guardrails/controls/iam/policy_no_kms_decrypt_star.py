"""No policy decrypts with every key."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import IDENTITY_POLICIES, Grant, each_grant, harmless, in_every_place, listed, policy

_ACTIONS = ("kms:Decrypt", "kms:ReEncryptFrom")


def _check_grant(grant: Grant) -> Iterator[str]:
    found = [action for action in _ACTIONS if grant.is_unlimited(action)]
    if found:
        yield f"decrypts with every key; got {listed(found)} on all keys, expected the ARNs of keys"


def _check(identity: Resource) -> Iterator[str]:
    yield from each_grant(identity, _check_grant)


_DECRYPT = {"Action": ["kms:Encrypt", "kms:Decrypt"], "Resource": "*"}

CONTROL = Control(
    id="iam.policy-no-kms-decrypt-star",
    title="No policy decrypts with every key",
    practices=("iam.least-privilege", "data.kms"),
    severity=Severity.MEDIUM,
    why="Keys keep the data of different applications apart; a policy for all keys undoes that.",
    fix="limit the statement to the ARNs of the keys, or add a condition such as kms:ViaService",
    rules=(ResourceRule(IDENTITY_POLICIES, _check),),
    detection=(
        ConfigRule("IAM_CUSTOMER_POLICY_BLOCKED_KMS_ACTIONS", {"blockedActionsPatterns": ",".join(_ACTIONS)}),
        ConfigRule("IAM_INLINE_POLICY_BLOCKED_KMS_ACTIONS", {"blockedActionsPatterns": ",".join(_ACTIONS)}),
        SecurityHubControl("KMS.1"),
        SecurityHubControl("KMS.2"),
    ),
    frameworks={Framework.FSBP: ("KMS.1", "KMS.2")},
    good=(
        *harmless(**_DECRYPT),
        example("one key", policy(_DECRYPT | {"Resource": "arn:aws:kms:us-east-1:111122223333:key/1234abcd"})),
        example("keys by their alias", policy(_DECRYPT | {"Resource": "arn:aws:kms:*:*:alias/payments-*"})),
        example("what a service does", policy(_DECRYPT | {"Condition": {"StringLike": {"kms:ViaService": "s3.*"}}})),
        example("encryption only", policy(_DECRYPT | {"Action": ["kms:Encrypt", "kms:GenerateDataKey*"]})),
        example("everything, which another control is about", policy(_DECRYPT | {"Action": "*"})),
    ),
    bad=(
        *in_every_place(**_DECRYPT),
        example("re-encryption", policy(_DECRYPT | {"Action": "kms:ReEncrypt*"})),
        example("all keys of the account", policy(_DECRYPT | {"Resource": "arn:aws:kms:us-east-1:111122223333:key/*"})),
        example("among all actions of KMS", policy(_DECRYPT | {"Action": "kms:*"})),
        example("all keys but one", policy({"Action": "kms:Decrypt", "NotResource": "arn:aws:kms:*:*:key/1234abcd"})),
    ),
)
