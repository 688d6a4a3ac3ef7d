"""The types of databases in RDS, and what their engines do by default."""

import re

INSTANCE = "aws:rds/instance:Instance"
CLUSTER = "aws:rds/cluster:Cluster"
CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance"
GLOBAL_CLUSTER = "aws:rds/globalCluster:GlobalCluster"
SNAPSHOT = "aws:rds/snapshot:Snapshot"
CLUSTER_SNAPSHOT = "aws:rds/clusterSnapshot:ClusterSnapshot"
SNAPSHOT_COPY = "aws:rds/snapshotCopy:SnapshotCopy"
CLUSTER_SNAPSHOT_COPY = "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy"
DOCUMENTDB_CLUSTER = "aws:docdb/cluster:Cluster"
NEPTUNE_CLUSTER = "aws:neptune/cluster:Cluster"

_TLS_SINCE = {"postgres": (15,), "aurora-postgresql": (17,), "mariadb": (11, 8)}
_TLS_PARAMETERS = {
    "postgres": "rds.force_ssl",
    "aurora-postgresql": "rds.force_ssl",
    "sqlserver": "rds.force_ssl",
    "mysql": "require_secure_transport",
    "aurora-mysql": "require_secure_transport",
    "mariadb": "require_secure_transport",
    "db2": "db2comm",
}


def family_of(engine: str) -> str:
    """The engine without its edition: sqlserver for sqlserver-ee or custom-sqlserver-se, db2 for db2-se."""
    found = re.search("sqlserver|db2|oracle", engine)
    return found[0] if found else engine


def tls_parameter(engine: str) -> str:
    """The parameter by which the engine refuses plain connections; empty when it has none."""
    return _TLS_PARAMETERS.get(family_of(engine), "")


def requires_tls_by_default(engine: str, version: str) -> bool:
    """Whether AWS's own parameters for the engine refuse plain connections; without a version, for the latest.

    Source: RDS and Aurora user guides, the TLS pages of each engine.
    """
    since = _TLS_SINCE.get(engine)
    if since is None:
        return False
    found = re.match(r"\d{1,4}(?:\.\d{1,4})?", version)
    return found is None or tuple(map(int, found[0].split("."))) >= since
