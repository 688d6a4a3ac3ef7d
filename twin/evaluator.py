"""The policy evaluator of the twin: would AWS allow this request?

A pure function over a request and the policies that apply to it. moto enforces no service control policy, resource
control policy, permissions boundary, session policy or condition, so the twin asks here first.

Source: IAM User Guide, "Policy evaluation logic" (single account, cross-account, how AWS enforcement code logic
evaluates requests) and "AWS JSON policy elements: Principal, NotPrincipal"; Organizations User Guide, "SCP evaluation"
and "Resource control policies"; KMS Developer Guide, "Key policies".

Not modelled: VPC endpoint policies, access control lists, S3 Block Public Access and access points, KMS grants, AWS
managed keys (no RCP binds them), shares of Resource Access Manager, policies on organizations, the tasks that no SCP
can restrict (such as registering for support as root), services whose resource policy must allow even within an
account (other than IAM roles and KMS keys), root users assuming roles (AWS refuses), and resource policies that name
the user behind a GetFederationToken session. A request is judged for one resource: ask once for each resource that
an action authorizes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from twin.conditions import Context, ContextValue
from twin.documents import (
    RESOURCE_CONTROL_SERVICES,
    Call,
    Document,
    EvaluationError,
    Grant,
    Identity,
    NamedDocument,
    Policy,
    PolicyType,
    Statement,
    compile_document,
    problems,
)

__all__ = [
    "RESOURCE_CONTROL_SERVICES",
    "Decision",
    "DecisionKind",
    "Document",
    "EvaluationError",
    "NamedDocument",
    "Policies",
    "PolicyType",
    "Principal",
    "PrincipalKind",
    "Request",
    "evaluate",
    "problems",
]


class PrincipalKind(StrEnum):
    """Who makes a request."""

    USER = "user"  # an IAM user, or a GetFederationToken session of one
    ROLE = "role"  # a session of an IAM role
    ROOT = "root"  # the root user of an account
    SERVICE = "service"  # an AWS service in its own name, not in a role
    FEDERATED = "federated"  # an identity of an OIDC or SAML provider that asks STS for a role
    ANONYMOUS = "anonymous"  # nobody signed the request


_IAM_PRINCIPALS = frozenset((PrincipalKind.USER, PrincipalKind.ROLE, PrincipalKind.ROOT))
_SERVICE_LINKED_PATH = ":role/aws-service-role/"
_ACTION = re.compile("[A-Za-z0-9-]+:[A-Za-z0-9-]+")
# STS API Reference: GetCallerIdentity needs no permission, not even an explicit deny stops it.
_NEEDS_NO_PERMISSION = "sts:getcalleridentity"
# Organizations User Guide, "Resources and entities not restricted by RCPs".
_FREE_OF_RESOURCE_CONTROL = "kms:retiregrant"
# S3 API Reference: a bucket policy cannot lock out the root user of the bucket's owner.
_ROOT_KEEPS = frozenset(("s3:getbucketpolicy", "s3:putbucketpolicy", "s3:deletebucketpolicy"))


@dataclass(frozen=True)
class Principal:
    """Who makes a request.

    ``arn`` is the ARN of a user, role, role session, federated user or root user; the name of a service
    (``cloudtrail.amazonaws.com``); the ARN or domain of an identity provider; empty for an anonymous principal.
    ``account`` is the 12-digit id, empty for services and anonymous principals. ``tags`` are principal tags, session
    tags included. ``organization_path`` is ``o-.../r-.../ou-.../``. Give a role that has a path by its role ARN and
    ``session_name``, because a session ARN leaves the path out. ``unique_id`` is the id of the user or role
    (``AIDA...``, ``AROA...``), ``canonical_user_id`` the account's id in S3.
    """

    arn: str
    account: str
    kind: PrincipalKind
    tags: Mapping[str, str] = field(default_factory=dict)
    organization_id: str | None = None
    organization_path: str | None = None
    session_name: str | None = None
    unique_id: str | None = None
    canonical_user_id: str | None = None

    @property
    def service_linked(self) -> bool:
        """Whether this is a service-linked role, which neither SCPs nor RCPs bind."""
        return _SERVICE_LINKED_PATH in self.arn

    @property
    def federated_user(self) -> bool:
        """Whether this is a session of GetFederationToken."""
        return self.kind == PrincipalKind.USER and ":federated-user/" in self.arn

    @cached_property
    def role_arn(self) -> str | None:
        """The ARN of the role behind a session; None for any other principal."""
        if self.kind != PrincipalKind.ROLE:
            return None
        head, session, name = self.arn.partition(":assumed-role/")
        return f"{head.replace(':sts:', ':iam:')}:role/{name.partition('/')[0]}" if session else self.arn

    @cached_property
    def session_arn(self) -> str | None:
        """The ARN of a role's session; None for any other principal, or when the session has no known name."""
        if self.kind != PrincipalKind.ROLE or ":assumed-role/" in self.arn:
            return self.arn if self.kind == PrincipalKind.ROLE else None
        if self.session_name is None:
            return None
        head, _, path = self.arn.partition(":role/")
        return f"{head.replace(':iam:', ':sts:')}:assumed-role/{path.rpartition('/')[2]}/{self.session_name}"

    @cached_property
    def identity(self) -> Identity:
        """The names by which the Principal element of a policy can mean this principal."""
        account = (("AWS", self.account), ("CanonicalUser", self.canonical_user_id))
        match self.kind:
            case PrincipalKind.USER:
                return _identity((account, Grant.ACCOUNT), ((("AWS", self.arn), ("AWS", self.unique_id)), Grant.DIRECT))
            case PrincipalKind.ROLE:
                return _identity(
                    (account, Grant.ACCOUNT),
                    ((("AWS", self.role_arn), ("AWS", self.unique_id)), Grant.ENTITY),
                    ((("AWS", self.session_arn),), Grant.DIRECT),
                )
            case PrincipalKind.ROOT:
                return _identity((account, Grant.ACCOUNT))
            case PrincipalKind.SERVICE:
                return _identity(((("Service", self.arn),), Grant.DIRECT))
            case PrincipalKind.FEDERATED:
                return _identity(((("Federated", self.arn),), Grant.DIRECT))
            case PrincipalKind.ANONYMOUS:
                return Identity(levels=(frozenset(),), grants={})


