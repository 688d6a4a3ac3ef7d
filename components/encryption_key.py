"""A key of KMS that rotates, with a policy that keeps its administration apart from its use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from ._base import PREFIX, LandingZoneComponent
from ._policies import Conditions, Statement, document, root

# The longest window that KMS knows: a key's deletion can be taken back for as long.
DELETION_WINDOW_DAYS: Final = 30

# Everything about a key but its use, directly or by a grant. Source: KMS developer guide, "Allows key administrators to
# administer the KMS key".
ADMINISTRATION: Final = (
    "kms:CancelKeyDeletion",
    "kms:CreateAlias",
    "kms:DeleteAlias",
    "kms:DescribeKey",
    "kms:DisableKey",
    "kms:DisableKeyRotation",
    "kms:EnableKey",
    "kms:EnableKeyRotation",
    "kms:GetKeyPolicy",
    "kms:GetKeyRotationStatus",
    "kms:ListGrants",
    "kms:ListKeyPolicies",
    "kms:ListKeyRotations",
    "kms:ListResourceTags",
    "kms:PutKeyPolicy",
    "kms:ReplicateKey",
    "kms:RevokeGrant",
    "kms:RotateKeyOnDemand",
    "kms:ScheduleKeyDeletion",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:UpdateAlias",
    "kms:UpdateKeyDescription",
    "kms:UpdatePrimaryRegion",
)

_PRINCIPALS: Final = ("service", "account_id", "callers_of")

USE: Final = ("kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*")


class KeyUse(TypedDict):
    """One statement of a key's policy: who may use the key, and when.

    sid: the statement's name. One of: service, a service principal such as logs.eu-west-1.amazonaws.com; account_id, an
    account whose own policies then decide; callers_of, an account whose every principal may, its service-linked roles
    too, as with the keys that AWS manages. conditions: as in IAM, never empty: a service without them would use the
    key on anybody's behalf, an account for anything. actions: of KMS; encryption and decryption when left out.
    """

    sid: str
    service: NotRequired[str]
    account_id: NotRequired[pulumi.Input[str]]
    callers_of: NotRequired[pulumi.Input[str]]
    conditions: Conditions
    actions: NotRequired[Sequence[str]]


class EncryptionKeyArgs(TypedDict, total=False):
    """use: what the key is for; names its alias, alias/landing-zone-<use>. region: where the key is.

    account_id: the key's account; when left out, the provider's. allow: who may use the key; when left out, nobody.
    replica_regions: where the key is too, with the same material and policy; can't be given to a key that exists
    without replacing it. rotation_days: days between rotations, 90 to 365.
    """

    use: str
    description: str
    region: str
    account_id: pulumi.Input[str]
    partition: str
    allow: Sequence[KeyUse]
    replica_regions: Sequence[str]
    rotation_days: int


class EncryptionKey(LandingZoneComponent):
    """A symmetric key, its alias and its replicas; protected, and kept when the component goes, for the data under it.

    Policies of the account may give the key's administration to anybody in it, its use to nobody: that takes a
    statement in `allow`.

    Raises:
        ValueError: statements in `allow` that name no principal, or two, or no condition; all are listed.
    """

    arn: pulumi.Output[str]
    key_id: pulumi.Output[str]
    alias_name: str

    def __init__(
        self, name: str, args: EncryptionKeyArgs | None = None, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__(name, args, opts)
        args = args or {}
        use = args.get("use", name)
        partition = args.get("partition", "aws")
        allow = args.get("allow", ())
        if problems := list(_problems(allow)):
            raise ValueError(
                f"the policy of the key {use} is too wide:\n" + "\n".join(f"- {line}" for line in problems)
            )
        caller = pulumi.InvokeOptions(parent=self)
        account = args.get("account_id") or aws.get_caller_identity_output(opts=caller).account_id
        administration = {
            "Sid": "Administration",
            "Effect": "Allow",
            "Principal": {"AWS": root(partition, account)},
            "Action": list(ADMINISTRATION),
            "Resource": "*",
        }
        policy = document(administration, *(_statement(each, partition) for each in allow))
        description = args.get("description", f"The landing zone's key for {use}")
        region = args.get("region", "us-east-1")
        replicas = args.get("replica_regions", ())

        key = aws.kms.Key(
            f"{name}-key",
            description=description,
            region=region,
            enable_key_rotation=True,
            rotation_period_in_days=args.get("rotation_days", 365),
            deletion_window_in_days=DELETION_WINDOW_DAYS,
            multi_region=bool(replicas),
            policy=policy,
            opts=self.kept_child(protect=True),
        )
        self.arn = key.arn
        self.key_id = key.key_id
        self.alias_name = f"alias/{PREFIX}-{use}"
        aws.kms.Alias(f"{name}-alias", name=self.alias_name, target_key_id=key.key_id, region=region, opts=self.child())
        for replica_region in replicas:
            replica = aws.kms.ReplicaKey(
                f"{name}-replica-{replica_region}",
                description=description,
                region=replica_region,
                primary_key_arn=key.arn,
                deletion_window_in_days=DELETION_WINDOW_DAYS,
                policy=policy,
                opts=self.kept_child(protect=True),
            )
            aws.kms.Alias(
                f"{name}-alias-{replica_region}",
                name=self.alias_name,
                target_key_id=replica.key_id,
                region=replica_region,
                opts=self.child(),
            )
        self.register_outputs({"arn": self.arn, "keyId": self.key_id, "aliasName": self.alias_name})


def _problems(allow: Sequence[KeyUse]) -> Iterator[str]:
    for each in allow:
        given = [name for name in _PRINCIPALS if name in each]
        if len(given) != 1:
            got = " and ".join(given) or "none"
            yield f"{each['sid']}: got {got}, expected one of {', '.join(_PRINCIPALS)}; say who may use the key"
        if not any(each["conditions"].values()):
            yield f"{each['sid']}: got no condition, expected one; say on whose behalf, such as aws:SourceArn"


def _statement(each: KeyUse, partition: str) -> Statement:
    principal: pulumi.Input[str]
    conditions = each["conditions"]
    if "service" in each:
        kind, principal = "Service", each["service"]
    elif "account_id" in each:
        kind, principal = "AWS", root(partition, each["account_id"])
    else:
        kind, principal = "AWS", "*"
        equal = {**conditions.get("StringEquals", {}), "kms:CallerAccount": each["callers_of"]}
        conditions = {**conditions, "StringEquals": equal}
    return {
        "Sid": each["sid"],
        "Effect": "Allow",
        "Principal": {kind: principal},
        "Action": list(each.get("actions", USE)),
        "Resource": "*",
        "Condition": conditions,
    }
