"""Nobody both administers a key and decrypts with it.

Source: KMS developer guide, "Key policies": key administrators and key users.
"""

from collections import defaultdict
from collections.abc import Iterator

from .._documents import Statement, statements
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import KEY, KEYS

_POLICY = "aws:kms/keyPolicy:KeyPolicy"
_ADMINISTRATION = ("kms:PutKeyPolicy", "kms:ScheduleKeyDeletion")
_USE = ("kms:Decrypt", "kms:GenerateDataKey")


def _is_person_or_role(principal: str) -> bool:
    """Whether the principal is one identity; an account's root stands for whom its own policies say."""
    return principal.startswith("arn:") and not principal.endswith(":root")


def _powers(items: list[Statement]) -> dict[str, set[str]]:
    """What each identity may do, of administration and use."""
    powers: defaultdict[str, set[str]] = defaultdict(set)
    for statement in items:
        if statement.allows:
            granted = {action for action in (*_ADMINISTRATION, *_USE) if statement.covers_action(action)}
            for kind, value in statement.principals:
                if kind == "AWS" and _is_person_or_role(value):
                    powers[value] |= granted
    return powers


def _check(resource: Resource) -> Iterator[str]:
    for principal, granted in _powers(statements(resource, "policy")).items():
        administers = [action for action in _ADMINISTRATION if action in granted]
        uses = [action for action in _USE if action in granted]
        if administers and uses:
            yield f"{principal} rules the key and uses it; got {administers[0]} and {uses[0]}, expected one of them"


def _item(principal: object, *actions: str, effect: str = "Allow") -> dict[str, object]:
    return {"Effect": effect, "Principal": principal, "Action": list(actions), "Resource": "*"}


def _document(*items: dict[str, object]) -> dict[str, object]:
    return {"Version": "2012-10-17", "Statement": list(items)}


_ROLE = {"AWS": "arn:aws:iam::111122223333:role/shop"}
_OTHER = {"AWS": "arn:aws:iam::111122223333:role/keeper"}
_ROOT = {"AWS": "arn:aws:iam::111122223333:root"}

CONTROL = Control(
    id="kms.key-policy-separation",
    title="Nobody both administers a key and decrypts with it",
    practices=("data.kms", "iam.least-privilege"),
    severity=Severity.LOW,
    why="Whoever can both change a key's policy and decrypt with the key can read everything and lock the owner out.",
    fix="give administration and use of the key to different principals",
    rules=(ResourceRule((*KEYS, _POLICY), _check),),
    good=(
        example("everything omitted", Given(KEY)),
        example(
            "one rules and another uses",
            Given(KEY, {"policy": _document(_item(_OTHER, "kms:Put*", "kms:Schedule*"), _item(_ROLE, "kms:Decrypt"))}),
        ),
        example("the account decides", Given(KEY, {"policy": _document(_item(_ROOT, "kms:*"))})),
        example("the account by its id", Given(KEY, {"policy": _document(_item({"AWS": "111122223333"}, "kms:*"))})),
        example("a service", Given(KEY, {"policy": _document(_item({"Service": "arn:x"}, "kms:*"))})),
        example(
            "one uses and may not rule",
            Given(
                KEY,
                {"policy": _document(_item(_ROLE, "kms:Decrypt"), _item(_ROLE, "kms:PutKeyPolicy", effect="Deny"))},
            ),
        ),
        example("one encrypts only", Given(KEY, {"policy": _document(_item(_ROLE, "kms:Encrypt", "kms:Put*"))})),
    ),
    bad=(
        example(
            "one changes the policy and decrypts, by two statements",
            Given(KEY, {"policy": _document(_item(_ROLE, "kms:PutKeyPolicy"), _item(_ROLE, "kms:Decrypt"))}),
        ),
        example(
            "one deletes and encrypts",
            Given(KEY, {"policy": _document(_item(_ROLE, "kms:ScheduleKeyDeletion", "kms:GenerateDataKey*"))}),
        ),
        example(
            "one of two",
            Given(KEY, {"policy": _document(_item({"AWS": [_ROOT["AWS"], _ROLE["AWS"]]}, "kms:*"))}),
        ),
        *(
            example(f"everything by {type}", Given(type, {"policy": _document(_item(_ROLE, "kms:*"))}))
            for type in (*KEYS, _POLICY)
        ),
    ),
)