def _identity(*levels: tuple[Iterable[tuple[str, str | None]], Grant]) -> Identity:
    known = [(frozenset((key, name) for key, name in names if name), grant) for names, grant in levels]
    return Identity(
        levels=tuple(names for names, _ in known if names),
        grants={name: grant for names, grant in known for name in names},
    )


@dataclass(frozen=True)
class Request:
    """One action on one resource.

    ``action`` is ``service:Name``; ``resource`` an ARN, or ``*`` for actions without resources; ``resource_account``
    the account that owns it (the principal's own for ``*``). ``context`` holds condition keys, in any case; it adds to
    and overrides what follows from the other fields, and an empty sequence takes a key away. ``region`` is the Region
    called. Keys about time, network, MFA, tags of resources and the organization of a foreign resource are known to
    the caller only.
    """

    principal: Principal
    action: str
    resource: str
    resource_account: str
    context: Mapping[str, ContextValue] = field(default_factory=dict)
    region: str | None = None

    @cached_property
    def call(self) -> Call:
        """The request as statements see it. Raises EvaluationError for an action or a context without a meaning."""
        if not _ACTION.fullmatch(self.action):
            raise EvaluationError([f"action {self.action!r} of the request is not valid; expected service:Name"])
        keys = {key.lower(): value for key, value in _global_keys(self)}
        keys |= {key.lower(): value for key, value in self.context.items()}
        try:
            context = Context(keys)
        except ValueError as error:
            raise EvaluationError([str(error)]) from None
        action = self.action.lower()
        return Call(action, action.partition(":")[0], self.resource, context, self.principal.identity)


def _global_keys(request: Request) -> Iterator[tuple[str, ContextValue]]:
    """Derive global condition keys: IAM User Guide, "AWS global condition context keys", "Principal key values"."""
    principal = request.principal
    yield "aws:SecureTransport", True
    yield "aws:ViaAWSService", False
    yield "aws:ResourceAccount", request.resource_account
    if request.region:
        yield "aws:RequestedRegion", request.region
    match principal.kind:
        case PrincipalKind.SERVICE:
            yield "aws:PrincipalIsAWSService", True
            yield "aws:PrincipalServiceName", principal.arn
            yield "aws:PrincipalServiceNamesList", [principal.arn]
        case PrincipalKind.ANONYMOUS:
            yield "aws:PrincipalAccount", "anonymous"
            yield "aws:PrincipalType", "Anonymous"
            yield "aws:userid", "anonymous"
        case PrincipalKind.USER | PrincipalKind.ROLE | PrincipalKind.ROOT:
            yield from _iam_keys(principal)
            sides = ("Principal", "Resource") if principal.account == request.resource_account else ("Principal",)
            for side in sides:
                if principal.organization_id:
                    yield f"aws:{side}OrgID", principal.organization_id
                if principal.organization_path:
                    yield f"aws:{side}OrgPaths", [principal.organization_path]


