"""Administrators of warehouses don't have the name that everybody tries first."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_CLUSTER = "aws:redshift/cluster:Cluster"
_NAMESPACE = "aws:redshiftserverless/namespace:Namespace"
_NAMES = {_CLUSTER: ("masterUsername", "awsuser"), _NAMESPACE: ("adminUsername", "admin")}


def _check(warehouse: Resource) -> Iterator[str]:
    name, default = _NAMES[warehouse.type]
    if warehouse.text(name) == default:
        yield f"half of the credentials can be guessed; got {name} {default}, expected another name"


_SALES = {"clusterIdentifier": "sales", "nodeType": "ra3.large"}

CONTROL = Control(
    id="redshift.admin-name-not-default",
    title="Administrators of warehouses don't have the name that everybody tries first",
    practices=("account.password-policy",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Guessing passwords starts with the default name.",
    fix="choose a name for the administrator other than awsuser or admin",
    rules=(ResourceRule((_CLUSTER, _NAMESPACE), _check),),
    detection=(
        ConfigRule("REDSHIFT_DEFAULT_ADMIN_CHECK"),
        ConfigRule("REDSHIFT_SERVERLESS_DEFAULT_ADMIN_CHECK"),
        SecurityHubControl("Redshift.8"),
        SecurityHubControl("RedshiftServerless.5"),
    ),
    frameworks={Framework.FSBP: ("Redshift.8", "RedshiftServerless.5")},
    good=(
        example("everything omitted that may be", Given(_CLUSTER, _SALES)),
        example("another name", Given(_CLUSTER, _SALES | {"masterUsername": "sales_owner"})),
        example("another name for a namespace", Given(_NAMESPACE, {"namespaceName": "a", "adminUsername": "owner"})),
    ),
    bad=(
        example("the default", Given(_CLUSTER, _SALES | {"masterUsername": "awsuser"})),
        example("a namespace's default", Given(_NAMESPACE, {"namespaceName": "sales", "adminUsername": "admin"})),
    ),
)
