"""Logs and workspaces of EMR are encrypted under keys that their account manages."""

from .._model import Given, example
from .._resources import Resource
from ..encryption._keys import Key, customer_managed


def _keeps_logs(cluster: Resource) -> bool:
    return "logUri" in cluster


CONTROL = customer_managed(
    id="emr.customer-managed-key",
    title="Logs and workspaces of EMR are encrypted under keys that their account manages",
    keys={
        "aws:emr/cluster:Cluster": (Key("logEncryptionKmsKeyId", when=_keeps_logs),),
        "aws:emr/studio:Studio": (Key("encryptionKeyArn"),),
        "aws:emrserverless/application:Application": (
            Key("monitoringConfiguration?.cloudwatchLoggingConfiguration?.encryptionKeyArn"),
            Key("monitoringConfiguration?.managedPersistenceMonitoringConfiguration?.encryptionKeyArn"),
            Key("monitoringConfiguration?.s3MonitoringConfiguration?.encryptionKeyArn"),
        ),
    },
    needed={"aws:emr/cluster:Cluster": {"logUri": "s3://shop-logs/emr/"}},
    good=(example("a cluster that keeps no logs", Given("aws:emr/cluster:Cluster")),),
)
