"""Replicas in another account belong to that account."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import BUCKET, BUCKETS, REPLICATION, either


def _check(resource: Resource) -> Iterator[str]:
    inline = either(resource, "replicationConfiguration", "replicationConfigurations")
    rules = [rule for configuration in (resource, *inline) for rule in configuration.blocks("rules")]
    yield from each(rules, _check_rule)


def _check_rule(rule: Block) -> Iterator[str]:
    for destination in either(rule, "destination", "destinations"):
        account = destination.text("account") or destination.text("accountId")
        owners = either(destination, "accessControlTranslation", "accessControlTranslations")
        if account and not any(owner.text("owner") == "Destination" for owner in owners):
            yield (
                f"the replicas in account {account} belong to the account of the source; "
                f"got no {destination.path('accessControlTranslation.owner')}, expected Destination"
            )


_OTHER: dict[str, Any] = {"bucket": "arn:aws:s3:::copy", "account": "111122223333"}
_OWNED: dict[str, Any] = _OTHER | {"accessControlTranslation": {"owner": "Destination"}}


def _given(*destinations: dict[str, Any]) -> Given:
    rules = [{"status": "Enabled", "destination": destination} for destination in destinations]
    role = "arn:aws:iam::111122223333:role/replication"
    return Given(REPLICATION, {"bucket": "data", "role": role, "rules": rules})


def _own(**destination: Any) -> Given:
    rules = [{"status": "Enabled", "destination": {"bucket": "arn:aws:s3:::copy", **destination}}]
    role = "arn:aws:iam::111122223333:role/replication"
    return Given(BUCKET, {"replicationConfiguration": {"role": role, "rules": rules}})


def _old(**destination: Any) -> Given:
    rules = [{"status": "Enabled", "destinations": [{"bucket": "arn:aws:s3:::copy", **destination}]}]
    role = "arn:aws:iam::111122223333:role/replication"
    return Given(BUCKETS[1], {"replicationConfigurations": [{"role": role, "rules": rules}]})


CONTROL = Control(
    id="s3.replica-owned-by-destination",
    title="Replicas in another account belong to that account",
    practices=("data.at-rest", "account.organizations"),
    severity=Severity.LOW,
    why="Whoever takes over the source account may still change replicas that it owns, so the copy protects nothing.",
    fix="set accessControlTranslation.owner to Destination for a destination in another account",
    tier=Tier.REGULATED,
    rules=(ResourceRule((REPLICATION, *BUCKETS), _check),),
    good=(
        *(example(f"everything omitted: {type}", Given(type)) for type in (REPLICATION, *BUCKETS)),
        example("a destination in the same account", _given({"bucket": "arn:aws:s3:::copy"})),
        example("replicas of the destination", _given(_OWNED)),
        example(
            "replicas of the destination in the bucket's own block",
            _own(accountId="111122223333", accessControlTranslation={"owner": "Destination"}),
        ),
        example(
            "replicas of the destination in the old token's block",
            _old(accountId="111122223333", accessControlTranslations=[{"owner": "Destination"}]),
        ),
    ),
    bad=(
        example("replicas of the source", _given(_OTHER)),
        example("the second destination", _given(_OWNED, _OTHER)),
        example("another owner", _given(_OTHER | {"accessControlTranslation": {"owner": "Source"}})),
        example("replicas of the source in the bucket's own block", _own(accountId="111122223333")),
        example("replicas of the source in the old token's block", _old(accountId="111122223333")),
    ),
)
