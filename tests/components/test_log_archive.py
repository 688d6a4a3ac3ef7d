"""The log archive lets each service write its logs on the organization's behalf, and nobody change or read them from
outside.

Not proved: that the services' own checks take the policies as they are, and what S3 does to locked objects.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.log_archive import BUCKET_NAME_LENGTH, LogArchive, bucket_name
from organizations.regions import REGIONS
from tests.conftest import (
    HOME_REGION,
    MANAGEMENT_ID,
    OTHER_REGION,
    World,
    a_role,
    a_service,
    findings,
    may,
    new_world,
    only,
)
from twin.authorization import ADMINISTRATOR
from twin.evaluator import Policies, Principal
from twin.graph import Graph

BUCKET = "aws:s3/bucket:Bucket"
POLICY = "aws:s3/bucketPolicy:BucketPolicy"
LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"
LOGGING = "aws:s3/bucketLogging:BucketLogging"
LIFE_CYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
KEY = "aws:kms/key:Key"

TRAIL = f"arn:aws:cloudtrail:{HOME_REGION}:{MANAGEMENT_ID}:trail/landing-zone-organization"
OWNED = {"s3:x-amz-acl": "bucket-owner-full-control"}


def build(world: World, **more: Any) -> Graph:
    args: Any = {
        "organization_name": "acme",
        "organization_id": world.organization_id,
        "account_id": world.accounts["first"],
        "management_account_id": MANAGEMENT_ID,
        **more,
    }
    return world.run(lambda: LogArchive("logs", args, world.within("first")))


@dataclass(frozen=True)
class Built:
    """The archive in the account "first", and access to it as its policies decide."""

    world: World
    graph: Graph

    def bucket(self, kind: str) -> str:
        return f"landing-zone-{kind}-acme-{self.world.accounts['first']}-{HOME_REGION}"

    def policy(self, kind: str) -> str:
        return str(only(self.graph, POLICY, bucket=self.bucket(kind)).inputs["policy"])

    def may(self, principal: Principal, action: str, kind: str, key: str = "", **context: Any) -> bool:
        """Access to the bucket, or to an object in it, for a principal whom its own account lets do anything."""
        resource = f"arn:aws:s3:::{self.bucket(kind)}" + (f"/{key}" if key else "")
        identity = [ADMINISTRATOR] if principal.account else []
        policies = Policies(identity=identity, resource=self.policy(kind))
        keys = {name.replace("__", ":").replace("_", "-"): value for name, value in context.items()}
        return may(principal, action, resource, self.world.accounts["first"], policies, keys)


@pytest.fixture(scope="module")
def built() -> Iterator[Built]:
    with new_world() as world:
        yield Built(world, build(world))


def delivers(built: Built, service: str, kind: str, key: str, on_behalf: dict[str, Any], acl: bool = True) -> bool:
    policies = Policies(resource=built.policy(kind))
    resource = f"arn:aws:s3:::{built.bucket(kind)}/{key}"
    context = {**on_behalf, **(OWNED if acl else {})}
    return may(a_service(service), "s3:PutObject", resource, built.world.accounts["first"], policies, context)
