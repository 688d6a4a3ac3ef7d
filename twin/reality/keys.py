"""Keys: whoever has to encrypt can, the account can still change the policy, and what a policy names is there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from components._base import ACCESS_ROLE

from ..evaluator import Principal, PrincipalKind, Request
from ._deliveries import (
    BUCKET_POLICY,
    CHANNEL,
    FLOW_LOG,
    TRAIL,
    bucket_arn,
    buckets,
    delivery_of,
    encryption_of,
    key_arn,
    refusal,
)
from ._invariants import EVERY, Facts, Subject, invariant, problem

LOG_GROUP: Final = "aws:cloudwatch/logGroup:LogGroup"
KEY: Final = "aws:kms/key:Key"
REPLICA: Final = "aws:kms/replicaKey:ReplicaKey"
KEY_POLICY: Final = "aws:kms/keyPolicy:KeyPolicy"
ALIAS: Final = "aws:kms/alias:Alias"

_GUIDES: Final = "the guide of each service on its key policy, as in _deliveries"
_IDENTITY: Final = re.compile(":iam::[0-9]+:(role|user)/")
_KEY_ARN: Final = re.compile(r"arn:[a-z-]+:kms:([a-z0-9-]+):\d{12}:(?:key|alias)/.+")


@lru_cache(maxsize=1)
def keys_by_arn(facts: Facts) -> Mapping[str, Subject]:
    """The keys by their ARN and by the ARNs of their aliases."""
    keys: dict[str, Subject] = {}
    for key in facts.of_type(KEY, REPLICA):
        keys[_arn_of(key, facts)] = key
    for alias in facts.of_type(ALIAS):
        target = keys.get(key_arn(alias.text("targetKeyId"), alias, facts))
        if target is not None:
            keys[key_arn(alias.text("name"), alias, facts)] = target
    return keys


def _arn_of(key: Subject, facts: Facts) -> str:
    return key_arn(key.outputs.text("keyId") or key.node.id, key, facts)


@lru_cache(maxsize=1)
def _key_policies(facts: Facts) -> Mapping[str, Subject]:
    return {key_arn(each.text("keyId"), each, facts): each for each in facts.of_type(KEY_POLICY)}


def _policy_of_key(key: Subject, facts: Facts) -> Mapping[str, Any] | None:
    """The key's policy; None when AWS gives it the default one, which leaves the key to its account."""
    aside = _key_policies(facts).get(_arn_of(key, facts))
    return aside.json("policy") if aside is not None else key.json("policy")


@invariant(KEY, REPLICA, source='AWS KMS developer guide, "Default key policy": the account keeps the key manageable')
def keys_administered(subject: Subject, facts: Facts) -> Iterator[str]:
    """The policy of a key leaves its administration to the account: otherwise nobody can ever change it again."""
    policy = _policy_of_key(subject, facts)
    if policy is None:
        return
    node = subject.node
    root = Principal(f"arn:{facts.organization.partition}:iam::{node.account}:root", node.account, PrincipalKind.ROOT)
    request = Request(root, "kms:PutKeyPolicy", _arn_of(subject, facts), node.account, region=node.region)
    if reason := refusal(request, policy):
        yield problem(
            "nobody could change the key's policy any more",
            got=reason,
            expected=f"administration for {root.arn}",
            do="add the statement to the key's policy",
        )


@invariant(TRAIL, CHANNEL, FLOW_LOG, source=_GUIDES)
def delivery_keys_usable(subject: Subject, facts: Facts) -> Iterator[str]:
    """The key that a delivery is encrypted with lets the service encrypt on behalf of who delivers."""
    delivery = delivery_of(subject, facts)
    if delivery is None:
        return
    named = subject.text("kmsKeyId") or subject.text("s3KmsKeyArn")
    reference = key_arn(named, subject, facts) if named else encryption_of(delivery.bucket, facts)[1]
    # S3 asks KMS on the service's behalf where the bucket's own key is used.
    context = delivery.context | {
        f"kms:EncryptionContext:{name}": value
        for name, value in {**delivery.encryption_context, "aws:s3:arn": bucket_arn(delivery.bucket, facts)}.items()
    }
    yield from usable(reference, delivery.service, delivery.key_actions, context, facts)


