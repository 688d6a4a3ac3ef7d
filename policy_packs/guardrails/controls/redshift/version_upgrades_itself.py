"""Redshift clusters take new versions by themselves."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_CLUSTER = "aws:redshift/cluster:Cluster"


def _check(cluster: Resource) -> Iterator[str]:
    if not cluster.flag("allowVersionUpgrade", default=True):
        yield "the cluster stays at an old version; got allowVersionUpgrade false, expected true"


def _mend(cluster: Resource) -> dict[str, bool]:
    return {} if cluster.flag("allowVersionUpgrade", default=True) else {"allowVersionUpgrade": True}


_SALES = {"clusterIdentifier": "sales", "nodeType": "ra3.large"}

CONTROL = Control(
    id="redshift.version-upgrades-itself",
    title="Redshift clusters take new versions by themselves",
    practices=("patching.managed-services",),
    severity=Severity.MEDIUM,
    tier=Tier.REGULATED,
    why="New versions carry the security fixes, and nobody installs them by hand in time.",
    fix="leave allowVersionUpgrade out, or set it to true",
    rules=(ResourceRule((_CLUSTER,), _check, _mend),),
    detection=(
        ConfigRule("REDSHIFT_CLUSTER_MAINTENANCESETTINGS_CHECK", {"allowVersionUpgrade": "true"}),
        SecurityHubControl("Redshift.6"),
    ),
    frameworks={Framework.FSBP: ("Redshift.6",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_141",), Tool.CONTROL_TOWER: ("REDSHIFT.PR.4",)},
    good=(
        example("everything omitted that may be, on by default", Given(_CLUSTER, _SALES)),
        example("on", Given(_CLUSTER, _SALES | {"allowVersionUpgrade": True})),
    ),
    bad=(example("off", Given(_CLUSTER, _SALES | {"allowVersionUpgrade": False})),),
)
