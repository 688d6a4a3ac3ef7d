"""Snapshots are shared with trusted accounts only."""

from collections.abc import Iterator

from .._model import Control, Given, Parameter, ResourceRule, SecurityHubControl, Severity, example
from .._properties import Block, each
from .._resources import Resource

_SHARE = "aws:ec2/snapshotCreateVolumePermission:SnapshotCreateVolumePermission"
_POLICY = "aws:dlm/lifecyclePolicy:LifecyclePolicy"


def _check(share: Resource) -> Iterator[str]:
    account = share.text("accountId")
    if account not in share.parameters["trustedAccounts"]:
        yield f"another account copies the disk; got accountId {account or 'none'}, expected one of trustedAccounts"


def _check_policy(policy: Resource) -> Iterator[str]:
    trusted: list[str] = policy.parameters["trustedAccounts"]

    def check(schedule: Block) -> Iterator[str]:
        rule = schedule.block("shareRule")
        strangers = [account for account in rule.texts("targetAccounts") if account not in trusted]
        if strangers:
            path = rule.path("targetAccounts")
            yield f"other accounts copy the disks; got {path} {', '.join(strangers)}, expected trustedAccounts only"

    yield from each(policy.block("policyDetails").blocks("schedules"), check)


def _given(account: str) -> Given:
    return Given(_SHARE, {"snapshotId": "snap-0a1b2c3d", "accountId": account})


def _policy(*accounts: str) -> Given:
    rule = {"targetAccounts": list(accounts)} if accounts else None
    schedule = {"name": "daily", "createRule": {"interval": 24}, "retainRule": {"count": 7}, "shareRule": rule}
    details = {"resourceTypes": ["VOLUME"], "targetTags": {"backup": "daily"}, "schedules": [schedule]}
    return Given(_POLICY, {"description": "Daily", "policyDetails": details})


_ACCOUNT = "111122223333"

CONTROL = Control(
    id="ebs.snapshot-shared-internally",
    title="Snapshots are shared with trusted accounts only",
    practices=("data.at-rest", "account.organizations"),
    severity=Severity.MEDIUM,
    why="A shared snapshot is a copy of a whole disk that leaves your control and your logs.",
    fix="remove the permission, or name the account in trustedAccounts",
    rules=(ResourceRule((_SHARE,), _check), ResourceRule((_POLICY,), _check_policy)),
    detection=(SecurityHubControl("EC2.1"),),
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
    good=(
        example("a trusted account", _given(_ACCOUNT), trustedAccounts=[_ACCOUNT]),
        example("copies for a trusted account", _policy(_ACCOUNT), trustedAccounts=[_ACCOUNT]),
        example("copies for nobody", _policy()),
        example("everything omitted", Given(_POLICY)),
    ),
    bad=(
        example("everything omitted but the snapshot", Given(_SHARE, {"snapshotId": "snap-0a1b2c3d"})),
        example("another account", _given(_ACCOUNT)),
        example("an account beside the trusted one", _given("444455556666"), trustedAccounts=[_ACCOUNT]),
        example("copies for another account", _policy(_ACCOUNT)),
        example(
            "copies for an account beside the trusted one",
            _policy(_ACCOUNT, "444455556666"),
            trustedAccounts=[_ACCOUNT],
        ),
    ),
)
