"""Caches of REST APIs are encrypted."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import METHOD_SETTINGS, SETTINGS_INPUTS


def _check(resource: Resource) -> Iterator[str]:
    settings = resource.block("settings")
    if settings.flag("cachingEnabled") and not settings.flag("cacheDataEncrypted"):
        yield "responses are cached in the clear; got settings.cacheDataEncrypted false, expected true"


def _mend(resource: Resource) -> dict[str, bool]:
    return {"settings.cacheDataEncrypted": True} if any(_check(resource)) else {}


def _settings(**settings: Any) -> Given:
    return Given(METHOD_SETTINGS, SETTINGS_INPUTS | {"settings": settings})


CONTROL = Control(
    id="apigateway.cache-encrypted",
    title="Caches of REST APIs are encrypted",
    practices=("data.at-rest",),
    severity=Severity.MEDIUM,
    why="The cache holds whole responses, of all callers.",
    fix="set settings.cacheDataEncrypted to true",
    rules=(ResourceRule((METHOD_SETTINGS,), _check, _mend),),
    detection=(ConfigRule("API_GW_CACHE_ENABLED_AND_ENCRYPTED"), SecurityHubControl("APIGateway.5")),
    frameworks={Framework.FSBP: ("APIGateway.5",)},
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_308",),
        Tool.TRIVY: ("AWS-0002",),
        Tool.CONTROL_TOWER: ("APIGATEWAY.PR.3",),
    },
    good=(
        example("everything omitted", _settings()),
        example("no cache", _settings(cachingEnabled=False, cacheDataEncrypted=False)),
        example("an encrypted cache", _settings(cachingEnabled=True, cacheDataEncrypted=True)),
    ),
    bad=(
        example("a cache that does not say", _settings(cachingEnabled=True)),
        example("a cache in the clear", _settings(cachingEnabled=True, cacheDataEncrypted=False)),
    ),
)
