"""The detections of the control catalogue, as AWS Config conformance packs of the organization."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from policy_packs.guardrails.controls import catalogue
from policy_packs.guardrails.controls._model import ConfigRule, Control, Tier
from policy_packs.guardrails.controls._selection import Selection

from ._base import PREFIX, LandingZoneComponent
from ._hooks import transient
from ._managed_rules import offered

# Source: AWS Config API reference, "PutOrganizationConformancePack"; developer guide, "Service limits".
TEMPLATE_BYTES: Final = 51_200
RULES_PER_PACK: Final = 130

# Rules about the account as a whole, or about IAM, which is recorded in the home region.
_ONCE_AN_ACCOUNT = re.compile(
    "ACCESS_KEYS_|ACCOUNT_|IAM_(?!EXTERNAL_ACCESS_ANALYZER)|MFA_ENABLED_FOR_IAM_|ROOT_ACCOUNT_|S3_ACCOUNT_|"
    "SECURITY_ACCOUNT_"
)

# AWS makes the pack in every account before it answers.
_PATIENCE = pulumi.CustomTimeouts(create="60m", update="60m", delete="60m")


def rules(controls: Iterable[Control], region: str, *, is_home_region: bool = True) -> tuple[ConfigRule, ...]:
    """The managed rules that the controls are detected by in a region, each once, by identifier and parameters.

    Rules about the account as a whole are for the home region, and rules that AWS doesn't offer in the region for none.
    """
    found = {
        (rule.identifier, json.dumps(dict(rule.parameters), sort_keys=True)): rule
        for control in controls
        for rule in control.detection
        if isinstance(rule, ConfigRule)
        and offered(rule.identifier, region)
        and (is_home_region or not _ONCE_AN_ACCOUNT.match(rule.identifier))
    }
    return tuple(found[key] for key in sorted(found))


def templates(managed: Sequence[ConfigRule]) -> list[str]:
    """Conformance pack templates, in JSON, that hold all of the rules in their order, as many as AWS's limits ask for.

    Raises:
        ValueError: a rule's parameters are too long for any template; all such rules are listed.
    """
    packs: list[dict[str, Any]] = []
    seen: Counter[str] = Counter()
    too_long = []
    for rule in managed:
        added = _resource(rule, seen[rule.identifier])
        seen[rule.identifier] += 1
        if _size(added) > TEMPLATE_BYTES:
            too_long.append(f"{rule.identifier}: got {_size(added)} bytes; shorten its parameters")
        elif packs and len(packs[-1]) < RULES_PER_PACK and _size(packs[-1] | added) <= TEMPLATE_BYTES:
            packs[-1] |= added
        else:
            packs.append(added)
    if too_long:
        raise ValueError(f"a template takes at most {TEMPLATE_BYTES} bytes:\n" + "\n".join(too_long))
    return [_template(pack) for pack in packs]


def _resource(rule: ConfigRule, again: int) -> dict[str, Any]:
    """The rule as a resource by its logical id; `again` counts the rules before it with other parameters."""
    words = rule.identifier.lower().split("_")
    # No identifier gives a name with an underscore, or a logical id in lower case.
    name = "-".join([PREFIX, *words]) + (f"_{again + 1}" if again else "")
    logical_id = (f"other{again}" if again else "") + "".join(map(str.capitalize, words))
    properties: dict[str, Any] = {
        "ConfigRuleName": name,
        "Source": {"Owner": "AWS", "SourceIdentifier": rule.identifier},
    }
    if rule.parameters:
        properties["InputParameters"] = dict(rule.parameters)
    return {logical_id: {"Type": "AWS::Config::ConfigRule", "Properties": properties}}


def _template(resources: Mapping[str, Any]) -> str:
    return json.dumps({"Resources": resources}, separators=(",", ":"))


def _size(resources: Mapping[str, Any]) -> int:
    return len(_template(resources).encode())


class ConformancePackArgs(TypedDict):
    """region: where the accounts are assessed. is_home_region: whether the accounts as a whole are assessed here.

    controls: what is detected, those that the tier standard asks for unless said otherwise.
    """

    region: str
    is_home_region: NotRequired[bool]
    controls: NotRequired[Sequence[Control]]


class ConformancePack(LandingZoneComponent):
    """Assesses every account of the organization in one region, in as many packs as AWS's limits ask for.

    To be made in the management account or in the delegated administrator, once a recorder runs in every account of the
    organization: AWS rolls the packs back when one account has none.
    """

    pack_arns: Sequence[pulumi.Output[str]]

    def __init__(self, name: str, args: ConformancePackArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(name, None, opts)
        found = rules(
            args.get("controls", Selection(tier=Tier.STANDARD).of(catalogue())),
            args["region"],
            is_home_region=args.get("is_home_region", False),
        )
        retries = transient(f"{name}-packs")
        self.pack_arns = [
            aws.cfg.OrganizationConformancePack(
                f"{name}-pack-{number}",
                name=f"{PREFIX}-controls-{number}",
                region=args["region"],
                template_body=template,
                opts=self.child(custom_timeouts=_PATIENCE, hooks=retries),
            ).arn
            for number, template in enumerate(templates(found), start=1)
        ]
        self.register_outputs({"packArns": self.pack_arns})
