"""Stacks have a policy of what an update may do."""

import json
from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import STACK


def _check(stack: Resource) -> Iterator[str]:
    if not any(name in stack for name in ("policyBody", "policyUrl")):
        yield (
            "an update may replace or delete anything in the stack; got no policyBody, expected one for what holds data"
        )


_POLICY = json.dumps({"Statement": [{"Effect": "Allow", "Action": "Update:Modify", "Principal": "*", "Resource": "*"}]})

CONTROL = Control(
    id="cloudformation.stack-policy-set",
    title="Stacks have a policy of what an update may do",
    practices=("compliance.well-architected",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="One changed property replaces a database, and the old one is gone before anybody reads the diff.",
    fix="set policyBody to a policy that denies Update:Replace and Update:Delete of what holds data",
    rules=(ResourceRule((STACK,), _check),),
    good=(
        example("a policy", Given(STACK, {"name": "shop", "policyBody": _POLICY})),
        example("a policy in a bucket", Given(STACK, {"name": "shop", "policyUrl": "https://a.s3.amazonaws.com/b"})),
    ),
    bad=(example("everything omitted", Given(STACK)),),
)
