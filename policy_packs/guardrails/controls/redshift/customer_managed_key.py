"""Data warehouses are encrypted under keys that their account manages."""

from .._frameworks import Tool
from .._model import ConfigRule
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="redshift.customer-managed-key",
    title="Data warehouses are encrypted under keys that their account manages",
    keys={
        "aws:redshift/cluster:Cluster": (Key("kmsKeyId"),),
        "aws:redshift/snapshotCopyGrant:SnapshotCopyGrant": (Key("kmsKeyId"),),
        "aws:redshiftserverless/namespace:Namespace": (Key("kmsKeyId"),),
    },
    detection=(
        ConfigRule("REDSHIFT_CLUSTER_KMS_ENABLED"),
        ConfigRule("REDSHIFT_SERVERLESS_NAMESPACE_CMK_ENCRYPTION"),
    ),
    equivalents={Tool.CHECKOV: ("CKV_AWS_142", "CKV_AWS_281", "CKV_AWS_282"), Tool.TRIVY: ("AWS-0084",)},
)
