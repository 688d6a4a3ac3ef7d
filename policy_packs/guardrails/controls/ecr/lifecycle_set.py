"""Repositories expire old images."""

import json
from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import (
    ConfigRule,
    Control,
    Given,
    Ref,
    ResourceRule,
    SecurityHubControl,
    Severity,
    StackRule,
    Tier,
    example,
)
from .._resources import Resource, Stack
from ._helpers import REPOSITORY, TEMPLATE

_LIFECYCLE = "aws:ecr/lifecyclePolicy:LifecyclePolicy"


def _check(repository: Resource, stack: Stack) -> Iterator[str]:
    if not stack.sidecars(repository, _LIFECYCLE, by="repository"):
        yield "old images stay for ever; got no LifecyclePolicy, expected one that expires them"


def _check_template(template: Resource) -> Iterator[str]:
    if "lifecyclePolicy" not in template:
        yield "old images of new repositories stay for ever; got no lifecyclePolicy, expected one that expires them"


_RULE = {
    "rulePriority": 1,
    "selection": {"tagStatus": "untagged", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 14},
    "action": {"type": "expire"},
}
_POLICY = json.dumps({"rules": [_RULE]})
_SHOP = Given(REPOSITORY, {"name": "shop"}, name="shop")


def _lifecycle(repository: object) -> Given:
    return Given(_LIFECYCLE, {"repository": repository, "policy": _POLICY}, name="shop-lifecycle")


CONTROL = Control(
    id="ecr.lifecycle-set",
    title="Repositories expire old images",
    practices=("advisor.trusted-advisor", "patching.managed-services"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Nobody patches an old image, yet it can still be deployed, and it is paid for.",
    fix="add a LifecyclePolicy for the repository",
    rules=(StackRule((REPOSITORY,), _check), ResourceRule((TEMPLATE,), _check_template)),
    detection=(ConfigRule("ECR_PRIVATE_LIFECYCLE_POLICY_CONFIGURED"), SecurityHubControl("ECR.3")),
    frameworks={Framework.FSBP: ("ECR.3",)},
    equivalents={Tool.CONTROL_TOWER: ("ECR.PR.1",)},
    good=(
        example("a policy", _SHOP, _lifecycle(Ref("shop", "name"))),
        example("a policy that names the repository", _SHOP, _lifecycle("shop")),
        example("a policy of the template", Given(TEMPLATE, {"prefix": "shop", "lifecyclePolicy": _POLICY})),
    ),
    bad=(
        *(example(f"everything omitted: {type}", Given(type)) for type in (REPOSITORY, TEMPLATE)),
        example("another repository's policy", _SHOP, _lifecycle("bank")),
    ),
)
