"""Web ACLs and rule groups are measured."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import ACL, GROUP, VISIBLE, managed_rule, web_acl


def _check(resource: Resource) -> Iterator[str]:
    yield from each([resource, *resource.blocks("rules")], _check_visibility)


def _check_visibility(block: Block) -> Iterator[str]:
    visibility = block.block("visibilityConfig")
    if not visibility.flag("cloudwatchMetricsEnabled"):
        yield f"attacks leave no trace; got {visibility.path('cloudwatchMetricsEnabled')} false, expected true"


def _mend(resource: Resource) -> dict[str, bool]:
    blocks = {"": resource} | {f"rules.{index}.": rule for index, rule in enumerate(resource.blocks("rules"))}
    return {
        f"{path}visibilityConfig.cloudwatchMetricsEnabled": True
        for path, block in blocks.items()
        if any(_check_visibility(block))
    }


_INVISIBLE = VISIBLE | {"cloudwatchMetricsEnabled": False}
_CORE = managed_rule("AWSManagedRulesCommonRuleSet")


def _group(**visibility: object) -> Given:
    return Given(GROUP, {"capacity": 10, "scope": "REGIONAL", "visibilityConfig": visibility})


CONTROL = Control(
    id="wafv2.metrics-enabled",
    title="Web ACLs and rule groups are measured",
    practices=("network.waf-shield", "logging.cloudwatch"),
    severity=Severity.LOW,
    why="Without its metric nobody is told that a rule blocks ten thousand times what it did yesterday.",
    fix="set cloudwatchMetricsEnabled to true in every visibilityConfig",
    rules=(ResourceRule((ACL, GROUP), _check, _mend),),
    detection=(ConfigRule("WAFV2_RULEGROUP_LOGGING_ENABLED"), SecurityHubControl("WAF.12")),
    frameworks={Framework.FSBP: ("WAF.12",)},
    good=(
        example("measured", web_acl(_CORE)),
        example("a group that is measured", _group(**VISIBLE)),
    ),
    bad=(
        example("everything omitted", Given(GROUP, {"capacity": 10, "scope": "REGIONAL"})),
        example("off", web_acl(visibilityConfig=_INVISIBLE)),
        example("off for a rule", web_acl(_CORE, _CORE | {"visibilityConfig": _INVISIBLE})),
        example("off for a group", _group(**_INVISIBLE)),
    ),
)
