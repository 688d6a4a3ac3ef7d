"""Which practices are in force: computed from a rehearsal, the control catalogue and the proofs, never asserted.

A practice asks for some of six things. Each holds only when it can be shown: what builds it is in the rehearsed
resources, in every account or region where that is its place; its guardrails are attached; its controls refuse what
breaks them; what detects it is deployed; somebody or something answers; and what was tried came out as promised.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from policy_packs.guardrails.controls import catalogue
from policy_packs.guardrails.controls._evaluation import Judge, Outcome
from policy_packs.guardrails.controls._model import ConfigRule, Control, Example, Ref, SecurityHubControl
from policy_packs.guardrails.controls._resources import Resource, Stack
from policy_packs.guardrails.controls._selection import Selection

from .rehearsal import Rehearsal

COLUMNS: Final = ("built", "guarded", "enforced", "detected", "answered", "proven")

_ROOT: Final = Path(__file__).parent.parent

# Where a resource has to be before it counts: in every account, or in every region of every account. Whatever is not
# named here counts once it is there at all.
_EVERYWHERE: Final = {
    "aws:cfg/recorder:Recorder": "region",
    "aws:cfg/recorderStatus:RecorderStatus": "region",
    "aws:ebs/encryptionByDefault:EncryptionByDefault": "region",
    "aws:iam/accountPasswordPolicy:AccountPasswordPolicy": "account",
    "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock": "account",
}

# People hear of it: a topic that an alarm or a rule sends to has a subscriber.
_PEOPLE: Final = "aws:sns/topicSubscription:TopicSubscription"
# A remediation acts on it: the answer of one of the practice's controls is a function of the landing zone.
_REMEDIATION: Final = "remediation"
_REVIEW: Final = "verb:access-review"
_ROUTES: Final = "landing-zone:index:FindingRoutes"
_DETECTOR: Final = "aws:guardduty/detector:Detector"


@dataclass(frozen=True)
class Practice:
    """What a practice asks for, and by what it is shown.

    asks: columns, "built" and so on. built, answered: all that is needed. detected: what detects it besides the rules
    of its controls. A need is the type token of a resource or component, one with the name that the resource must
    have ("type=name"), "verb:<name>" for a verb of the command line, or "remediation".
    """

    asks: frozenset[str]
    built: tuple[str, ...]
    answered: tuple[str, ...] = ()
    detected: tuple[str, ...] = ()


def _practice(asks: str, *built: str, answered: str = "", detected: str = "") -> Practice:
    return Practice(frozenset(asks.split()), built, (answered,) if answered else (), (detected,) if detected else ())


_ALL: Final = "built guarded enforced detected answered proven"
_SPOKEN_FOR: Final = "built guarded enforced detected answered"

# Source: the list of practices that the landing zone is for; a column that a practice has no use for is not asked.
PRACTICES: Final[Mapping[str, Practice]] = {
    "iam.least-privilege": _practice(
        _ALL,
        "aws:iam/policy:Policy=landing-zone-boundary",
        "aws:ssoadmin/permissionSet:PermissionSet",
        answered=_REVIEW,
    ),
    "iam.no-root": _practice(_ALL, "aws:iam/organizationsFeatures:OrganizationsFeatures", answered=_PEOPLE),
    "iam.mfa": _practice(
        _ALL, "aws:identitystore/group:Group", "aws:iam/role:Role=landing-zone-break-glass", answered=_REMEDIATION
    ),
    "iam.groups": _practice(
        _SPOKEN_FOR,
        "aws:identitystore/group:Group",
        "aws:ssoadmin/accountAssignment:AccountAssignment",
        answered=_REVIEW,
    ),
    "iam.access-analyzer": _practice(
        _SPOKEN_FOR,
        "aws:accessanalyzer/analyzer:Analyzer",
        answered=_ROUTES,
        detected="aws:accessanalyzer/analyzer:Analyzer",
    ),
    "account.cloudtrail": _practice(_ALL, "aws:cloudtrail/trail:Trail", answered=_REMEDIATION),
    "account.organizations": _practice(
        _ALL,
        "aws:organizations/organization:Organization",
        "aws:organizations/organizationalUnit:OrganizationalUnit",
        "aws:organizations/account:Account",
        "aws:organizations/delegatedAdministrator:DelegatedAdministrator",
        answered="aws:organizations/policy:Policy=landing-zone-quarantine",
    ),
    "account.config": _practice(
        _SPOKEN_FOR,
        "aws:cfg/recorder:Recorder",
        "aws:cfg/recorderStatus:RecorderStatus",
        "aws:cfg/configurationAggregator:ConfigurationAggregator",
        "aws:cfg/organizationConformancePack:OrganizationConformancePack",
        answered=_REMEDIATION,
    ),
    "account.password-policy": _practice(
        _SPOKEN_FOR, "aws:iam/accountPasswordPolicy:AccountPasswordPolicy", answered=_REMEDIATION
    ),
    "data.in-transit": _practice("built guarded enforced detected proven", "aws:lb/listener:Listener"),
    "data.at-rest": _practice(
        _SPOKEN_FOR,
        "aws:ebs/encryptionByDefault:EncryptionByDefault",
        "aws:rds/cluster:Cluster",
        "aws:dynamodb/table:Table",
        answered=_REMEDIATION,
    ),
    "data.sse-and-client-side": _practice(
        "built guarded enforced detected proven", "landing-zone:index:Bucket", "verb:encrypt"
    ),
    "data.kms": _practice(_SPOKEN_FOR, "landing-zone:index:EncryptionKey", answered=_REMEDIATION),
    "network.peering-transit": _practice(
        "built guarded enforced detected proven", "aws:ec2transitgateway/transitGateway:TransitGateway"
    ),
    "network.private-subnets": _practice(
        _ALL, "aws:ec2/subnet:Subnet", "aws:ec2/routeTable:RouteTable", answered=_REMEDIATION
    ),
    "network.vpc-endpoints": _practice("built guarded enforced detected proven", "aws:ec2/vpcEndpoint:VpcEndpoint"),
    "network.security-groups": _practice(
        "built enforced detected answered", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", answered=_REMEDIATION
    ),
    "network.nacls": _practice("built enforced detected", "aws:ec2/networkAcl:NetworkAcl"),
    "network.waf-shield": _practice(
        "built guarded enforced detected proven",
        "aws:wafv2/webAcl:WebAcl",
        "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
        "aws:fms/policy:Policy",
    ),
    "logging.cloudwatch": _practice(
        "built guarded enforced answered proven",
        "aws:cloudwatch/metricAlarm:MetricAlarm",
        "aws:cloudwatch/logMetricFilter:LogMetricFilter",
        "aws:cloudwatch/dashboard:Dashboard",
        answered=_PEOPLE,
    ),
    "logging.cloudtrail": _practice(
        "built guarded enforced proven",
        "aws:cloudwatch/logMetricFilter:LogMetricFilter",
        "aws:athena/namedQuery:NamedQuery",
    ),
    "logging.vpc-flow-logs": _practice(_SPOKEN_FOR, "aws:ec2/flowLog:FlowLog", answered=_REMEDIATION),
    "logging.centralized": _practice(
        "built guarded enforced proven",
        "landing-zone:index:LogArchive",
        "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
        "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig",
    ),
    "application.secrets": _practice(_ALL, "aws:secretsmanager/secretRotation:SecretRotation", answered=_REMEDIATION),
    "application.secure-coding": _practice(
        "built guarded enforced detected proven", "aws:apigateway/requestValidator:RequestValidator"
    ),
    "application.cognito": _practice("built enforced detected", "aws:cognito/userPool:UserPool"),
    "advisor.trusted-advisor": _practice(
        "built enforced detected answered proven",
        "landing-zone:index:TrustedAdvisor",
        answered=_PEOPLE,
        detected="landing-zone:index:TrustedAdvisor",
    ),
    "patching.patch-manager": _practice(
        _SPOKEN_FOR,
        "aws:ssm/patchBaseline:PatchBaseline",
        "aws:ssm/maintenanceWindow:MaintenanceWindow",
        answered=_REMEDIATION,
    ),
    "patching.managed-services": _practice("built enforced detected", "aws:rds/cluster:Cluster"),
    "automation.security-hub-guardduty": _practice(
        _ALL,
        _DETECTOR,
        "aws:guardduty/organizationConfiguration:OrganizationConfiguration",
        "aws:securityhub/configurationPolicy:ConfigurationPolicy",
        "aws:securityhub/automationRule:AutomationRule",
        "aws:inspector2/organizationConfiguration:OrganizationConfiguration",
        answered=_ROUTES,
        detected=_DETECTOR,
    ),
    "automation.remediation": _practice(
        "built enforced detected answered proven", "aws:lambda/function:Function", answered=_REMEDIATION
    ),
    "automation.shield-advanced": _practice("built enforced", "aws:shield/protection:Protection"),
    "compliance.well-architected": _practice("built enforced proven", "verb:review"),
    "compliance.artifact": _practice("built", "verb:artifact"),
    "compliance.access-audit": _practice(
        "built detected answered proven", _REVIEW, answered=_REVIEW, detected="aws:accessanalyzer/analyzer:Analyzer"
    ),
    "response.plan": _practice(
        _ALL,
        "aws:ssm/document:Document",
        "aws:iam/role:Role=landing-zone-response",
        answered=_REMEDIATION,
        detected=_DETECTOR,
    ),
    "response.game-days": _practice("built proven", "verb:drill"),
}


@dataclass(frozen=True)
class Standing:
    """What holds of one practice, by column: None where it isn't asked for. evidence: one line each."""

    id: str
    holds: Mapping[str, bool | None]
    evidence: tuple[str, ...]

    @property
    def in_force(self) -> bool:
        """Whether all that is asked for holds."""
        return all(held is not False for held in self.holds.values())

    def as_json(self) -> dict[str, Any]:
        """One plain object; a column that isn't asked for is null."""
        return {"id": self.id, **self.holds, "in_force": self.in_force, "evidence": list(self.evidence)}


