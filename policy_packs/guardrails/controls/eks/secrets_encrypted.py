"""Secrets of Kubernetes are encrypted under a key of the account."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Ref, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import CLUSTER, cluster


def _check(cluster: Resource) -> Iterator[str]:
    encryption = cluster.block("encryptionConfig")
    if "keyArn" not in encryption.block("provider") or "secrets" not in encryption.texts("resources"):
        yield "secrets of Kubernetes lie under a key of AWS's; got no encryptionConfig for secrets, expected your key"


_KEY = {"keyArn": "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"}

CONTROL = Control(
    id="eks.secrets-encrypted",
    title="Secrets of Kubernetes are encrypted under a key of the account",
    practices=("data.at-rest", "data.kms"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="You see who uses a key of your own, and can take it away; old clusters keep secrets in the clear.",
    fix="set provider.keyArn of encryptionConfig, and resources to secrets",
    rules=(ResourceRule((CLUSTER,), _check),),
    detection=(ConfigRule("EKS_CLUSTER_SECRETS_ENCRYPTED"), SecurityHubControl("EKS.3")),
    frameworks={Framework.FSBP: ("EKS.3",)},
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_58",),
        Tool.CONTROL_TOWER: ("EKS.PR.2",),
        Tool.TRIVY: ("AWS-0039",),
    },
    good=(
        example("a key for secrets", cluster(encryptionConfig={"provider": _KEY, "resources": ["secrets"]})),
        example(
            "a key that isn't known yet",
            Given("aws:kms/key:Key", name="key"),
            cluster(encryptionConfig={"provider": {"keyArn": Ref("key", "arn")}, "resources": ["secrets"]}),
        ),
    ),
    bad=(
        example("everything omitted", Given(CLUSTER)),
        example("a key for nothing", cluster(encryptionConfig={"provider": _KEY, "resources": []})),
        example("no key", cluster(encryptionConfig={"resources": ["secrets"]})),
    ),
)
