"""Documents of Systems Manager are shared with known accounts only."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_DOCUMENT = "aws:ssm/document:Document"

# The provider's name for the list, and the one of the API, which is often written instead.
_NAMES = ("accountIds", "account_ids")


def _check(document: Resource) -> Iterator[str]:
    permissions = document.block("permissions")
    for name in _NAMES:
        accounts = permissions.text(name)
        if "all" in accounts.lower().replace(" ", "").split(","):
            yield f"everybody may read the document; got {permissions.path(name)} {accounts}, expected account ids"


def _given(permissions: dict[str, str] | None = None) -> Given:
    content = '{"schemaVersion":"2.2","mainSteps":[]}'
    inputs = {"name": "patch", "documentType": "Command", "content": content}
    return Given(_DOCUMENT, inputs | ({"permissions": permissions} if permissions else {}))


CONTROL = Control(
    id="ssm.document-not-public",
    title="Documents of Systems Manager are shared with known accounts only",
    practices=("iam.least-privilege", "application.secrets"),
    severity=Severity.CRITICAL,
    why="A document tells strangers how machines are run, and often with which passwords.",
    fix="list account ids in permissions, or leave it out",
    rules=(ResourceRule((_DOCUMENT,), _check),),
    detection=(ConfigRule("SSM_DOCUMENT_NOT_PUBLIC"), SecurityHubControl("SSM.4")),
    tier=Tier.MINIMAL,
    frameworks={Framework.FSBP: ("SSM.4",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_303",)},
    good=(
        example("everything omitted but what is required", _given()),
        example("accounts", _given({"type": "Share", "accountIds": "444455556666,777788889999"})),
    ),
    bad=(
        example("everybody", _given({"type": "Share", "accountIds": "All"})),
        example("everybody, by the name of the API", _given({"type": "Share", "account_ids": "All"})),
        example("everybody besides", _given({"type": "Share", "accountIds": "444455556666, all"})),
    ),
)