def _iam_keys(principal: Principal) -> Iterator[tuple[str, ContextValue]]:
    yield "aws:PrincipalIsAWSService", False
    yield "aws:PrincipalArn", principal.role_arn or principal.arn
    yield "aws:PrincipalAccount", principal.account
    for tag, value in principal.tags.items():
        yield f"aws:PrincipalTag/{tag}", value
    name = principal.arn.rpartition("/")[2]
    match principal.kind:
        case PrincipalKind.ROOT:
            yield "aws:PrincipalType", "Account"
            yield "aws:userid", principal.account
        case PrincipalKind.ROLE:
            yield "aws:PrincipalType", "AssumedRole"
            if principal.unique_id and principal.session_arn:
                yield "aws:userid", f"{principal.unique_id}:{principal.session_arn.rpartition('/')[2]}"
        case _ if principal.federated_user:
            yield "aws:PrincipalType", "FederatedUser"
            yield "aws:userid", f"{principal.account}:{name}"
        case _:
            yield "aws:PrincipalType", "User"
            yield "aws:username", name
            if principal.unique_id:
                yield "aws:userid", principal.unique_id


@dataclass(frozen=True)
class _Compiled:
    identity: tuple[Policy, ...]
    boundary: tuple[Policy, ...]
    session: tuple[Policy, ...]
    resource: tuple[Policy, ...]
    service_control: tuple[tuple[Policy, ...], ...]
    resource_control: tuple[Policy, ...]


@dataclass(frozen=True)
class Policies:
    """All policies that apply to a request; they are read once, when the first request meets them.

    ``identity``: of the user and its groups, or of the role. ``boundary``: its permissions boundary. ``session``: those
    passed when the session began; None or empty when there were none. ``resource``: of the resource itself (bucket
    policy, key policy, role trust policy...). ``service_control``: a sequence for each level, root to account, of the
    principal's account; empty without an organization, while an empty level allows nothing. ``resource_control``: the
    same for the resource's account, where AWS's own RCPFullAWSAccess may be left out. ``management_account``: the
    organization's.
    """

    identity: Sequence[Document] = ()
    boundary: Document | None = None
    session: Sequence[Document] | None = None
    resource: Document | None = None
    service_control: Sequence[Sequence[Document]] = ()
    resource_control: Sequence[Sequence[Document]] = ()
    management_account: str = ""

    @cached_property
    def compiled(self) -> _Compiled:
        """The same policies, compiled. Raises EvaluationError with the problems of all documents."""
        found: list[str] = []

        def each(documents: Iterable[Document], policy_type: PolicyType) -> Iterator[Policy]:
            for document in documents:
                try:
                    yield compile_document(document, policy_type)
                except EvaluationError as error:
                    found.extend(error.problems)

        bundle = _Compiled(
            identity=tuple(each(self.identity, PolicyType.IDENTITY)),
            boundary=tuple(each(_present(self.boundary), PolicyType.BOUNDARY)),
            session=tuple(each(self.session or (), PolicyType.SESSION)),
            resource=tuple(each(_present(self.resource), PolicyType.RESOURCE)),
            service_control=tuple(tuple(each(level, PolicyType.SERVICE_CONTROL)) for level in self.service_control),
            resource_control=tuple(each(chain.from_iterable(self.resource_control), PolicyType.RESOURCE_CONTROL)),
        )
        if found:
            raise EvaluationError(found)
        return bundle


def _present(document: Document | None) -> Sequence[Document]:
    return () if document is None else (document,)


class DecisionKind(StrEnum):
    """How a decision came about."""

    ALLOWED = "allowed"
    EXPLICIT_DENY = "explicit_deny"
    IMPLICIT_DENY = "implicit_deny"


@dataclass(frozen=True)
class Decision:
    """What AWS would answer, and why.

    ``reason`` is one sentence. ``policy_type``, ``policy`` and ``sid`` say which policy and statement decided, as far
    as one did: an implicit deny has the type that lacks an Allow, or none when several do.
    """

    kind: DecisionKind
    reason: str
    policy_type: PolicyType | None = None
    policy: str | None = None
    sid: str | None = None

    @property
    def allowed(self) -> bool:
        """Whether AWS would carry out the request."""
        return self.kind is DecisionKind.ALLOWED


