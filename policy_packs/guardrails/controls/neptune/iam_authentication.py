"""Neptune clusters ask for IAM identities."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource

_CLUSTER = "aws:neptune/cluster:Cluster"


def _check(cluster: Resource) -> Iterator[str]:
    if not cluster.flag("iamDatabaseAuthenticationEnabled"):
        yield "whoever reaches it may do everything; got iamDatabaseAuthenticationEnabled false, expected true"


CONTROL = Control(
    id="neptune.iam-authentication",
    title="Neptune clusters ask for IAM identities",
    practices=("iam.least-privilege",),
    severity=Severity.MEDIUM,
    why="Neptune knows no passwords: without IAM, the network is all that stands before the data.",
    fix="set iamDatabaseAuthenticationEnabled to true and sign the requests",
    rules=(ResourceRule((_CLUSTER,), _check),),
    detection=(ConfigRule("NEPTUNE_CLUSTER_IAM_DATABASE_AUTHENTICATION"), SecurityHubControl("Neptune.7")),
    frameworks={Framework.FSBP: ("Neptune.7",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_359",)},
    good=(example("IAM", Given(_CLUSTER, {"iamDatabaseAuthenticationEnabled": True})),),
    bad=(
        example("everything omitted", Given(_CLUSTER)),
        example("nobody is asked", Given(_CLUSTER, {"iamDatabaseAuthenticationEnabled": False})),
    ),
)
