"""CloudShell cannot carry files in and out."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._attachments import ATTACHMENTS, ROLE_ATTACHMENT, attached, everywhere


def _check(attachment: Resource) -> Iterator[str]:
    for name in attached(attachment, ("AWSCloudShellFullAccess",)):
        yield f"files can be carried out through CloudShell; got {name}, expected a policy without file transfer"


CONTROL = Control(
    id="iam.no-cloudshell-full-access",
    title="Nobody is given full access to CloudShell",
    practices=("iam.least-privilege",),
    severity=Severity.MEDIUM,
    tier=Tier.REGULATED,
    why="CloudShell has a way to the internet and to its user's disk, past every network control.",
    fix="attach a policy that denies cloudshell:GetFileDownloadUrls and cloudshell:GetFileUploadUrls",
    rules=(ResourceRule(ATTACHMENTS, _check),),
    frameworks={
        Framework.CIS_3_0: ("1.22",),
        Framework.CIS_5_0: ("1.21",),
        Framework.CIS_7_0: ("2.20",),
    },
    good=(
        example("everything omitted", Given(ROLE_ATTACHMENT)),
        *(
            example(f"another policy, {item.name}", *item.resources)
            for item in everywhere("arn:aws:iam::aws:policy/ReadOnlyAccess")
        ),
    ),
    bad=everywhere("arn:aws:iam::aws:policy/AWSCloudShellFullAccess"),
)
