"""What Performance Insights records is encrypted under a key of one's own."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, Ref, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import CLUSTER, CLUSTER_INSTANCE, INSTANCE


def _check(database: Resource) -> Iterator[str]:
    if not database.flag("performanceInsightsEnabled") or not database.is_known("performanceInsightsKmsKeyId"):
        return
    if not database.text("performanceInsightsKmsKeyId"):
        yield "recorded statements are under AWS's key; got no performanceInsightsKmsKeyId, expected the ARN of a key"


_KEY = "arn:aws:kms:us-east-1:111122223333:key/5f0c9f0a-6a7e-4f0e-8d0a-0a8f5b7a1c11"
_ON = {"performanceInsightsEnabled": True}
_SMALL = {"instanceClass": "db.m7g.large"}
_MEMBER = {"clusterIdentifier": "orders", "engine": "aurora-postgresql", "instanceClass": "db.r7g.large"}

CONTROL = Control(
    id="rds.performance-insights-encrypted",
    title="What Performance Insights records is encrypted under a key of one's own",
    practices=("data.kms", "data.at-rest"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="The recorded statements can hold data, and AWS's key can't be withheld from anybody in the account.",
    fix="set performanceInsightsKmsKeyId to the ARN of a key of your own",
    rules=(ResourceRule((INSTANCE, CLUSTER, CLUSTER_INSTANCE), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_354",), Tool.TRIVY: ("AWS-0078",)},
    good=(
        example("everything omitted but the class", Given(INSTANCE, _SMALL)),
        example("nothing is recorded", Given(INSTANCE, _SMALL | {"performanceInsightsEnabled": False})),
        example(
            "a key of the same program",
            Given("aws:kms/key:Key", name="key"),
            Given(INSTANCE, _SMALL | _ON | {"performanceInsightsKmsKeyId": Ref("key", "arn")}),
        ),
        example("a key of one's own", Given(INSTANCE, _SMALL | _ON | {"performanceInsightsKmsKeyId": _KEY})),
    ),
    bad=(
        example("an instance without a key", Given(INSTANCE, _SMALL | _ON)),
        example("an empty key", Given(INSTANCE, _SMALL | _ON | {"performanceInsightsKmsKeyId": ""})),
        example("a cluster without a key", Given(CLUSTER, {"engine": "mysql"} | _ON)),
        example("a member without a key", Given(CLUSTER_INSTANCE, _MEMBER | _ON)),
    ),
)
