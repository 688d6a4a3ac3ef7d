"""Opt-out policies keep the organization's content out of the training of AWS's models.

Source: AWS Organizations user guide, "AI services opt-out policy syntax and examples".
"""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import POLICY

_TYPE = "AISERVICES_OPT_OUT_POLICY"


def _check(policy: Resource) -> Iterator[str]:
    if policy.text("type") != _TYPE:
        return
    services = Block(policy.json("content") or {}, "content").block("services")

    def check_service(name: str) -> Iterator[str]:
        choice = services.block(name).block("opt_out_policy").text("@@assign")
        if choice != "optOut":
            yield f"AWS may keep and use what {name} is given; got {choice or 'nothing'}, expected optOut"

    # What begins with @@ says what policies below may change, and names no service.
    named = (name for name in services.names() if not name.startswith("@@"))
    yield from each(dict.fromkeys(("default", *named)), check_service)


def _given(**choices: str) -> Given:
    services = {name: {"opt_out_policy": {"@@assign": choice}} for name, choice in choices.items()}
    return Given(POLICY, {"name": "models", "type": _TYPE, "content": {"services": services}})


def _final() -> Given:
    services = {
        "@@operators_allowed_for_child_policies": ["@@none"],
        "default": {"opt_out_policy": {"@@assign": "optOut"}},
    }
    return Given(POLICY, {"name": "models", "type": _TYPE, "content": {"services": services}})


def _other(**inputs: Any) -> Given:
    return Given(POLICY, {"name": "tags", "content": {"tags": {}}} | inputs)


CONTROL = Control(
    id="organizations.ai-services-opted-out",
    title="Opt-out policies keep the organization's content out of the training of AWS's models",
    practices=("account.organizations", "data.at-rest"),
    severity=Severity.LOW,
    why="Without the opt-out AWS stores content of some services for training, in other regions too.",
    fix="set opt_out_policy of default, and of each service that is named, to optOut",
    rules=(ResourceRule((POLICY,), _check),),
    good=(
        example("all services", _given(default="optOut")),
        example("all, and one by name", _given(default="optOut", lex="optOut")),
        example("final for the units below", _final()),
        example("another type of policy", _other(type="TAG_POLICY")),
        example("no type", _other()),
    ),
    bad=(
        example("everything omitted but the type", Given(POLICY, {"type": _TYPE})),
        example("opted in", _given(default="optIn")),
        example("one opted in", _given(default="optOut", rekognition="optIn")),
        example("only one service", _given(lex="optOut")),
    ),
)
