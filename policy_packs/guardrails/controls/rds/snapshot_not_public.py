"""Database snapshots are shared with nobody but accounts that are trusted."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Parameter, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import CLUSTER_SNAPSHOT, CLUSTER_SNAPSHOT_COPY, SNAPSHOT, SNAPSHOT_COPY


def _check(snapshot: Resource) -> Iterator[str]:
    shared, trusted = snapshot.texts("sharedAccounts"), snapshot.parameters["trustedAccounts"]
    if "all" in shared:
        yield "everybody can restore the database; got all in sharedAccounts, expected account ids"
        return
    strangers = [account for account in shared if trusted and account not in trusted]
    if strangers:
        names = ", ".join(strangers)
        yield f"strangers can restore the database; got {names} in sharedAccounts, expected trusted accounts"


def _mend(snapshot: Resource) -> dict[str, list[str]]:
    shared = snapshot.texts("sharedAccounts")
    return {"sharedAccounts": [account for account in shared if account != "all"]} if "all" in shared else {}


_ORDERS = {"dbInstanceIdentifier": "orders", "dbSnapshotIdentifier": "orders-before"}
_COPY = {"sourceDbSnapshotIdentifier": "orders-before", "targetDbSnapshotIdentifier": "orders-copy"}
_CLUSTER = {"dbClusterIdentifier": "orders", "dbClusterSnapshotIdentifier": "orders-before"}
_CLUSTER_COPY = {
    "sourceDbClusterSnapshotIdentifier": "orders-before",
    "targetDbClusterSnapshotIdentifier": "orders-copy",
}
_PARTNER, _STRANGER = "111122223333", "444455556666"

CONTROL = Control(
    id="rds.snapshot-not-public",
    title="Database snapshots are shared with nobody but accounts that are trusted",
    practices=("data.at-rest", "network.private-subnets", "advisor.trusted-advisor"),
    severity=Severity.CRITICAL,
    tier=Tier.MINIMAL,
    why="A public snapshot is a copy of the whole database for everybody who has an AWS account.",
    fix="share the snapshot with single accounts only",
    rules=(ResourceRule((SNAPSHOT, CLUSTER_SNAPSHOT, SNAPSHOT_COPY, CLUSTER_SNAPSHOT_COPY), _check, _mend),),
    detection=(
        ConfigRule("RDS_SNAPSHOTS_PUBLIC_PROHIBITED"),
        ConfigRule("DOCDB_CLUSTER_SNAPSHOT_PUBLIC_PROHIBITED"),
        ConfigRule("NEPTUNE_CLUSTER_SNAPSHOT_PUBLIC_PROHIBITED"),
        SecurityHubControl("RDS.1"),
        SecurityHubControl("DocumentDB.3"),
        SecurityHubControl("Neptune.3"),
    ),
    answer="close-public-snapshot",
    frameworks={Framework.FSBP: ("RDS.1", "DocumentDB.3", "Neptune.3")},
    equivalents={Tool.CHECKOV: ("CKV_AWS_302",)},
    parameters={
        "trustedAccounts": Parameter(
            [],
            {
                "type": "array",
                "items": {"type": "string", "pattern": r"^\d{12}$"},
                "description": "The only accounts to share with; empty: any single account will do.",
            },
        )
    },
    good=(
        example("everything omitted but the names", Given(SNAPSHOT, _ORDERS)),
        example("nobody among the trusted ones", Given(SNAPSHOT, _ORDERS), trustedAccounts=[_PARTNER]),
        example("shared with one account", Given(SNAPSHOT, _ORDERS | {"sharedAccounts": [_PARTNER]})),
        example(
            "shared with a trusted account",
            Given(SNAPSHOT, _ORDERS | {"sharedAccounts": [_PARTNER]}),
            trustedAccounts=[_PARTNER],
        ),
    ),
    bad=(
        example("shared with everybody", Given(SNAPSHOT, _ORDERS | {"sharedAccounts": ["all"]})),
        example(
            "a cluster's snapshot shared with everybody",
            Given(CLUSTER_SNAPSHOT, _CLUSTER | {"sharedAccounts": [_PARTNER, "all"]}),
        ),
        example("a copy shared with everybody", Given(SNAPSHOT_COPY, _COPY | {"sharedAccounts": ["all"]})),
        example(
            "a copy of a cluster's snapshot shared with everybody",
            Given(CLUSTER_SNAPSHOT_COPY, _CLUSTER_COPY | {"sharedAccounts": ["all"]}),
        ),
        example(
            "shared with an account that is not trusted",
            Given(SNAPSHOT, _ORDERS | {"sharedAccounts": [_PARTNER, _STRANGER]}),
            trustedAccounts=[_PARTNER],
        ),
        example(
            "shared with everybody instead of the trusted account",
            Given(SNAPSHOT, _ORDERS | {"sharedAccounts": ["all"]}),
            trustedAccounts=[_PARTNER],
        ),
    ),
)
