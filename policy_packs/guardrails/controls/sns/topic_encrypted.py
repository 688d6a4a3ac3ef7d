"""Topics are encrypted at rest."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, Ref, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_TOPIC = "aws:sns/topic:Topic"
_KEY = "aws:kms/key:Key"


def _check(topic: Resource) -> Iterator[str]:
    # A key that is made beside the topic has no identifier yet.
    if topic.is_known("kmsMasterKeyId") and not topic.text("kmsMasterKeyId"):
        yield "messages are stored in the clear; got no kmsMasterKeyId, expected a key"


CONTROL = Control(
    id="sns.topic-encrypted",
    title="Topics are encrypted at rest",
    practices=("data.at-rest",),
    severity=Severity.MEDIUM,
    why="Notifications carry findings, names and links that help whoever gets at the disk.",
    fix="set kmsMasterKeyId to a key whose policy lets the publishing services use it",
    rules=(ResourceRule((_TOPIC,), _check),),
    detection=(ConfigRule("SNS_ENCRYPTED_KMS"), SecurityHubControl("SNS.1")),
    tier=Tier.MINIMAL,
    equivalents={Tool.CHECKOV: ("CKV_AWS_26",), Tool.SECURITY_HUB: ("SNS.1",), Tool.TRIVY: ("AWS-0095",)},
    good=(
        example("a key by its alias", Given(_TOPIC, {"kmsMasterKeyId": "alias/landing-zone-notifications"})),
        example("a key made beside it", Given(_KEY, name="key"), Given(_TOPIC, {"kmsMasterKeyId": Ref("key")})),
    ),
    bad=(
        example("everything omitted", Given(_TOPIC)),
        example("an empty text", Given(_TOPIC, {"kmsMasterKeyId": ""})),
        example("other properties only", Given(_TOPIC, {"name": "alerts", "fifoTopic": False})),
    ),
)
