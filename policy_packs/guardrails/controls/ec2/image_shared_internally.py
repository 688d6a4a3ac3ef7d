"""Images are shared with the organization and with trusted accounts only."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, Parameter, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource

_LAUNCH = "aws:ec2/amiLaunchPermission:AmiLaunchPermission"
_DISTRIBUTION = "aws:imagebuilder/distributionConfiguration:DistributionConfiguration"


def _check(permission: Resource) -> Iterator[str]:
    account = permission.text("accountId")
    if account and account not in permission.parameters["trustedAccounts"]:
        yield f"another account launches the image; got accountId {account}, expected one of trustedAccounts"


def _check_distribution(distribution: Resource) -> Iterator[str]:
    trusted: list[str] = distribution.parameters["trustedAccounts"]

    def check(area: Block) -> Iterator[str]:
        permission = area.block("amiDistributionConfiguration").block("launchPermission")
        strangers = [account for account in permission.texts("userIds") if account not in trusted]
        if strangers:
            path = permission.path("userIds")
            yield f"other accounts launch the image; got {path} {', '.join(strangers)}, expected trustedAccounts only"

    yield from each(distribution.blocks("distributions"), check)


def _launch(**to: str) -> Given:
    return Given(_LAUNCH, {"imageId": "ami-0a1b2c3d4e5f60718", **to})


def _distribution(**permission: list[str]) -> Given:
    area = {"region": "us-east-1", "amiDistributionConfiguration": {"launchPermission": permission}}
    return Given(_DISTRIBUTION, {"distributions": [{"region": "eu-west-1"}, area]})


_ACCOUNT = "111122223333"

CONTROL = Control(
    id="ec2.image-shared-internally",
    title="Images are shared with the organization and with trusted accounts only",
    practices=("data.at-rest", "account.organizations"),
    severity=Severity.MEDIUM,
    why="An image holds what was on the disk of the machine it was made of: keys, histories, and your software.",
    fix="share with organizationArn or organizationalUnitArn, or name the account in trustedAccounts",
    rules=(ResourceRule((_LAUNCH,), _check), ResourceRule((_DISTRIBUTION,), _check_distribution)),
    equivalents={Tool.CHECKOV: ("CKV_AWS_205",)},
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
        example(
            "the organization", _launch(organizationArn="arn:aws:organizations::111122223333:organization/o-a1b2c3d4e5")
        ),
        example("a trusted account", _launch(accountId=_ACCOUNT), trustedAccounts=[_ACCOUNT]),
        example("a distribution to a trusted account", _distribution(userIds=[_ACCOUNT]), trustedAccounts=[_ACCOUNT]),
        example("a distribution to nobody", _distribution()),
        example("everything omitted", Given(_DISTRIBUTION)),
    ),
    bad=(
        example("another account", _launch(accountId=_ACCOUNT)),
        example("an account beside the trusted one", _launch(accountId="444455556666"), trustedAccounts=[_ACCOUNT]),
        example("a distribution to another account", _distribution(userIds=[_ACCOUNT])),
        example(
            "a distribution to an account beside the trusted one",
            _distribution(userIds=[_ACCOUNT, "444455556666"]),
            trustedAccounts=[_ACCOUNT],
        ),
    ),
)