def evaluate(request: Request, policies: Policies) -> Decision:
    """Decide whether AWS would allow a request.

    Raises EvaluationError, with all problems at once, when the request or a policy has no clear meaning.
    """
    call, given = request.call, policies.compiled
    if call.action == _NEEDS_NO_PERMISSION:
        return Decision(DecisionKind.ALLOWED, f"allowed: {request.action} needs no permission")
    levels = given.service_control if _binds_principal(request, policies) else ()
    resource_control = given.resource_control if _binds_resource(request, policies) else ()
    resource = () if _is_own_root(request) and call.action in _ROOT_KEEPS else given.resource
    for policy in chain(
        resource_control, chain.from_iterable(levels), resource, given.boundary, given.session, given.identity
    ):
        if statement := policy.deny(call):
            return _by(DecisionKind.EXPLICIT_DENY, policy, statement)
    for position, level in enumerate(levels, start=1):
        if not _most_direct(level, call):
            place = f"level {position} of {len(levels)} from root to account"
            return _implicit(request, PolicyType.SERVICE_CONTROL, f"no service control policy at {place}")
    return _granted(request, given)


def _binds_principal(request: Request, policies: Policies) -> bool:
    """Say whether SCPs apply: Organizations User Guide, "SCP effects on permissions"."""
    principal = request.principal
    return (
        principal.kind in _IAM_PRINCIPALS
        and principal.account != policies.management_account
        and not principal.service_linked
    )


def _binds_resource(request: Request, policies: Policies) -> bool:
    """Say whether RCPs apply: Organizations User Guide, "RCP effects on permissions"."""
    return (
        request.call.service in RESOURCE_CONTROL_SERVICES
        and request.call.action != _FREE_OF_RESOURCE_CONTROL
        and request.resource_account != policies.management_account
        and not request.principal.service_linked
        and _SERVICE_LINKED_PATH not in request.resource
    )


def _is_own_root(request: Request) -> bool:
    return request.principal.kind == PrincipalKind.ROOT and request.principal.account == request.resource_account


def _granted(request: Request, given: _Compiled) -> Decision:
    """Decide a request that no policy denies and that the organization lets through."""
    principal, call = request.principal, request.call
    external = principal.kind not in _IAM_PRINCIPALS
    same_account = principal.account == request.resource_account
    granted = _most_direct(given.resource, call)
    if granted and (external or (same_account and granted.grant is Grant.DIRECT)):
        return _by(DecisionKind.ALLOWED, granted.policy, granted.statement)
    if not granted and (external or not same_account or _resource_policy_must_allow(call)):
        return _implicit(request, PolicyType.RESOURCE, "no resource-based policy")
    own = granted if same_account and granted and granted.grant is Grant.ENTITY else _most_direct(given.identity, call)
    if not own and principal.kind != PrincipalKind.ROOT:
        if granted:
            return _implicit(request, PolicyType.IDENTITY, "no identity-based policy")
        return _implicit(request, None, "no identity-based or resource-based policy")
    if given.boundary and not _most_direct(given.boundary, call):
        return _implicit(request, PolicyType.BOUNDARY, "no permissions boundary")
    if (given.session or principal.federated_user) and not _most_direct(given.session, call):
        return _implicit(request, PolicyType.SESSION, "no session policy")
    if own:
        return _by(DecisionKind.ALLOWED, own.policy, own.statement)
    return Decision(
        DecisionKind.ALLOWED, f"allowed: the root user of account {principal.account} needs no identity-based policy"
    )


def _resource_policy_must_allow(call: Call) -> bool:
    """Say whether identity-based policies count only if the resource's policy lets them: KMS keys and roles."""
    return (call.service == "kms" and ":key/" in call.resource) or (call.service == "sts" and ":role/" in call.resource)


class _Allow(NamedTuple):
    grant: Grant
    policy: Policy
    statement: Statement


def _most_direct(policies: Iterable[Policy], call: Call) -> _Allow | None:
    best: _Allow | None = None
    for policy in policies:
        allow = policy.allow(call)
        if allow and (best is None or allow[0] > best.grant):
            best = _Allow(allow[0], policy, allow[1])
    return best


def _implicit(request: Request, policy_type: PolicyType | None, who: str) -> Decision:
    reason = f"implicit deny: {who} allows {request.action} on {request.resource}"
    return Decision(DecisionKind.IMPLICIT_DENY, reason, policy_type)


def _by(kind: DecisionKind, policy: Policy, statement: Statement) -> Decision:
    verdict = "allowed by" if kind is DecisionKind.ALLOWED else "explicit deny in"
    cited = f"{policy.type.noun} {policy.name!r}" if policy.name else policy.type.noun
    return Decision(kind, f"{verdict} {cited}, statement {statement.label}", policy.type, policy.name, statement.sid)
