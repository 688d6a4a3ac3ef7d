"""Policy documents say what AWS understands.

Identity policies, resource policies, trust policies and endpoint policies. Sources: IAM user guide, "Grammar of the IAM
JSON policy language", "IAM and AWS STS quotas"; AWS service authorization reference.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from .._actions import expand, is_condition_key
from .._documents import located
from .._families import family
from .._model import Control, Example, Given, ResourceRule, Severity, example
from .._properties import Block, Undecided, each
from .._resources import Resource
from ._helpers import POLICY, ROLE

_VERSIONS = ("2012-10-17", "2008-10-17")
_ELEMENTS = frozenset("Sid Effect Principal NotPrincipal Action NotAction Resource NotResource Condition".split())
_OPERATOR = re.compile(
    r"(?:ForAllValues:|ForAnyValue:)?(?:"
    r"String(?:Not)?Equals(?:IgnoreCase)?|String(?:Not)?Like|Arn(?:Not)?(?:Equals|Like)|Bool|BinaryEquals|(?:Not)?IpAddress"
    r"|(?:Numeric|Date)(?:(?:Not)?Equals|LessThan(?:Equals)?|GreaterThan(?:Equals)?))(?:IfExists)?|Null",
    re.IGNORECASE,
)
_VARIABLE = re.compile(r"\$\{[a-zA-Z][\w-]*:[^{}]+\}")
# Characters that AWS counts, which leaves out white space.
_LONGEST = {
    POLICY: 6144,
    "aws:iam/groupPolicy:GroupPolicy": 5120,
    "aws:iam/rolePolicy:RolePolicy": 10240,
    "aws:iam/userPolicy:UserPolicy": 2048,
}
# Documents that say what their owner may do, so they name nobody.
_WITHOUT_PRINCIPAL = frozenset(
    (
        *_LONGEST,
        "aws:eks/podIdentityAssociation:PodIdentityAssociation",
        "aws:iot/policy:Policy",
        "aws:rolesanywhere/profile:Profile",
        "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
        "aws:transfer/access:Access",
        "aws:transfer/user:User",
    )
)


def _items(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _problems(document: Mapping[str, Any], has_principal: bool) -> Iterator[str]:
    version = document.get("Version", "2008-10-17")
    if version not in _VERSIONS:
        yield f"the Version is none of AWS's; got {version}, expected 2012-10-17"
    elif version != "2012-10-17" and (variable := _VARIABLE.search(json.dumps(document))):
        yield f"variables are taken by the letter; got {variable[0]} in Version {version}, expected Version 2012-10-17"
    seen: set[str] = set()
    for number, statement in enumerate(_items(document.get("Statement")), 1):
        if not isinstance(statement, Mapping):
            yield f"statement {number} is no object; got {type(statement).__name__}, expected an object"
            continue
        sid = str(statement.get("Sid") or "")
        if sid in seen:
            yield f"two statements have one Sid; got {sid} twice, expected another one"
        seen |= {sid} - {""}
        for problem in _problems_of(statement, has_principal):
            yield f"statement {sid or number} {problem}"


def _problems_of(statement: Mapping[str, Any], has_principal: bool) -> Iterator[str]:
    for name in sorted(set(statement) - _ELEMENTS):
        yield f"has an element that AWS doesn't know; got {name}, expected one of {', '.join(sorted(_ELEMENTS))}"
    if statement.get("Effect") not in ("Allow", "Deny"):
        yield f"has no effect; got Effect {statement.get('Effect')}, expected Allow or Deny"
    exclusive = ["Action", *(["Principal"] if has_principal else ["Resource"])]
    for name in exclusive:
        got = [element for element in (name, f"Not{name}") if element in statement]
        if len(got) != 1:
            yield f"needs one of two elements; got {' and '.join(got) or 'neither'}, expected {name} or Not{name}"
    if not has_principal and (wrong := sorted({"Principal", "NotPrincipal"} & set(statement))):
        yield f"is of an identity and can't name another; got {wrong[0]}, expected none"
    for action in (*_items(statement.get("Action")), *_items(statement.get("NotAction"))):
        # A bare star needs no look at all services.
        if action != "*" and not expand(str(action)):
            yield f"has an action that AWS doesn't know; got {action}, expected one of the reference"
    yield from _problems_of_conditions(statement.get("Condition"))


def _problems_of_conditions(conditions: object) -> Iterator[str]:
    if not isinstance(conditions, Mapping):
        return
    for operator, keys in conditions.items():
        if not _OPERATOR.fullmatch(operator):
            yield f"has an operator that AWS doesn't know; got {operator}, expected one such as StringEquals"
        for key in keys if isinstance(keys, Mapping) else ():
            # The policies of things know more keys than the reference.
            if not key.lower().startswith("iot:") and not is_condition_key(key):
                yield f"has a condition key that AWS doesn't know; got {key}, expected one of the reference"


def _check(resource: Resource) -> Iterator[str]:
    def check_path(path: str) -> Iterator[str]:
        has_principal = resource.type not in _WITHOUT_PRINCIPAL and path != "inlinePolicies.policy"
        yield from each(located(resource, path), lambda place: check_document(*place, has_principal))

    def check_document(block: Block, name: str, has_principal: bool) -> Iterator[str]:
        try:
            document = block.json(name) or {}
        except Undecided:
            text = block.text(name) if block.is_known(name) else ""
            if not text.lstrip().startswith("{"):
                raise
            yield f"{block.path(name)} is no JSON; got text that can't be read, expected an object"
            return
        for problem in _problems(document, has_principal):
            yield f"{block.path(name)}: {problem}"
        size = sum(not char.isspace() for char in json.dumps(document, ensure_ascii=False, separators=(",", ":")))
        longest = _LONGEST.get(resource.type, size)
        if size > longest:
            yield f"{block.path(name)} is too long; got {size} characters, expected at most {longest}"

    yield from each(family("document")[resource.type], check_path)


_TOPIC = "aws:sns/topicPolicy:TopicPolicy"


def _by(title: str, version: str | None = "2012-10-17", *, more: object = (), **elements: Any) -> Example:
    """A policy of the account with a statement, and with others where they matter."""
    item = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::logs/*", **elements}
    statement = {name: value for name, value in item.items() if value is not None}
    others = more if isinstance(more, tuple) else (more,)
    document = {"Version": version, "Statement": [statement, *others]}
    return example(title, Given(POLICY, {"policy": json.dumps({k: v for k, v in document.items() if v is not None})}))


def _topic(title: str, **elements: Any) -> Example:
    item = {"Effect": "Allow", "Action": "sns:Publish", "Resource": "*", **elements}
    return example(title, Given(_TOPIC, {"arn": "a", "policy": json.dumps({"Statement": item})}))


def _padded(length: int, by: str = "x") -> dict[str, Any]:
    """A document of so many characters."""
    statement = {"Effect": "Deny", "Action": "*", "Resource": ""}
    document = {"Version": "2012-10-17", "Statement": [statement]}
    statement["Resource"] = by * (length - len(json.dumps(document, separators=(",", ":"))))
    return document


def _nested(path: str, document: str) -> dict[str, Any]:
    outer, _, rest = path.partition(".")
    return {outer: _nested(rest, document) if rest else document}


_OPERATORS = """
    StringEquals StringNotEqualsIgnoreCase stringnotlike ForAnyValue:StringLike ForAllValues:StringEqualsIfExists
    ArnEquals ArnNotLikeIfExists Bool BinaryEquals IpAddress NotIpAddress Null
    NumericLessThanEquals NumericNotEquals NumericGreaterThan DateEquals DateLessThan DateGreaterThanEquals
