"""Policy documents are written without a byte of space and name services as each partition does.

Not proved: whether anything else takes the documents as they are; each component proves its own.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pulumi
import pytest

from components._policies import deny_outsiders, deny_plain_http, document, regional, root
from tests.conftest import World, a_role, a_service, may
from twin.authorization import ADMINISTRATOR
from twin.evaluator import Policies

QUEUE = "arn:aws:sqs:us-east-1:111122223333:orders"


def told(world: World, output: Callable[[], pulumi.Output[str]]) -> str:
    """The value of an output, which only a running program can make and know."""
    values: list[str] = []
    world.run(lambda: output().apply(values.append))
    return values[0]


def test_a_document_holds_the_statements_with_outputs_resolved_and_no_space(world: World) -> None:
    allow = {"Effect": "Allow", "Action": "sqs:SendMessage"}
    text = told(world, lambda: document({**allow, "Resource": pulumi.Output.from_input(QUEUE)}))
    assert json.loads(text) == {"Version": "2012-10-17", "Statement": [{**allow, "Resource": QUEUE}]}
    assert " " not in text


def test_denies_hold_against_an_administrator_and_leave_services_alone(world: World) -> None:
    everybody = {"Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage", "Resource": QUEUE}
    denies = deny_plain_http("sqs:*", QUEUE), deny_outsiders("sqs:*", "o-ours000000", QUEUE)
    policy = told(world, lambda: document(everybody, *denies))
    policies = Policies(identity=[ADMINISTRATOR], resource=policy)
    ours = a_role("111122223333", organization_id="o-ours000000")
    theirs = a_role("999999999999", organization_id="o-theirs0000")

    def sends(who: Any, **context: Any) -> bool:
        return may(who, "sqs:SendMessage", QUEUE, "111122223333", policies, context)

    assert sends(ours)
    assert not sends(ours, **{"aws:SecureTransport": False})
    assert not sends(theirs)
    assert sends(a_service("events"))


@pytest.mark.parametrize(
    ("partition", "region", "named"),
    [
        ("aws", "eu-west-1", "logs.eu-west-1.amazonaws.com"),
        ("aws-us-gov", "us-gov-west-1", "logs.us-gov-west-1.amazonaws.com"),
        ("aws-cn", "cn-north-1", "logs.cn-north-1.amazonaws.com.cn"),
    ],
)
def test_services_of_a_region_have_the_name_of_the_partition(
    world: World, partition: str, region: str, named: str
) -> None:
    assert regional("logs", region, partition) == named
    assert told(world, lambda: root(partition, "111122223333")) == f"arn:{partition}:iam::111122223333:root"
