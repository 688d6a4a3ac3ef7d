"""What tests of components, layers and the twin share: an organization in the embedded AWS, and programs run in it.

They show what a program asks Pulumi for and what the embedded AWS holds afterwards, not how AWS behaves.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest
from hypothesis import HealthCheck, settings

from twin.aws import EmbeddedAws
from twin.evaluator import Policies, Principal, PrincipalKind, Request, evaluate
from twin.graph import Graph, Node
from twin.handlers import Place, Properties
from twin.monitor import run_program
from twin.rehearsal import judge

# The same examples on every run, and no verdict by the clock, so that a change is judged by itself;
# HYPOTHESIS_PROFILE=default looks for new ones.
settings.register_profile("repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

MANAGEMENT_ID = "111122223333"
HOME_REGION = "us-east-1"
OTHER_REGION = "eu-west-1"


@dataclass(frozen=True)
class World:
    """An organization of three accounts, "management", "first" and "second", in the embedded AWS.

    accounts: ids by name.
    """

    aws: EmbeddedAws
    organization_id: str
    accounts: Mapping[str, str]
    _store: dict[tuple[str, ...], dict[str, Properties]] = field(default_factory=dict)

    def at(self, account: str = "management", region: str = HOME_REGION) -> Place:
        """Where handlers carry out resources."""
        return Place(self.aws, self.accounts[account], region, self._store)

    def client(self, service: str, account: str = "management", region: str = HOME_REGION) -> Any:
        """A client that shows what the embedded AWS holds."""
        return self.aws.client(service, self.accounts[account], region)

    def within(self, account: str = "management", **options: Any) -> pulumi.ResourceOptions:
        """Options, for use inside a program, that place a component in an account."""
        provider = aws.Provider(account, region=HOME_REGION, allowed_account_ids=[self.accounts[account]])
        return pulumi.ResourceOptions(providers=[provider], **options)

    def run(self, program: Callable[[], object]) -> Graph:
        """Run a program to its end.

        Raises:
            twin.monitor.ProgramError: resources that AWS would refuse.
        """
        return run_program(program, self.aws, stack="test", home_region=HOME_REGION)


@contextmanager
def new_world() -> Iterator[World]:
    """The organization, for as long as the context lasts; one at a time."""
    with EmbeddedAws(MANAGEMENT_ID) as embedded:
        client = embedded.client("organizations", MANAGEMENT_ID, HOME_REGION)
        organization = client.create_organization(FeatureSet="ALL")["Organization"]["Id"]
        accounts = {"management": MANAGEMENT_ID}
        for name in ("first", "second"):
            created = client.create_account(AccountName=name, Email=f"{name}@anycompany.com")
            accounts[name] = created["CreateAccountStatus"]["AccountId"]
        yield World(embedded, organization, accounts)


@pytest.fixture
def world() -> Iterator[World]:
    """A new organization for each test."""
    with new_world() as made:
        yield made


def a_service(name: str) -> Principal:
    """A service of AWS in its own name."""
    return Principal(f"{name}.amazonaws.com", "", PrincipalKind.SERVICE)


def a_role(account_id: str, name: str = "somebody", organization_id: str | None = None) -> Principal:
    """A session of a role."""
    arn = f"arn:aws:iam::{account_id}:role/{name}"
    return Principal(arn, account_id, PrincipalKind.ROLE, organization_id=organization_id)


def may(
    principal: Principal,
    action: str,
    resource: str,
    owner: str,
    policies: Policies,
    context: Mapping[str, Any] | None = None,
) -> bool:
    """Whether AWS would allow the action on a resource of the owner account, by these policies."""
    return evaluate(Request(principal, action, resource, owner, context or {}), policies).allowed


def only(graph: Graph, type: str, **inputs: Any) -> Node:
    """The one resource of a type with the given inputs (by their camelCase names)."""
    found = [
        node for node in graph.of_type(type) if all(node.inputs.get(name) == value for name, value in inputs.items())
    ]
    assert len(found) == 1, f"{len(found)} resources of {type} with {inputs}; expected one"
    return found[0]


def findings(graph: Graph) -> list[str]:
    """What the catalogue of controls has against the resources of a graph: one line each, empty when all is well."""
    return [f"{each.control} {each.urn.rpartition('::')[2]}: {each.message}" for each in judge(graph)]
