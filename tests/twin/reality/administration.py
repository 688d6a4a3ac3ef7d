"""Accounts, trusted access and delegations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from twin.graph import Node
from twin.reality.administration import DELEGATIONS

from ._cases import (
    ACCOUNT,
    AGGREGATOR,
    ANALYZER,
    ARCHIVE,
    ATTACHMENT,
    CENTRAL,
    CONTACT,
    DELEGATED,
    DETECTOR,
    FEATURES,
    GUARDDUTY,
    HOME,
    HUB_ADMINISTRATOR,
    MANAGEMENT,
    MEMBERS,
    ORGANIZATION_TYPE,
    OTHER,
    PACK,
    ROLE,
    SECURITY,
    TRAIL,
    TRAIL_ADMINISTRATOR,
    TRUSTED,
    WHOLE,
    WORKLOAD,
    component,
    made,
    right,
    wrong,
)


def _trusted(service: str, name: str = "trusted", after: Sequence[Node] = ()) -> Node:
    return made(TRUSTED, name, {"servicePrincipal": f"{service}.amazonaws.com"}, after=after)


def _delegated(service: str, name: str = "delegated", after: Sequence[Node] = ()) -> Node:
    inputs = {"servicePrincipal": f"{service}.amazonaws.com", "accountId": SECURITY}
    return made(DELEGATED, name, inputs, after=after)


def _guardduty(name: str = "guardduty", *, account: str = SECURITY, region: str = HOME, **more: Any) -> Node:
    return made(GUARDDUTY, name, {"adminAccountId": account}, region=region, **more)


_FIRST = made(ACCOUNT, "first", {"name": "first"})
_SECOND = made(ACCOUNT, "second", {"name": "second"}, after=[_FIRST])
right("accounts-in-series", "a chain", _FIRST, _SECOND, made(ACCOUNT, after=[_SECOND]))
right("accounts-in-series", "a chain in another order", made(ACCOUNT, "a", after=[_FIRST]), _FIRST)
wrong("accounts-in-series", "a fork", _FIRST, _SECOND, made(ACCOUNT, after=[_FIRST]))
wrong("accounts-in-series", "side by side", _FIRST, made(ACCOUNT))

right("accounts-awaited", "a hook", made(ACCOUNT, hooks=("ready",)))
wrong("accounts-awaited", "no hook", made(ACCOUNT))

_ACCESS = _trusted("guardduty")
_ADMINISTRATORS = component("administrators", after=[_ACCESS])
_BY_PARENT = made(DELEGATED, "by-parent", parent=_ADMINISTRATORS)
right(
    "administration-in-series",
    "a chain over types and regions, some of it by the component around",
    _ACCESS,
    _ADMINISTRATORS,
    _BY_PARENT,
    _guardduty(after=[_BY_PARENT]),
)
wrong("administration-in-series", "two services", _ACCESS, _trusted("config", "it"))
wrong("administration-in-series", "a delegation apart", _ACCESS, _delegated("config", "it"))
wrong(
    "administration-in-series",
    "two regions",
    _ACCESS,
    _guardduty("home", after=[_ACCESS]),
    _guardduty("it", region=OTHER, after=[_ACCESS]),
)

_CLOUDTRAIL = _trusted("cloudtrail")
_ORGANIZATION_TRAIL = {"name": "t", "isOrganizationTrail": True}
right(
    "trusted-access-first",
    "before a trail",
    WHOLE,
    _CLOUDTRAIL,
    made(TRAIL, inputs=_ORGANIZATION_TRAIL, after=[_CLOUDTRAIL]),
)
right("trusted-access-first", "an account's own trail", WHOLE, made(TRAIL, inputs={"name": "t"}))
right("trusted-access-first", "one layer of many", made(TRAIL, inputs=_ORGANIZATION_TRAIL))
wrong("trusted-access-first", "none for the trail", WHOLE, made(TRAIL, inputs=_ORGANIZATION_TRAIL))
wrong("trusted-access-first", "as the trail", WHOLE, _CLOUDTRAIL, made(TRAIL, inputs=_ORGANIZATION_TRAIL))
wrong("trusted-access-first", "none for root users", WHOLE, made(FEATURES))
wrong("trusted-access-first", "another service", WHOLE, _ACCESS, _delegated("config", "it", after=[_ACCESS]))
wrong("trusted-access-first", "one of two", WHOLE, _ACCESS, _guardduty("it", after=[_ACCESS]))

right("trusted-access-by-the-service", "one without a call of its own", _ACCESS)
wrong("trusted-access-by-the-service", "RAM", _trusted("ram", "it"))

right("trusted-access-listed-once", "left out and ignored", WHOLE)
wrong("trusted-access-listed-once", "not ignored", made(ORGANIZATION_TYPE))
wrong(
    "trusted-access-listed-once",
    "listed",
    made(
        ORGANIZATION_TYPE,
        inputs={"awsServiceAccessPrincipals": ["config.amazonaws.com"]},
        ignore_changes=("awsServiceAccessPrincipals",),
    ),
)

right("management-calls", "management", WHOLE, made(FEATURES), _guardduty(), made(ROLE, account=WORKLOAD))
wrong("management-calls", "organizations", made(TRUSTED, account=SECURITY))
wrong("management-calls", "root users", made(FEATURES, account=SECURITY))
wrong("management-calls", "a delegation", made(GUARDDUTY, account=SECURITY))

right("administrators-are-members", "one in all regions", _guardduty("a"), _guardduty("b", region=OTHER))
right("administrators-are-members", "others for others", _guardduty(), _delegated("config"))
right(
    "administrators-are-members",
    "each service its own",
    _delegated("config"),
    made(DELEGATED, inputs={"servicePrincipal": "sso.amazonaws.com", "accountId": ARCHIVE}),
)
wrong("administrators-are-members", "management", _guardduty("it", account=MANAGEMENT))
wrong("administrators-are-members", "a stranger", _guardduty("it", account="999988887777"))
wrong(
    "administrators-are-members",
    "two accounts",
    _guardduty("a"),
    _guardduty("it", account=ARCHIVE, region=OTHER),
)

_DETECTORS = [
    made(DETECTOR, f"{account}-{region}", account=account, region=region)
    for account in (MANAGEMENT, SECURITY)
    for region in (HOME, OTHER)
]
right("services-before-delegation", "both accounts", *_DETECTORS, _guardduty(after=_DETECTORS))
right("services-before-delegation", "nothing to switch on", made(TRAIL_ADMINISTRATOR, inputs={"accountId": SECURITY}))
wrong("services-before-delegation", "not in management", *_DETECTORS[2:], _guardduty("it", after=_DETECTORS[2:]))
wrong("services-before-delegation", "not in the administrator", *_DETECTORS[:2], _guardduty("it", after=_DETECTORS[:2]))
wrong("services-before-delegation", "at the same time", *_DETECTORS, _guardduty("it"))
wrong(
    "services-before-delegation",
    "in another region",
    *_DETECTORS[::2],
    _guardduty("it", region=OTHER, after=_DETECTORS[::2]),
)

for _token, _delegation in DELEGATIONS.items():
    for _configured in _delegation.configures:
        _by = made(_token, "delegation", {_delegation.account: SECURITY})
        right("administrators-configure", f"{_configured} after", _by, made(_configured, account=SECURITY, after=[_by]))
        if _delegation.regional:
            _apart = made(_configured, account=SECURITY, region=OTHER, after=[_by])
            wrong("administrators-configure", f"{_configured} elsewhere", _by, _apart)
        wrong("administrators-configure", f"{_configured} beside", _by, made(_configured, account=SECURITY))
wrong("administrators-configure", "by nobody's administrator", made(MEMBERS, account=SECURITY))
wrong(
    "administrators-configure",
    "in another account",
    _guardduty(),
    made(MEMBERS, account=ARCHIVE, after=[_guardduty()]),
)
wrong(
    "administrators-configure",
    "in another region",
    _guardduty(),
    made(MEMBERS, account=SECURITY, region=OTHER, after=[_guardduty()]),
)

_TO_CONFIG = _delegated("config", "config")
_TO_PACKS = _delegated("config-multiaccountsetup", "packs", after=[_TO_CONFIG])
_OVER_ALL = {"organizationAggregationSource": {"roleArn": "arn:aws:iam::1:role/x"}}
right("members-are-delegated", "management itself", made(PACK), made(AGGREGATOR, inputs=_OVER_ALL))
right("members-are-delegated", "an account's own", made(ANALYZER, "a", {"type": "ACCOUNT"}, account=WORKLOAD))
right(
    "members-are-delegated",
    "the administrators of each",
    _TO_CONFIG,
    _TO_PACKS,
    made(PACK, "p", account=SECURITY, after=[_TO_PACKS]),
    made(AGGREGATOR, "a", _OVER_ALL, account=SECURITY, after=[_TO_CONFIG]),
)
wrong("members-are-delegated", "nobody", made(ANALYZER, inputs={"type": "ORGANIZATION"}, account=SECURITY))
wrong("members-are-delegated", "of something else", _TO_CONFIG, made(PACK, account=SECURITY, after=[_TO_CONFIG]))
wrong("members-are-delegated", "too early", _TO_CONFIG, made(AGGREGATOR, inputs=_OVER_ALL, account=SECURITY))
wrong(
    "members-are-delegated",
    "another account",
    _TO_CONFIG,
    made(AGGREGATOR, inputs=_OVER_ALL, account=ARCHIVE, after=[_TO_CONFIG]),
)
wrong("members-are-delegated", "a trail", made(TRAIL, inputs=_ORGANIZATION_TRAIL, account=SECURITY))

right("own-account-unnamed", "itself", made(CONTACT, account=WORKLOAD))
right("own-account-unnamed", "another by management", made(CONTACT, inputs={"accountId": WORKLOAD}))
wrong("own-account-unnamed", "management by name", made(CONTACT, inputs={"accountId": MANAGEMENT}))
wrong("own-account-unnamed", "another by a member", made(CONTACT, inputs={"accountId": WORKLOAD}, account=SECURITY))

right("accounts-made-once", "no error hook", made(ACCOUNT, hooks=("ready",)))
wrong("accounts-made-once", "an error hook", made(ACCOUNT, hooks=("ready",), error_hooks=("retries",)))

for _repeatable in (PACK, GUARDDUTY, DELEGATED, ATTACHMENT, HUB_ADMINISTRATOR, CENTRAL, TRUSTED):
    right("passing-failures-outlasted", f"retries of {_repeatable}", made(_repeatable, error_hooks=("retries",)))
    wrong("passing-failures-outlasted", _repeatable, made(_repeatable, hooks=("ready",)))
