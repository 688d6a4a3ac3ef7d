"""Service and resource control policies use the elements that AWS takes in them.

Sources: AWS Organizations user guide, "SCP syntax" and "RCP syntax".
"""

from collections.abc import Iterator

from .._documents import Statement, statements
from .._frameworks import Framework
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import POLICY, RESOURCE_CONTROL, SERVICE_CONTROL, deny, kind, policy


def _mistakes_of_services(statement: Statement) -> Iterator[str]:
    if statement.effect not in ("Allow", "Deny"):
        yield f"got Effect {statement.effect or 'missing'}, expected Allow or Deny"
    if statement.principals or statement.not_principals:
        yield "got a principal, expected none: the policy binds whom it is attached to"
    if bool(statement.actions) == bool(statement.not_actions):
        yield "got both or neither of Action and NotAction, expected one of them"


def _mistakes_of_resources(statement: Statement) -> Iterator[str]:
    if not statement.denies:
        yield f"got Effect {statement.effect or 'missing'}, expected Deny"
    if statement.principals != (("*", "*"),):
        yield "got another principal, expected * with conditions that say whom it is about"
    if statement.not_actions or not statement.actions:
        yield "got no Action, expected one: AWS takes no NotAction here"
    if bool(statement.resources) == bool(statement.not_resources):
        yield "got both or neither of Resource and NotResource, expected one of them"


_MISTAKES = {SERVICE_CONTROL: _mistakes_of_services, RESOURCE_CONTROL: _mistakes_of_resources}


def _check(policy: Resource) -> Iterator[str]:
    mistakes = _MISTAKES.get(kind(policy))
    if mistakes is None:
        return
    for number, statement in enumerate(statements(policy, "content"), 1):
        for mistake in mistakes(statement):
            yield f"AWS refuses statement {statement.sid or number}; {mistake}"


def _resource(**elements: object) -> Given:
    return policy(deny("s3:*", **({"Principal": "*"} | elements)), type=RESOURCE_CONTROL)


_ACCOUNT = {"AWS": "arn:aws:iam::111122223333:root"}

CONTROL = Control(
    id="organizations.policy-syntax",
    title="Service and resource control policies use the elements that AWS takes in them",
    practices=("account.organizations",),
    severity=Severity.HIGH,
    why="AWS refuses the policy only during the deploy, or takes it and it never binds anybody.",
    fix="write the statement with the elements of its type of policy",
    rules=(ResourceRule((POLICY,), _check),),
    frameworks={Framework.CIS_7_0: ("2.1.2",)},
    good=(
        example("everything omitted", Given(POLICY)),
        example("a deny", policy(deny("organizations:LeaveOrganization"))),
        example("an allow", policy(deny("*", Effect="Allow"), type=None)),
        example("all but some", policy(deny(Action=None, NotAction=["iam:*"]))),
        example("resources", _resource()),
        example("resources but one", _resource(Resource=None, NotResource="arn:aws:s3:::public/*")),
        example("another type of policy", policy(deny(Principal="*", Effect="Maybe"), type="BACKUP_POLICY")),
    ),
    bad=(
        example("no effect", policy(deny("s3:*", Effect=None))),
        example("another effect", policy(deny("s3:*", Effect="Refuse"), type=None)),
        example("a principal", policy(deny("s3:*", Principal=_ACCOUNT))),
        example("all principals but one", policy(deny("s3:*", NotPrincipal=_ACCOUNT))),
        example("no action", policy(deny(Action=None))),
        example("both kinds of actions", policy(deny("s3:*", NotAction=["iam:*"]))),
        example("a wrong statement after a right one", policy(deny("s3:*"), deny(Action=None))),
        example("resources: an allow", _resource(Effect="Allow")),
        example("resources: no effect", _resource(Effect=None)),
        example("resources: an account", _resource(Principal=_ACCOUNT)),
        example("resources: no principal", _resource(Principal=None)),
        example("resources: all but some actions", _resource(Action=None, NotAction=["iam:*"])),
        example("resources: both kinds of actions", _resource(NotAction=["iam:*"])),
        example("resources: no action", _resource(Action=None)),
        example("resources: none", _resource(Resource=None)),
        example("resources: both kinds", _resource(NotResource="arn:aws:s3:::public/*")),
    ),
)
