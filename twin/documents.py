"""Policy documents: what AWS refuses to store, and statements compiled for the evaluator.

A document with no clear meaning (an unknown element, operator or effect, a statement without a principal where one is
needed) is never evaluated: it is an error. What has a meaning but is refused for its policy type, such as an Allow in
a resource control policy, is a problem only.

Source: IAM User Guide, "Grammar of the IAM JSON policy language" and "Access Analyzer policy check reference";
Organizations User Guide, "SCP syntax" and "RCP syntax". Sizes and slots are quotas and not checked here; nor is
whether actions, condition keys, resources and principals exist.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum, StrEnum
from functools import lru_cache

from twin.conditions import ConditionOperator, Context, Patterns, Style, Test


class PolicyType(StrEnum):
    """What a document is attached as, named as in AWS APIs where they have a name for it."""

    IDENTITY = "IDENTITY_POLICY"
    BOUNDARY = "PERMISSIONS_BOUNDARY"
    SESSION = "SESSION_POLICY"
    RESOURCE = "RESOURCE_POLICY"
    TRUST = "TRUST_POLICY"
    SERVICE_CONTROL = "SERVICE_CONTROL_POLICY"
    RESOURCE_CONTROL = "RESOURCE_CONTROL_POLICY"

    @property
    def noun(self) -> str:
        """The type in a sentence."""
        return _NOUNS[self]


_NOUNS: Mapping[str, str] = {
    PolicyType.IDENTITY: "identity-based policy",
    PolicyType.BOUNDARY: "permissions boundary",
    PolicyType.SESSION: "session policy",
    PolicyType.RESOURCE: "resource-based policy",
    PolicyType.TRUST: "role trust policy",
    PolicyType.SERVICE_CONTROL: "service control policy",
    PolicyType.RESOURCE_CONTROL: "resource control policy",
}

_WITH_PRINCIPAL = frozenset((PolicyType.RESOURCE, PolicyType.TRUST, PolicyType.RESOURCE_CONTROL))
_ORGANIZATION = frozenset((PolicyType.SERVICE_CONTROL, PolicyType.RESOURCE_CONTROL))

# Organizations User Guide, "List of AWS services that support RCPs", as of 2026-09-26.
RESOURCE_CONTROL_SERVICES = frozenset(
    """
    aoss appconfig appstream autoscaling autoscaling-plans budgets clouddirectory cloudfront cloudsearch
    cloudtrail-data codeartifact codebuild codecommit codepipeline cognito-identity cognito-idp comprehend
    comprehendmedical compute-optimizer cost-optimization-hub dax dsql dynamodb ecr ecr-public events firehose fis fms
    gamelift health inspector-scan kendra kinesisvideo kms logs memorydb networkmonitor notifications opensearch
    pca-connector-ad personalize polly pricing resource-groups rolesanywhere s3 secretsmanager servicediscovery signin
    sqs sts support swf textract timestream-influxdb transcribe transfer translate wafv2 workspaces xray
    """.split()
)


class EvaluationError(ValueError):
    """A request or a policy document that has no meaning; ``problems`` holds one sentence for each reason."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(self.problems))


@dataclass(frozen=True)
class NamedDocument:
    """A policy document with the name by which a decision cites it."""

    name: str
    document: Mapping[str, object] | str


Document = Mapping[str, object] | str | NamedDocument


class Grant(IntEnum):
    """How directly a statement names the principal of a request.

    The order matters: the further down, the less can still limit what a resource-based policy grants.
    """

    NONE = 0
    ACCOUNT = 1  # the account is named: its own identity-based policies decide
    ENTITY = 2  # the role is named: boundary and session policies still limit the session
    DIRECT = 3  # the user, the session or everybody is named: nothing but a deny limits it


Name = tuple[str, str]  # key of the Principal element, value; an account is always its id


@dataclass(frozen=True)
class Identity:
    """The names a principal goes by.

    ``levels`` runs from the account to the session, each with all names of that level; ``grants`` says how directly
    each name means this principal.
    """

    levels: tuple[frozenset[Name], ...]
    grants: Mapping[Name, Grant]


@dataclass(frozen=True)
class Call:
    """A request as statements see it: ``action`` in lower case, ``service`` its prefix."""

    action: str
    service: str
    resource: str
    context: Context
    identity: Identity


