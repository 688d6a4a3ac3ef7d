"""EMR clusters authenticate their users by Kerberos."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import CLUSTER, CLUSTER_INPUTS


def _check(cluster: Resource) -> Iterator[str]:
    kerberos = cluster.block("kerberosAttributes")
    missing = [name for name in ("realm", "kdcAdminPassword") if name not in kerberos]
    if missing:
        yield f"users are who they say they are; got kerberosAttributes without {', '.join(missing)}, expected both"


_KERBEROS = {"realm": "EC2.INTERNAL", "kdcAdminPassword": "from-a-secret"}

CONTROL = Control(
    id="emr.cluster-authenticates",
    title="EMR clusters authenticate their users by Kerberos",
    practices=("iam.least-privilege",),
    severity=Severity.LOW,
    why="Hadoop takes the name that a client gives for granted unless Kerberos vouches for it.",
    fix="give kerberosAttributes with realm and kdcAdminPassword, and a securityConfiguration with Kerberos",
    rules=(ResourceRule((CLUSTER,), _check),),
    detection=(ConfigRule("EMR_KERBEROS_ENABLED"),),
    tier=Tier.REGULATED,
    equivalents={Tool.CHECKOV: ("CKV_AWS_114",)},
    good=(example("Kerberos", Given(CLUSTER, CLUSTER_INPUTS | {"kerberosAttributes": _KERBEROS})),),
    bad=(
        example("everything omitted but what is required", Given(CLUSTER, CLUSTER_INPUTS)),
        *(
            example(f"no {name}", Given(CLUSTER, CLUSTER_INPUTS | {"kerberosAttributes": _KERBEROS | {name: None}}))
            for name in _KERBEROS
        ),
    ),
)