def standings(rehearsal: Rehearsal) -> tuple[Standing, ...]:
    """The standing of every practice after a rehearsal."""
    evidence = _Evidence(rehearsal)
    return tuple(evidence.of(id) for id in PRACTICES)


class _Evidence:
    def __init__(self, rehearsal: Rehearsal) -> None:
        self._rehearsal, self._graph = rehearsal, rehearsal.graph
        self._controls = Selection(tier=rehearsal.tier).of(catalogue())

    def of(self, id: str) -> Standing:
        practice = PRACTICES[id]
        controls = [control for control in self._controls if id in control.practices]
        found = {
            "built": self._built(controls, practice),
            "guarded": self._guarded(controls),
            "enforced": _enforced(controls),
            "detected": self._detected(controls, practice),
            "answered": self._needs(practice.answered, controls),
            "proven": self._proven(id),
        }
        holds = {column: found[column][0] if column in practice.asks else None for column in COLUMNS}
        said = [f"{column}: {found[column][1]}" for column in COLUMNS if column in practice.asks]
        return Standing(id, holds, tuple(said))

    def _built(self, controls: Iterable[Control], practice: Practice) -> tuple[bool, str]:
        held, said = self._needs(practice.built, controls)
        ids = {control.id for control in controls}
        broken = sum(violation.control in ids for violation in self._rehearsal.violations)
        return held and not broken, f"{said}; {broken} violations of its controls"

    def _needs(self, needs: Iterable[str], controls: Iterable[Control]) -> tuple[bool, str]:
        answers = [self._need(need, controls) for need in needs]
        return bool(answers) and all(held for held, _ in answers), "; ".join(said for _, said in answers)

    def _need(self, need: str, controls: Iterable[Control]) -> tuple[bool, str]:
        if need.startswith("verb:"):
            file = f"operations/{need.removeprefix('verb:').replace('-', '_')}.py"
            return (_ROOT / file).is_file(), file if (_ROOT / file).is_file() else f"no {file}"
        if need == _REMEDIATION:
            names = sorted({control.answer for control in controls if control.answer})
            there = [name for name in names if (_ROOT / "functions" / name.replace("-", "_")).is_dir()]
            return bool(there), f"remediations {', '.join(there)}" if there else "no remediation"
        type, _, name = need.partition("=")
        nodes = [node for node in self._graph.of_type(type) if not name or node.inputs.get("name") == name]
        missing = self._places(_EVERYWHERE.get(type, "")) - {
            (node.account, node.region if _EVERYWHERE.get(type) == "region" else "") for node in nodes
        }
        said = f"{len(nodes)} {need}" + (f", missing in {len(missing)} places" if missing else "")
        return bool(nodes) and not missing, said

    def _places(self, everywhere: str) -> set[tuple[str, str]]:
        regions = self._rehearsal.organization.regions if everywhere == "region" else ("",)
        return {(account, region) for account in self._accounts for region in regions} if everywhere else set()

    @cached_property
    def _accounts(self) -> set[str]:
        file = self._rehearsal.organization
        made = {node.id for node in self._graph.of_type("aws:organizations/account:Account")}
        return made | {file.accounts[file.foundation.management].id or ""}

    def _guarded(self, controls: Iterable[Control]) -> tuple[bool, str]:
        sids = [item.sid for control in controls for item in control.guardrails]
        attached = [sid for sid in sids if _stem(sid) in self._attached]
        missing = [sid for sid in sids if _stem(sid) not in self._attached]
        said = f"attached {', '.join(attached)}" if attached else "no guardrail"
        return bool(attached), said + (f"; not attached {', '.join(missing)}" if missing else "")

    @cached_property
    def _attached(self) -> set[str]:
        """The statement ids of the policies that are attached to something."""
        used = {
            node.inputs.get("policyId")
            for node in self._graph.of_type("aws:organizations/policyAttachment:PolicyAttachment")
        }
        found: set[str] = set()
        for policy in self._graph.of_type("aws:organizations/policy:Policy"):
            if policy.id in used:
                statements = json.loads(policy.inputs["content"]).get("Statement", ())
                found |= {_stem(statement.get("Sid", "")) for statement in statements}
        return found

    def _detected(self, controls: Iterable[Control], practice: Practice) -> tuple[bool, str]:
        means = {each for control in controls for each in map(_mean, control.detection)}
        deployed = {each for each in means if each in self._config_rules or self._assessed(each)}
        own, said = self._needs(practice.detected, controls)
        return own or bool(deployed), f"{len(deployed)} of {len(means)} rules and checks on" + (said and f"; {said}")

    def _assessed(self, id: str) -> bool:
        """Whether Security Hub's central configuration leaves a control on: one of a service has a dot in its id."""
        return "." in id and any(
            policy["serviceEnabled"]
            and policy.get("enabledStandardArns")
            and id not in policy["securityControlsConfiguration"].get("disabledControlIdentifiers", ())
            for node in self._graph.of_type("aws:securityhub/configurationPolicy:ConfigurationPolicy")
            for policy in [node.inputs["configurationPolicy"]]
        )

    @cached_property
    def _config_rules(self) -> set[str]:
        """The identifiers of the managed rules in the conformance packs."""
        found: set[str] = set()
        for pack in self._graph.of_type("aws:cfg/organizationConformancePack:OrganizationConformancePack"):
            for resource in json.loads(pack.inputs["templateBody"])["Resources"].values():
                found.add(resource["Properties"]["Source"]["SourceIdentifier"])
        return found

    def _proven(self, id: str) -> tuple[bool, str]:
        proofs = [proof for proof in self._rehearsal.proofs if id in proof.practices]
        failed = [proof.name for proof in proofs if not proof.held]
        claims = len({proof.claim for proof in proofs})
        said = f"{claims} claims proved by {len(proofs) - len(failed)} of {len(proofs)} attempts"
        return bool(proofs) and not failed, said + (f"; failed: {', '.join(failed)}" if failed else "")