@dataclass(frozen=True)
class PrincipalElement:
    """A Principal or NotPrincipal element: whom a statement of a resource-based policy is about."""

    named: frozenset[Name]
    everyone: bool
    negated: bool

    def grant(self, identity: Identity, *, allow: bool) -> Grant:
        """Say how directly the element means a principal, in a statement with Effect Allow or Deny."""
        if not self.negated:
            if self.everyone:
                return Grant.DIRECT
            return max((identity.grants[name] for name in self.named & identity.grants.keys()), default=Grant.NONE)
        if self.everyone:
            return Grant.NONE
        # AWS may check account, role and session in turn, so a Deny spares only who is named at every level.
        spared = [not level.isdisjoint(self.named) for level in identity.levels]
        return Grant.NONE if (any(spared) if allow else all(spared)) else Grant.DIRECT


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """One compiled statement; ``label`` is its Sid, or its position when it has none."""

    label: str
    sid: str | None
    allow: bool
    services: frozenset[str] | None  # service prefixes it can match, None for any
    actions: Patterns
    not_action: bool
    resources: Patterns | None  # None: the resource the policy is attached to
    not_resource: bool
    principal: PrincipalElement | None  # None: whoever the policy is attached to
    tests: tuple[Test, ...]

    def grant(self, call: Call) -> Grant:
        """Say whether the statement applies to the request, and how directly it names the principal."""
        if self.actions.match(call.action, call.context) == self.not_action:
            return Grant.NONE
        if self.resources is not None and self.resources.match(call.resource, call.context) == self.not_resource:
            return Grant.NONE
        grant = self.principal.grant(call.identity, allow=self.allow) if self.principal else Grant.DIRECT
        return grant if grant and all(test(call.context) for test in self.tests) else Grant.NONE


class _Statements:
    """The statements of a document, looked up by service so that a request meets only those that can apply."""

    __slots__ = ("_by_service", "_statements")

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._statements = tuple(statements)
        self._by_service: dict[tuple[str, bool], tuple[Statement, ...]] = {}

    def of(self, service: str, *, allow: bool) -> tuple[Statement, ...]:
        key = (service, allow)
        if key not in self._by_service:
            self._by_service[key] = tuple(
                statement
                for statement in self._statements
                if statement.allow is allow and (statement.services is None or service in statement.services)
            )
        return self._by_service[key]


@dataclass(frozen=True)
class Policy:
    """A compiled policy document."""

    name: str | None
    type: PolicyType
    statements: _Statements

    def deny(self, call: Call) -> Statement | None:
        """Return the first Deny statement that applies."""
        denies = self.statements.of(call.service, allow=False)
        return next((statement for statement in denies if statement.grant(call)), None)

    def allow(self, call: Call) -> tuple[Grant, Statement] | None:
        """Return the first of the Allow statements that name the principal most directly."""
        best: tuple[Grant, Statement] | None = None
        for statement in self.statements.of(call.service, allow=True):
            grant = statement.grant(call)
            if grant is Grant.DIRECT:
                return grant, statement
            if grant > (best[0] if best else Grant.NONE):
                best = grant, statement
        return best


def compile_document(document: Document, policy_type: PolicyType) -> Policy:
    """Compile a document; the same text is compiled once. Raises EvaluationError with all that makes no sense."""
    name, body = (document.name, document.document) if isinstance(document, NamedDocument) else (None, document)
    try:
        return Policy(name, policy_type, _compiled(_text(body), policy_type))
    except EvaluationError as error:
        cited = f"{policy_type.noun} {name!r}" if name else policy_type.noun
        raise EvaluationError([f"{cited}: {problem}" for problem in error.problems]) from None


def problems(document: Document, policy_type: PolicyType) -> list[str]:
    """List why AWS would refuse to store a document as this type of policy; empty when it would not.

    The document is parsed JSON, JSON text or a NamedDocument. Each problem says where it is, the value and what was
    expected.
    """
    reader = _Reader(PolicyType(policy_type))
    try:
        reader.read(_loaded(_text(document.document if isinstance(document, NamedDocument) else document)))
    except EvaluationError as error:
        return list(error.problems)
    return [text for text, _ in reader.problems]


