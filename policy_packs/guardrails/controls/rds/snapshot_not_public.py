"""Database snapshots are not shared with everybody."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource

_SNAPSHOT = "aws:rds/snapshot:Snapshot"
_CLUSTER_SNAPSHOT = "aws:rds/clusterSnapshot:ClusterSnapshot"
_COPY = "aws:rds/snapshotCopy:SnapshotCopy"


def _check(snapshot: Resource) -> Iterator[str]:
    if "all" in snapshot.texts("sharedAccounts"):
        yield "everybody can restore the database; got all in sharedAccounts, expected account ids"


_ORDERS = {"dbInstanceIdentifier": "orders", "dbSnapshotIdentifier": "orders-before"}

CONTROL = Control(
    id="rds.snapshot-not-public",
    title="Database snapshots are not shared with everybody",
    practices=("data.at-rest", "network.private-subnets", "advisor.trusted-advisor"),
    severity=Severity.CRITICAL,
    why="A public snapshot is a copy of the whole database for everybody who has an AWS account.",
    fix="share the snapshot with single accounts only",
    rules=(ResourceRule((_SNAPSHOT, _CLUSTER_SNAPSHOT, _COPY), _check),),
    detection=(ConfigRule("RDS_SNAPSHOTS_PUBLIC_PROHIBITED"), SecurityHubControl("RDS.1")),
    answer="close-public-snapshot",
    frameworks={Framework.FSBP: ("RDS.1",)},
    good=(
        example("everything omitted but the names", Given(_SNAPSHOT, _ORDERS)),
        example("shared with one account", Given(_SNAPSHOT, _ORDERS | {"sharedAccounts": ["111122223333"]})),
    ),
    bad=(
        example("shared with everybody", Given(_SNAPSHOT, _ORDERS | {"sharedAccounts": ["all"]})),
        example(
            "a cluster's snapshot shared with everybody",
            Given(
                _CLUSTER_SNAPSHOT,
                {
                    "dbClusterIdentifier": "orders",
                    "dbClusterSnapshotIdentifier": "orders-before",
                    "sharedAccounts": ["111122223333", "all"],
                },
            ),
        ),
    ),
)