""".split()
_DENY = {"Effect": "Deny", "Action": "*", "Resource": "*"}
_TRUST = {"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole"}
_OF_THINGS = {
    "Effect": "Allow",
    "Action": "iot:Connect",
    "Resource": "*",
    "Condition": {"Bool": {"iot:Connection.Thing.IsAttached": "true"}},
}
_PRINCIPAL = {"AWS": "111122223333"}
_CONDITION = {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
_ALLOWED = json.dumps({"Statement": {"Effect": "Allow", "Action": "iot:Connect", "Resource": "*"}})
_BROKEN = json.dumps({"Statement": {"Effect": "allow"}})

CONTROL = Control(
    id="iam.policy-valid-document",
    title="Policy documents say what AWS understands",
    practices=("iam.least-privilege",),
    severity=Severity.LOW,
    why="A misspelt action or key changes what a policy means without an error, or fails in the middle of a deploy.",
    fix="write the document in the grammar of IAM policies, with actions and keys that exist",
    rules=(ResourceRule(tuple(family("document")), _check),),
    good=(
        example("everything omitted", Given(POLICY)),
        _by("one action"),
        _by("every action", Action="*"),
        _by("all but some actions", Action=None, NotAction=["iam:*", "s3:Delete*"]),
        _by("all but some resources", Resource=None, NotResource="arn:aws:s3:::secrets/*"),
        _by("an action in capital letters", Action="S3:GETOBJECT"),
        _by("the old version", "2008-10-17"),
        _by("no version", None),
        _by("a variable", Resource="arn:aws:s3:::home/${aws:username}/*"),
        _by("a dollar that is no variable", "2008-10-17", Resource="arn:aws:s3:::home/${x}/*"),
        _by("operators of every kind", Condition={name: {"aws:CurrentTime": "1"} for name in _OPERATORS}),
        _by("two statements with names", Sid="One", more={"Sid": "Two", **_DENY}),
        _by("two statements without names", more=_DENY),
        example("the longest policy", Given(POLICY, {"policy": json.dumps(_padded(6144), indent=4)})),
        *(
            example(f"no principal in {type}", Given(type, _nested(family("document")[type][0], _ALLOWED)))
            for type in sorted(_WITHOUT_PRINCIPAL)
        ),
        _topic("a principal", Principal=_PRINCIPAL),
        example("the longest policy, with umlauts", Given(POLICY, {"policy": json.dumps(_padded(6144, by="ä"))})),
        _topic("all but one principal", Effect="Deny", NotPrincipal=_PRINCIPAL),
        _topic("a condition", Principal="*", Condition=_CONDITION),
        example(
            "a repository, whose policy has no resource",
            Given(
                "aws:ecr/repositoryPolicy:RepositoryPolicy",
                {"policy": {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "ecr:BatchGet*"}]}},
            ),
        ),
        example("a thing's own key", Given("aws:iot/policy:Policy", {"policy": json.dumps({"Statement": _OF_THINGS})})),
        example(
            "a role",
            Given(
                ROLE,
                {
                    "assumeRolePolicy": json.dumps({"Statement": _TRUST}),
                    "inlinePolicies": [{"policy": json.dumps({"Statement": _DENY})}],
                },
            ),
        ),
    ),
    bad=(
        example("a comma too many", Given(POLICY, {"policy": ' {"Statement": [],}'})),
        _by("a version that AWS doesn't have", "2024-01-01"),
        _by("a variable in the old version", "2008-10-17", Resource="arn:aws:s3:::home/${aws:username}/*"),
        _by("a variable without a version", None, Resource="arn:aws:s3:::home/${aws:username}/*"),
        _by("no effect", Effect=None),
        _by("an effect in small letters", Effect="allow"),
        _by("an element that is misspelt", Conditions=_CONDITION),
        _by("no action", Action=None),
        _by("an action and all but some", NotAction="iam:*"),
        _by("no resource", Resource=None),
        _by("a principal in a policy of an identity", Principal=_PRINCIPAL),
        _by("no principals in a policy of an identity", NotPrincipal=_PRINCIPAL),
        _by("a misspelt action", Action=["s3:GetObject", "s3:GetObjects"]),
        _by("a pattern that matches nothing", Action="s3:Fetch*"),
        _by("a service that doesn't exist", Action="s4:GetObject"),
        _by("a misspelt action among those left out", Action=None, NotAction="s3:GetObjects"),
        _by("a misspelt operator", Condition={"StringEqual": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}),
        _by("null is not combined", Condition={"NullIfExists": {"aws:PrincipalOrgID": "true"}}),
        _by("a misspelt key", Condition={"StringEquals": {"aws:PrincipalOrganization": "o-a1b2c3d4e5"}}),
        _by("one Sid twice", Sid="One", more={"Sid": "One", **_DENY}),
        _by("a statement that is text", more="Deny"),
        *(
            example(f"one character too long for {type}", Given(type, {"policy": json.dumps(_padded(longest + 1))}))
            for type, longest in _LONGEST.items()
        ),
        _topic("no principal"),
        _topic("a principal and all but one", Principal="*", NotPrincipal=_PRINCIPAL),
        *(
            example(f"an effect in small letters in {path} of {type}", Given(type, _nested(path, _BROKEN)))
            for type, paths in family("document").items()
            for path in paths
        ),
    ),
)