@lru_cache(maxsize=4096)
def _compiled(text: str, policy_type: PolicyType) -> _Statements:
    reader = _Reader(policy_type)
    statements = reader.read(_loaded(text))
    if senseless := [problem for problem, senseless in reader.problems if senseless]:
        raise EvaluationError(senseless)
    return _Statements(statements)


def _text(document: object) -> str:
    if isinstance(document, str):
        return document
    try:
        return json.dumps(document, default=_plain)
    except (TypeError, ValueError, RecursionError) as error:
        raise EvaluationError([f"document cannot be written as JSON: {error}"]) from None


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is not a JSON type")


def _loaded(text: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_float=Decimal, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise EvaluationError([f"document is not valid JSON: {error}"]) from None


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    unique = dict(pairs)
    if len(unique) < len(pairs):
        repeated = [key for key, amount in Counter(key for key, _ in pairs).items() if amount > 1]
        raise ValueError(f"{', '.join(map(repr, repeated))} appears more than once in the same object")
    return unique


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not a JSON value")


_VERSIONS = ("2012-10-17", "2008-10-17")
_DOCUMENT_ELEMENTS = ("Version", "Id", "Statement")
_STATEMENT_ELEMENTS = (
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
)
_PRINCIPAL_KEYS = ("AWS", "CanonicalUser", "Federated", "Service")
_ACTION = re.compile(r"\*|\*:\*|[A-Za-z0-9-]+:[A-Za-z0-9*?-]+")
_RESOURCE = re.compile(r"\*|arn:[^:]+:[^:*?]+:(.*\*|[^:]*:[^:]*:.+)", re.DOTALL)
_CONDITION_KEY = re.compile(r"[^\s:]+:.+", re.DOTALL)
_ACCOUNT_ROOT = re.compile(r"arn:[a-z-]+:iam::([0-9]{12}):root")
_AWS_PRINCIPAL = re.compile(r"\*|[0-9]{12}|arn:[a-z-]+:(?:iam|sts)::[a-z0-9]+:[^*?]+|A[A-Z0-9]{15,}")
_VARIABLE_TOO_EARLY = re.compile(r"(?:[^:]*:){0,4}[^:]*\$\{")


class _Reader:
    """Reads one document; notes each problem, and whether it leaves the document without a meaning."""

    def __init__(self, policy_type: PolicyType) -> None:
        self.type = policy_type
        self.problems: list[tuple[str, bool]] = []
        self._where = ""
        self._variables = False

    def _senseless(self, problem: str) -> None:
        self.problems.append((self._where + problem, True))

    def _refused(self, problem: str) -> None:
        self.problems.append((self._where + problem, False))

    def read(self, document: object) -> list[Statement]:
        if not isinstance(document, dict):
            self._senseless(f"document is {_kind(document)}; expected a JSON object")
            return []
        self._unknown(document, _DOCUMENT_ELEMENTS)
        self._version(document)
        if "Id" in document and self.type not in {PolicyType.RESOURCE, PolicyType.TRUST}:
            self._refused(f"Id is not allowed in a {self.type.noun}; remove it")
        blocks = document.get("Statement")
        blocks = [blocks] if isinstance(blocks, dict) else blocks
        if not isinstance(blocks, list) or not blocks:
            self._senseless(f"Statement is {_kind(blocks)}; expected an object or a list of at least one")
            return []
        statements = list(self._statements(blocks))
        self._where = ""
        self._unique_sids([statement.sid for statement in statements if statement.sid])
        return statements

    def _version(self, document: Mapping[str, object]) -> None:
        version = document.get("Version")
        if "Version" in document and version not in _VERSIONS:
            self._senseless(f"Version is {version!r}; expected {_VERSIONS[0]} (or the older {_VERSIONS[1]})")
        elif self.type in _ORGANIZATION and version != _VERSIONS[0]:
            self._refused(f"Version is {_kind(version)}; a {self.type.noun} must say {_VERSIONS[0]}")
        self._variables = version == _VERSIONS[0]

    def _statements(self, blocks: Sequence[object]) -> Iterator[Statement]:
        for position, block in enumerate(blocks, start=1):
            self._where = f"statement {position}: "
            if isinstance(block, dict):
                yield self._statement(block, position)
            else:
                self._senseless(f"is {_kind(block)}; expected an object")

    def _statement(self, block: Mapping[str, object], position: int) -> Statement:
        sid = self._sid(block)
        if sid:
            self._where = f"statement {position} ({sid}): "
        self._unknown(block, _STATEMENT_ELEMENTS)
        allow = self._effect(block)
        principal = self._principal(block)
        actions = self._actions(block)
        resources = self._resources(block)
        tests = tuple(self._tests(block))
        if self.type is PolicyType.RESOURCE_CONTROL:
            self._resource_control(block, actions, allow=allow)
        elif self.type is PolicyType.TRUST:
            self._trust(block, actions)
        return Statement(
            label=sid or str(position),
            sid=sid,
            allow=allow,
            services=None if "NotAction" in block else _services(actions),
            actions=Patterns([action.lower() for action in actions], Style.LIKE, variables=False),
            not_action="NotAction" in block,
            resources=resources,
            not_resource="NotResource" in block,
            principal=principal,
            tests=tests,
        )

    def _unknown(self, block: Mapping[str, object], known: Sequence[str]) -> None:
        for element in block:
            if element not in known:
                self._senseless(f"element {element!r} is unknown; expected one of {', '.join(known)}")

    def _sid(self, block: Mapping[str, object]) -> str | None:
        sid = block.get("Sid", "")
        if not isinstance(sid, str):
            self._senseless(f"Sid is {_kind(sid)}; expected a string")
            return None
        if self.type is not PolicyType.RESOURCE and not re.fullmatch("[A-Za-z0-9]*", sid):
            self._refused(f"Sid {sid!r} is not valid; expected letters and digits only")
        return sid or None

    def _unique_sids(self, sids: Sequence[str]) -> None:
        for sid, amount in Counter(sids).items():
            if amount > 1 and self.type is not PolicyType.RESOURCE:  # there, each service has its own rule
                self._refused(f"Sid {sid!r} appears {amount} times; expected every Sid once")

    def _effect(self, block: Mapping[str, object]) -> bool:
        effect = block.get("Effect")
        if effect not in ("Allow", "Deny"):
            self._senseless(f"Effect is {_kind(effect)}; expected Allow or Deny")
        return effect == "Allow"

    def _actions(self, block: Mapping[str, object]) -> list[str]:
        actions = self._strings(block, self._one_of(block, "Action", required=True))
        for action in actions:
            if not _ACTION.fullmatch(action):
                self._senseless(f"action {action!r} is not valid; expected * or service:Name, no wildcard in service")
        return actions

    def _resources(self, block: Mapping[str, object]) -> Patterns | None:
        required = self.type not in {PolicyType.RESOURCE, PolicyType.TRUST}
        element = self._one_of(block, "Resource", required=required)
        resources = self._strings(block, element)
        for resource in resources:
            if required and not _RESOURCE.fullmatch(resource):
                self._senseless(f"{element} {resource!r} is not valid; expected an ARN that names its service, or *")
            if self._variables and resource.startswith("arn:") and _VARIABLE_TOO_EARLY.match(resource):
                self._senseless(f"{element} {resource!r} has a policy variable before the fifth colon; move it behind")
        try:
            return Patterns(resources, Style.RESOURCE, variables=self._variables) if element else None
        except ValueError as error:
            self._senseless(f"{element}: {error}")
            return None

    def _principal(self, block: Mapping[str, object]) -> PrincipalElement | None:
        if self.type not in _WITH_PRINCIPAL:
            for element in ("Principal", "NotPrincipal"):
                if element in block:
                    self._senseless(f"{element} is not allowed in a {self.type.noun}; remove it")
            return None
        element = self._one_of(block, "Principal", required=True)
        value = block.get(element)
        value = {"AWS": "*"} if value == "*" else value
        if not isinstance(value, dict) or not value:
            if element:
                self._senseless(f"{element} is {_kind(value)}; expected * or an object of {', '.join(_PRINCIPAL_KEYS)}")
            return None
        for key in value:
            if key not in _PRINCIPAL_KEYS:
                self._senseless(f"principal key {key!r} is unknown; expected one of {', '.join(_PRINCIPAL_KEYS)}")
        names = [(key, name) for key in value for name in self._strings(value, key)]
        for key, name in names:
            self._principal_name(key, name)
        return PrincipalElement(
            named=frozenset((key, _account_or_name(name)) for key, name in names),
            everyone=("AWS", "*") in names,
            negated=element == "NotPrincipal",
        )

    def _principal_name(self, key: str, name: str) -> None:
        if key == "AWS" and not _AWS_PRINCIPAL.fullmatch(name):
            self._senseless(
                f"AWS principal {name!r} is not valid; expected *, an account id or the ARN of an account, user, role "
                "or session, without wildcards"
            )
        elif key != "AWS" and (not name or "*" in name or "?" in name):
            self._senseless(f"{key} principal {name!r} is not valid; expected a name without wildcards")

    def _tests(self, block: Mapping[str, object]) -> Iterator[Test]:
        condition = block.get("Condition", {})
        if not isinstance(condition, dict):
            self._senseless(f"Condition is {_kind(condition)}; expected an object of operators")
            return
        for name, keys in condition.items():
            try:
                operator = ConditionOperator(name)
            except ValueError as error:
                self._senseless(str(error))
                continue
            if not isinstance(keys, dict):
                self._senseless(f"{name} is {_kind(keys)}; expected an object of condition keys")
                continue
            for key, amount in Counter(map(str.lower, keys)).items():
                if amount > 1:
                    self._refused(f"{name} has condition key {key!r} {amount} times in different case; keep one")
            for key, value in keys.items():
                yield from self._test(operator, name, key, value)

    def _test(self, operator: ConditionOperator, name: str, key: str, value: object) -> Iterator[Test]:
        values = value if isinstance(value, list) else [value]
        if not _CONDITION_KEY.fullmatch(key):
            self._senseless(f"{name} has condition key {key!r}; expected service:key")
        elif not values or not all(isinstance(each, str | bool | int | Decimal) for each in values):
            self._senseless(f"{name} of {key!r} is {_kind(value)}; expected a value or a list of at least one")
        else:
            texts = [str(each).lower() if isinstance(each, bool) else str(each) for each in values]
            try:
                yield operator.test(key, texts, variables=self._variables)
            except ValueError as error:
                self._senseless(f"{name} of {key!r}: {error}")

    def _resource_control(self, block: Mapping[str, object], actions: Sequence[str], *, allow: bool) -> None:
        if allow:
            self._refused("Effect is 'Allow'; expected Deny, only AWS's own RCPFullAWSAccess allows")
        if block.get("Principal") != "*":
            self._refused("Principal is not '*'; a resource control policy names principals by conditions only")
        if "NotAction" in block:
            self._refused("NotAction is not allowed in a resource control policy; list the actions")
        for action in actions:
            if action.partition(":")[0].lower() not in RESOURCE_CONTROL_SERVICES:
                self._refused(f"action {action!r} is of no service that supports resource control policies; name one")

    def _trust(self, block: Mapping[str, object], actions: Sequence[str]) -> None:
        for element in ("NotPrincipal", "Resource", "NotResource"):
            if element in block:
                self._refused(f"{element} is not allowed in a role trust policy; remove it")
        for action in actions:
            if not action.lower().startswith("sts:"):
                self._refused(f"action {action!r} is not allowed in a role trust policy; expected actions of sts")

    def _one_of(self, block: Mapping[str, object], element: str, *, required: bool) -> str:
        """Return which of an element and its negation the statement has; empty if none or both."""
        given = [name for name in (element, f"Not{element}") if name in block]
        if len(given) > 1:
            self._senseless(f"has both {element} and Not{element}; expected one of them")
        elif required and not given:
            self._senseless(f"has neither {element} nor Not{element}; expected one of them")
        return given[0] if len(given) == 1 else ""

    def _strings(self, block: Mapping[str, object], element: str) -> list[str]:
        value = block.get(element)
        values = value if isinstance(value, list) else [value]
        texts = [each for each in values if isinstance(each, str)]
        if element and (not texts or len(texts) < len(values)):
            self._senseless(f"{element} is {_kind(value)}; expected a string or a list of at least one string")
        return texts


def _services(actions: Sequence[str]) -> frozenset[str] | None:
    prefixes = {action.partition(":")[0].lower() for action in actions}
    return None if "*" in prefixes else frozenset(prefixes)


def _account_or_name(name: str) -> str:
    account = _ACCOUNT_ROOT.fullmatch(name)
    return account[1] if account else name


def _kind(value: object) -> str:
    match value:
        case None:
            return "missing or null"
        case dict():
            return "an object" if value else "an empty object"
        case list():
            return "a list" if value else "an empty list"
        case _:
            return repr(value)
