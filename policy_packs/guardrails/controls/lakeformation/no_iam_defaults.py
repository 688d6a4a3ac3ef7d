"""Access to new databases and tables is what Lake Formation grants, not what IAM lets through.

Source: AWS Lake Formation developer guide, "Changing the default settings for your data lake".
"""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource

_SETTINGS = "aws:lakeformation/dataLakeSettings:DataLakeSettings"
_PERMISSIONS = "aws:lakeformation/permissions:Permissions"
_DEFAULTS = ("createDatabaseDefaultPermissions", "createTableDefaultPermissions")
_EVERYBODY = "IAM_ALLOWED_PRINCIPALS"


def _check_principal(block: Block) -> Iterator[str]:
    if block.text("principal") == _EVERYBODY:
        yield f"grants don't hold; got {block.path('principal')} {_EVERYBODY}, expected named principals"


def _check_settings(settings: Resource) -> Iterator[str]:
    yield from each([block for name in _DEFAULTS for block in settings.blocks(name)], _check_principal)


def _given(name: str, principal: str) -> Given:
    return Given(_SETTINGS, {name: [{"permissions": ["ALL"], "principal": principal}]})


def _grant(**inputs: Any) -> Given:
    return Given(_PERMISSIONS, {"permissions": ["ALL"], "database": {"name": "sales"}} | inputs)


_ROLE = "arn:aws:iam::111122223333:role/analyst"

CONTROL = Control(
    id="lakeformation.no-iam-defaults",
    title="Access to new databases and tables is what Lake Formation grants",
    practices=("iam.least-privilege", "data.at-rest"),
    severity=Severity.MEDIUM,
    why="With this group, whoever may call Glue reads each table, whatever columns and rows were granted.",
    fix=f"take {_EVERYBODY} out, and grant permissions to roles",
    rules=(ResourceRule((_SETTINGS,), _check_settings), ResourceRule((_PERMISSIONS,), _check_principal)),
    good=(
        example("everything omitted", Given(_SETTINGS)),
        *(example(f"a role in {name}", _given(name, _ROLE)) for name in _DEFAULTS),
        example("a grant to a role", _grant(principal=_ROLE)),
    ),
    bad=(
        *(example(f"everybody in {name}", _given(name, _EVERYBODY)) for name in _DEFAULTS),
        example("a grant to everybody", _grant(principal=_EVERYBODY)),
    ),
)
