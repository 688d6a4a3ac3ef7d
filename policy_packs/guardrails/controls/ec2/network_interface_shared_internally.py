"""Network interfaces are lent to trusted accounts only."""

from collections.abc import Iterator

from .._model import Control, Given, Parameter, ResourceRule, Severity, example
from .._resources import Resource

_PERMISSION = "aws:ec2/networkInterfacePermission:NetworkInterfacePermission"


def _check(permission: Resource) -> Iterator[str]:
    account = permission.text("awsAccountId")
    if account not in permission.parameters["trustedAccounts"]:
        yield (
            f"another account attaches itself to your network; got awsAccountId {account or 'none'}, "
            "expected one of trustedAccounts"
        )


def _given(account: str) -> Given:
    interface = {"networkInterfaceId": "eni-0a1b2c3d4e5f60718", "permission": "INSTANCE-ATTACH"}
    return Given(_PERMISSION, interface | {"awsAccountId": account})


CONTROL = Control(
    id="ec2.network-interface-shared-internally",
    title="Network interfaces are lent to trusted accounts only",
    practices=("network.private-subnets", "account.organizations"),
    severity=Severity.MEDIUM,
    why="With the interface an instance of that account stands inside your subnet and its security groups.",
    fix="remove the permission, or name the account in trustedAccounts",
    rules=(ResourceRule((_PERMISSION,), _check),),
    parameters={
        "trustedAccounts": Parameter(
            [],
            {
                "type": "array",
                "items": {"type": "string", "pattern": "^[0-9]{12}$"},
                "description": "Accounts beyond your own that are trusted.",
            },
        )
    },
    good=(example("a trusted account", _given("111122223333"), trustedAccounts=["111122223333"]),),
    bad=(
        example("everything omitted", Given(_PERMISSION)),
        example("another account", _given("111122223333")),
        example("an account beside the trusted one", _given("444455556666"), trustedAccounts=["111122223333"]),
    ),
)