@invariant(LOG_GROUP, source='Amazon CloudWatch Logs user guide, "Encrypt log data in CloudWatch Logs using AWS KMS"')
def log_group_keys_usable(subject: Subject, facts: Facts) -> Iterator[str]:
    """The key of a log group lets CloudWatch Logs of the region use it for that log group."""
    if "kmsKeyId" not in subject:
        return
    node = subject.node
    arn = f"arn:{facts.organization.partition}:logs:{node.region}:{node.account}:log-group:{subject.text('name')}"
    yield from usable(
        key_arn(subject.text("kmsKeyId"), subject, facts),
        f"logs.{node.region}.amazonaws.com",
        ("kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"),
        {"kms:EncryptionContext:aws:logs:arn": arn},
        facts,
    )


def usable(
    reference: str, service: str, actions: tuple[str, ...], context: Mapping[str, str], facts: Facts
) -> Iterator[str]:
    """What keeps a service from using the key of that ARN under those condition keys; nothing without a key."""
    key = keys_by_arn(facts).get(reference)
    if key is None:
        if reference and facts.is_whole:
            yield problem(
                f"{service} is to use a key that nothing here makes",
                got=reference,
                expected="a key of this organization",
                do="pass its ARN",
            )
        return
    policy, principal = _policy_of_key(key, facts), Principal(service, "", PrincipalKind.SERVICE)
    for action in actions:
        request = Request(principal, action, reference, key.node.account, dict(context), key.node.region)
        if policy is None or (reason := refusal(request, policy)):
            yield problem(
                f"the policy of the key {key.node.name} refuses {service}",
                got="the default policy, which lets no service in" if policy is None else reason,
                expected=f"{action} for {service}",
                do="allow it in the key's policy",
            )


# Inputs that name a key of another region on purpose.
_KEYS_ELSEWHERE: Final = ("primaryKeyArn", "replicaKmsKeyId")


@invariant(EVERY, source='AWS KMS developer guide, "Regions": a key is used in its own region')
def keys_in_region(subject: Subject, facts: Facts) -> Iterator[str]:
    """A key encrypts what is in its region; a trail's files, what is in the region of their bucket."""
    region = subject.node.region
    if subject.node.type == TRAIL:
        bucket = buckets(facts).get(subject.text("s3BucketName"))
        region = region if bucket is None else bucket.node.region
    for path, text in subject.every_text:
        found = _KEY_ARN.fullmatch(text)
        if found and region and found[1] != region and path.rpartition(".")[2] not in _KEYS_ELSEWHERE:
            yield problem(
                f"{path} names a key of another region", got=text, expected=f"a key in {region}", do="use a key there"
            )


@invariant(
    BUCKET_POLICY,
    KEY,
    REPLICA,
    KEY_POLICY,
    source='AWS KMS API reference, "PutKeyPolicy": MalformedPolicyDocumentException; Amazon S3, "invalid principal"',
)
def principals_exist(subject: Subject, facts: Facts) -> Iterator[str]:
    """A role that a policy names as principal exists before the policy, unless AWS made it with the account."""
    for role in sorted(_named_roles(subject.json("policy") or {})):
        made = _roles(facts).get(role)
        if made is None and facts.is_whole:
            yield problem(
                "AWS refuses a principal that doesn't exist",
                got=f"{role}, which nothing here makes",
                expected="a role of this organization, or its account with a condition on aws:PrincipalArn",
                do="name the account",
            )
        elif made is not None and not facts.waits_for(subject, made):
            yield problem(
                "AWS refuses a principal that doesn't exist yet",
                got=f"{role}, with no dependency on {made.node.name}",
                expected="one",
                do="take the ARN from the role, or name the account with a condition on aws:PrincipalArn",
            )


@lru_cache(maxsize=1)
def _roles(facts: Facts) -> Mapping[str, Subject]:
    return {each.outputs.text("arn"): each for each in facts.of_type("aws:iam/role:Role", "aws:iam/user:User")}


def _named_roles(document: Mapping[str, Any]) -> set[str]:
    found = document.get("Statement")
    named: set[str] = set()
    for statement in found if isinstance(found, list) else [found]:
        principal = statement.get("Principal") if isinstance(statement, Mapping) else None
        values = principal.get("AWS") if isinstance(principal, Mapping) else None
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, str) and _IDENTITY.search(value) and not value.endswith(f":role/{ACCESS_ROLE}"):
                named.add(value)
    return named
