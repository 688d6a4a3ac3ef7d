"""Keys, and who may use them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from twin.graph import Node

from ._cases import (
    ALIAS,
    ARCHIVE,
    BUCKET,
    BUCKET_POLICY,
    FLOW_LOG,
    HOME,
    KEY,
    KEY_POLICY,
    LOG_GROUP,
    OTHER,
    REPLICA,
    ROLE,
    SECURITY,
    WHOLE,
    document,
    made,
    right,
    wrong,
)
from .deliveries import (
    FROM_FLOW_LOGS,
    FROM_ORGANIZATION,
    FROM_TRAIL,
    TRAIL_ARN,
    allow,
    channel,
    encrypted,
    flow_log,
    trail,
)

KEY_ID = "5f0c9f0a-6a7e-4f0e-8d0a-0a8f5b7a1c11"
KEY_ARN = f"arn:aws:kms:{HOME}:{ARCHIVE}:key/{KEY_ID}"


def root(account: str = ARCHIVE, actions: object = "kms:*") -> dict[str, Any]:
    principal = {"AWS": f"arn:aws:iam::{account}:root"}
    return {"Effect": "Allow", "Principal": principal, "Action": actions, "Resource": "*"}


def key_with(*statements: Mapping[str, Any], name: str = "it", account: str = ARCHIVE, type: str = KEY) -> Node:
    policy = {"policy": document(*statements)} if statements else {}
    return made(type, name, policy, account=account, id=KEY_ID, outputs={"keyId": KEY_ID})


def _policy_aside(*statements: Mapping[str, Any], name: str = "aside") -> Node:
    return made(KEY_POLICY, name, {"keyId": KEY_ID, "policy": document(*statements)}, account=ARCHIVE)


_NOBODY = allow("logs", "kms:*", "*", {})
right(
    "keys-administered", "the account", key_with(root()), key_with(root(actions=["kms:Put*"]), name="r", type=REPLICA)
)
right("keys-administered", "the default policy", key_with())
right("keys-administered", "a policy aside", key_with(_NOBODY), _policy_aside(root()))
wrong("keys-administered", "a service alone", key_with(_NOBODY))
wrong("keys-administered", "another account", key_with(root(SECURITY)))
wrong("keys-administered", "use alone", key_with(root(actions=["kms:Encrypt", "kms:Decrypt"])))
wrong("keys-administered", "a policy aside", key_with(), _policy_aside(_NOBODY))
wrong(
    "keys-administered", "denied", key_with(root(), root() | {"Effect": "Deny", "Principal": "*", "Action": "kms:Put*"})
)

USE = ["kms:Decrypt", "kms:GenerateDataKey*"]
_TRAIL_USE = allow(
    "cloudtrail", USE, "*", {"StringLike": {"kms:EncryptionContext:aws:cloudtrail:arn": TRAIL_ARN}, **FROM_TRAIL}
)
_TRAIL_KEY = key_with(root(), _TRAIL_USE, name="key")
_CONFIG_KEY = key_with(root(), allow("config", USE, "*", FROM_ORGANIZATION), name="key")
_FLOW_KEY = key_with(root(), allow("delivery.logs", USE, "*", FROM_FLOW_LOGS), name="key")
_BY_KEY = encrypted("aws:kms", KEY_ARN)
_NAMED = made(ALIAS, "alias", {"name": "alias/logs", "targetKeyId": KEY_ID}, account=ARCHIVE)
right("delivery-keys-usable", "a trail's", WHOLE, _TRAIL_KEY, trail(kmsKeyId=KEY_ARN))
right("delivery-keys-usable", "a bucket's", WHOLE, _CONFIG_KEY, _BY_KEY, channel())
right(
    "delivery-keys-usable",
    "a bucket's by its alias",
    WHOLE,
    _FLOW_KEY,
    _NAMED,
    encrypted("aws:kms", "alias/logs"),
    flow_log(),
)
right(
    "delivery-keys-usable",
    "beside an alias of another stack's key",
    WHOLE,
    made(ALIAS, "other", {"name": "alias/other", "targetKeyId": "elsewhere"}),
    made(FLOW_LOG, inputs={"logGroupName": "x"}),
)
right("delivery-keys-usable", "a key of another stack", trail(kmsKeyId=KEY_ARN))
right("delivery-keys-usable", "no key", WHOLE, trail(), encrypted("AES256"))
wrong("delivery-keys-usable", "the default policy", WHOLE, key_with(name="key"), trail(kmsKeyId=KEY_ARN))
wrong("delivery-keys-usable", "another service's", WHOLE, _CONFIG_KEY, trail(kmsKeyId=KEY_ARN))
wrong("delivery-keys-usable", "another trail's", WHOLE, _TRAIL_KEY, trail(name="other", kmsKeyId=KEY_ARN))
wrong("delivery-keys-usable", "the bucket's, for another service", WHOLE, _TRAIL_KEY, _BY_KEY, channel())
wrong("delivery-keys-usable", "the channel's own", WHOLE, _TRAIL_KEY, channel(s3KmsKeyArn=KEY_ARN))
wrong("delivery-keys-usable", "nobody's", WHOLE, flow_log(), _BY_KEY)


def _group_of(key: str | None = KEY_ARN, **more: Any) -> Node:
    return made(LOG_GROUP, inputs={"name": "web", "kmsKeyId": key}, account=ARCHIVE, **more)


def _logs_key(group: str, region: str = HOME) -> Node:
    arn = f"arn:aws:logs:{HOME}:{ARCHIVE}:log-group:{group}"
    condition = {"ArnEquals": {"kms:EncryptionContext:aws:logs:arn": arn}}
    return key_with(root(), allow(f"logs.{region}", "kms:*", "*", condition), name="key")


right("log-group-keys-usable", "for it", WHOLE, _logs_key("web"), _group_of())
right("log-group-keys-usable", "no key", WHOLE, _group_of(None))
wrong("log-group-keys-usable", "for another", WHOLE, _logs_key("other"), _group_of())
wrong("log-group-keys-usable", "for another region", WHOLE, _logs_key("web", OTHER), _group_of())
wrong("log-group-keys-usable", "for nobody", WHOLE, key_with(root(), name="key"), _group_of())
wrong("log-group-keys-usable", "nobody's", WHOLE, _group_of())

right("keys-in-region", "its own", _group_of())
right("keys-in-region", "a trail's, whose bucket is elsewhere", trail(kmsKeyId=KEY_ARN))
right("keys-in-region", "what has no region", made(ROLE, inputs={"a": KEY_ARN}))
right("keys-in-region", "a replica", made(REPLICA, inputs={"primaryKeyArn": KEY_ARN}, region=OTHER))
right(
    "keys-in-region",
    "a trail's in its bucket's",
    made(BUCKET, "b", {"bucket": "logs"}),
    replace(trail(kmsKeyId=KEY_ARN), region=OTHER),
)
wrong("keys-in-region", "another's", _group_of(region=OTHER))
wrong(
    "keys-in-region",
    "a trail's elsewhere",
    made(BUCKET, "b", {"bucket": "logs"}, region=OTHER),
    trail(kmsKeyId=KEY_ARN),
)

_READER_ARN = f"arn:aws:iam::{ARCHIVE}:role/reader"
READER = made(ROLE, "reader", {"name": "reader"}, outputs={"arn": _READER_ARN}, account=ARCHIVE)


def _for(principal: object, type: str = KEY, **more: Any) -> Node:
    statement = {"Effect": "Allow", "Principal": principal, "Action": "kms:Decrypt", "Resource": "*"}
    return made(type, inputs={"policy": document(statement)}, **more)


right("principals-exist", "an account", WHOLE, _for({"AWS": f"arn:aws:iam::{ARCHIVE}:root"}))
right(
    "principals-exist",
    "AWS's own role",
    WHOLE,
    _for({"AWS": [f"arn:aws:iam::{ARCHIVE}:role/OrganizationAccountAccessRole"]}),
)
right("principals-exist", "a role before", WHOLE, READER, _for({"AWS": _READER_ARN}, after=[READER]))
right("principals-exist", "a role of another stack", _for({"AWS": _READER_ARN}))
right("principals-exist", "everybody, and no policy", WHOLE, _for("*"), made(KEY, "none"))
wrong("principals-exist", "a role at once", WHOLE, READER, _for({"AWS": [_READER_ARN]}, BUCKET_POLICY))
wrong("principals-exist", "no role", WHOLE, _for({"AWS": _READER_ARN}, KEY_POLICY))
