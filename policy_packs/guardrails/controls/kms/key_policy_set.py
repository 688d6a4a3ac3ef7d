"""Each key has a policy in the program, so that a review sees who may use it."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, Ref, Severity, StackRule, Tier, example
from .._resources import Resource, Stack
from ._helpers import KEY, KEYS

_POLICY = "aws:kms/keyPolicy:KeyPolicy"


def _check(key: Resource, stack: Stack) -> Iterator[str]:
    if "policy" not in key and not stack.sidecars(key, _POLICY, by="keyId"):
        yield "the key has AWS's default policy; got no policy, expected one that names who may use the key"


CONTROL = Control(
    id="kms.key-policy-set",
    title="Each key has a policy of its own",
    practices=("data.kms", "iam.least-privilege"),
    severity=Severity.LOW,
    why="Under AWS's default policy, every identity of the account with kms:Decrypt on * reads what the key protects.",
    fix="give the key a policy that names who may use it",
    rules=(StackRule(KEYS, _check),),
    tier=Tier.REGULATED,
    equivalents={Tool.CHECKOV: ("CKV2_AWS_64",)},
    good=(
        example("a policy", Given(KEY, {"policy": {"Version": "2012-10-17", "Statement": []}})),
        example(
            "a policy beside the key",
            Given(KEY, name="key"),
            Given(_POLICY, {"keyId": Ref("key"), "policy": {"Statement": []}}, name="policy"),
        ),
    ),
    bad=(
        *(example(f"everything omitted by {type}", Given(type)) for type in KEYS),
        example(
            "the policy of another key",
            Given(KEY, name="key"),
            Given(_POLICY, {"keyId": "1234abcd-12ab-34cd-56ef-1234567890ab", "policy": {}}, name="policy"),
        ),
    ),
)