def _mean(detection: ConfigRule | SecurityHubControl) -> str:
    return detection.identifier if isinstance(detection, ConfigRule) else detection.id


def _stem(sid: str) -> str:
    """The id of a guardrail from that of its statement: one that is compiled to several has numbers behind."""
    return sid.rstrip("0123456789")


def _enforced(controls: Iterable[Control]) -> tuple[bool, str]:
    """Whether a mandatory control refuses a stack that breaks it, tried with an example of each."""
    judged = [control for control in controls if control.rules]
    refusing = [control for control in judged if any(_refuses(control, item) for item in control.bad[:3])]
    mandatory = sum(control.mandatory for control in refusing)
    said = f"{len(refusing)} of {len(judged)} controls refused an example that breaks them, {mandatory} mandatory"
    return bool(mandatory), said


def _refuses(control: Control, example: Example) -> bool:
    judge = Judge([control], {control.id: example.parameters})
    resources = [
        Resource(
            given.type,
            _known(given.properties),
            urn=_urn(given.type, given.name),
            name=given.name,
            protect=given.protect,
            parent=given.parent,
            property_dependencies=dict(_dependencies(given.properties, example)),
            ignore_changes=given.ignore_changes,
        )
        for given in example.resources
    ]
    findings = [*(each for item in resources for each in judge.resource(item)), *judge.stack(Stack(resources))]
    return any(each.outcome is Outcome.FAIL for each in findings)


def _urn(type: str, name: str) -> str:
    return f"urn:pulumi:example::example::{type}::{name}"


def _known(value: Any) -> Any:
    """A value of an example with a name in the place of another resource's output."""
    if isinstance(value, Ref):
        return f"{value.resource}-{value.output}"
    if isinstance(value, Mapping):
        return {name: _known(each) for name, each in value.items()}
    return [_known(each) for each in value] if isinstance(value, list | tuple) else value


def _dependencies(properties: Mapping[str, Any], example: Example) -> Iterator[tuple[str, tuple[str, ...]]]:
    types = {given.name: given.type for given in example.resources}
    for name, value in properties.items():
        yield name, tuple(_urn(types[each], each) for each in _named(value) if each in types)


def _named(value: Any) -> Iterator[str]:
    if isinstance(value, Ref):
        yield value.resource
    elif isinstance(value, Mapping | list | tuple):
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from _named(each)
