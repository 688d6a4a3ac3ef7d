"""Environments take updates of their platform by themselves."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import TYPES, environment, option

_ACTIONS = "aws:elasticbeanstalk:managedactions"


def _check(environment: Resource) -> Iterator[str]:
    enabled = option(environment, _ACTIONS, "ManagedActionsEnabled")
    if enabled not in ("true", None):
        yield f"the platform gets no security patches; got ManagedActionsEnabled {enabled or 'false'}, expected true"


CONTROL = Control(
    id="elasticbeanstalk.managed-updates",
    title="Environments take updates of their platform by themselves",
    practices=("patching.managed-services",),
    severity=Severity.HIGH,
    why="The platform is the operating system, the web server and the language: where known holes are.",
    fix=f"set ManagedActionsEnabled of {_ACTIONS} to true, with a PreferredStartTime",
    rules=(ResourceRule(TYPES, _check),),
    detection=(ConfigRule("ELASTIC_BEANSTALK_MANAGED_UPDATES_ENABLED"), SecurityHubControl("ElasticBeanstalk.2")),
    frameworks={Framework.FSBP: ("ElasticBeanstalk.2",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_340",), Tool.CONTROL_TOWER: ("ELASTICBEANSTALK.PR.2",)},
    good=(
        *(
            example(f"on: {type}", environment((_ACTIONS, "ManagedActionsEnabled", "true"), type=type))
            for type in TYPES
        ),
        example("on, in other letters", environment((_ACTIONS, "ManagedActionsEnabled", "True"))),
        example("a saved configuration may say", environment(templateName="shop")),
    ),
    bad=(
        *(example(f"everything omitted: {type}", Given(type)) for type in TYPES),
        example("off", environment((_ACTIONS, "ManagedActionsEnabled", "false"))),
        example("only a time", environment((_ACTIONS, "PreferredStartTime", "Sun:02:00"))),
    ),
)
