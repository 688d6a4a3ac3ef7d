"""What watches over every account and region."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import AfterValidator, Field, StringConstraints

from organizations._fields import AccountName, Email, Expected, Section, Switch, setting
from organizations._rules import known, reads, unit_paths
from organizations.problems import Finding, Location

if TYPE_CHECKING:
    from organizations.model import Organization

STANDARDS: Final[Mapping[str, str]] = {
    "fsbp": "aws-foundational-security-best-practices/v/1.0.0",
    "cis": "cis-aws-foundations-benchmark/v/5.0.0",
    "nist-800-53": "nist-800-53/v/5.0.0",
    "pci-dss": "pci-dss/v/4.0.1",
}
"""Security Hub's standards by short name: Security Hub user guide, "Standards reference"."""

PROTECTIONS: Final[Mapping[str, str]] = {
    "containers": "EKS_AUDIT_LOGS",
    "databases": "RDS_LOGIN_EVENTS",
    "functions": "LAMBDA_NETWORK_LOGS",
    "malware": "EBS_MALWARE_PROTECTION",
    "objects": "S3_DATA_EVENTS",
    "runtime": "RUNTIME_MONITORING",
}
"""GuardDuty's protections besides its foundation: GuardDuty API reference, "DetectorFeatureConfiguration"."""

AUTOMATION_RULES: Final = 100
ACCOUNTS_A_RULE: Final = 20
"""Rules of an administrator, and values of a criterion: Security Hub user guide, "Automation rules", as of 2026-11."""

Standard = Annotated[
    Literal["fsbp", "cis", "nist-800-53", "pci-dss"],
    Expected(f"one of {', '.join(STANDARDS)}", "write names of standards", tuple(STANDARDS)),
]
Protection = Annotated[
    Literal["containers", "databases", "functions", "malware", "objects", "runtime"],
    Expected(f"one of {', '.join(PROTECTIONS)}", "write names of protections", tuple(PROTECTIONS)),
]
ControlId = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9]+\.[0-9]{1,3}$"),
    Expected("the id of a control of Security Hub such as S3.11", "write it as Security Hub shows it"),
]
Reason = Annotated[
    str,
    StringConstraints(min_length=10, max_length=300),
    Expected("a reason of 10 to 300 characters", "say why it is expected, for those who read it in a year"),
]


def _day(text: str) -> str:
    if text != str(date.fromisoformat(text)):
        raise ValueError("day")
    return text


Day = Annotated[
    str,
    Field(json_schema_extra={"format": "date"}),
    AfterValidator(_day),
    Expected('a day in quotes such as "2027-03-31"', "write year, month and day with hyphens between them"),
]


class Acceptance(Section):
    """Something that Security Hub may find and nobody needs to hear of: whose decision it is, why, and until when."""

    control: ControlId = Field(description="The control, as Security Hub names it.")
    owner: Email = Field(description="Who decided it, and is asked when it ends.")
    reason: Reason = Field(description="Why it is no problem.")
    expires: Day = Field(description="The last day on which it holds; at most two years ahead.")


class Suppression(Acceptance):
    """Findings that are suppressed: they stay in Security Hub, and nobody is told of them."""

    accounts: tuple[AccountName, ...] = Field(default=(), description="The accounts; all of them where none is named.")


class Detection(Section):
    """The services that watch over every account and region; new accounts are watched from their first day."""

    standards: tuple[Standard, ...] = setting(
        "The standards by which Security Hub assesses every account.",
        default=("fsbp", "cis"),
        minimal=("fsbp",),
        regulated=("fsbp", "cis", "nist-800-53"),
        paid_by="check of a resource",
    )
    controls_off: Mapping[str, tuple[Acceptance, ...]] = Field(
        default={}, description="Controls of Security Hub that aren't checked in a unit, by the unit's path."
    )
    suppressions: tuple[Suppression, ...] = Field(
        default=(), description="Findings that are expected, each with owner, reason and last day."
    )
    guardduty: tuple[Protection, ...] = setting(
        "GuardDuty's protections besides its foundation, which is always on.",
        default=tuple(PROTECTIONS),
        minimal=("objects",),
        paid_by="event, log and hour of a virtual processor that is looked at",
    )
    inspector: Switch = setting(
        "Whether Inspector scans instances, images and functions for known vulnerabilities.",
        default=True,
        minimal=False,
        paid_by="instance, image and function that is scanned",
    )
    config_cadence: Annotated[
        Literal["continuous", "daily"],
        Expected("continuous or daily", "write one of the two", ("continuous", "daily")),
    ] = setting(
        "How often AWS Config records a resource that changes: each time, or once a day.",
        default="continuous",
        minimal="daily",
        paid_by="change that is recorded",
    )


_LONGEST_YEARS: Final = 2


def _acceptances(detection: Detection) -> Iterator[tuple[Location, Acceptance]]:
    if known(detection.suppressions):
        for number, each in enumerate(detection.suppressions):
            yield ("detection", "suppressions", number), each
    if known(detection.controls_off):
        for unit, accepted in detection.controls_off.items():
            if known(accepted):
                for number, acceptance in enumerate(accepted):
                    yield ("detection", "controls_off", unit, number), acceptance


@reads("detection")
def _acceptances_end(organization: "Organization") -> Iterator[Finding]:
    today = date.today()
    latest = today.replace(year=today.year + _LONGEST_YEARS, day=min(today.day, 28))
    for at, each in _acceptances(organization.detection):
        if not known(each, each.expires):
            continue
        last = date.fromisoformat(each.expires)
        if last < today:
            expected = "a day that isn't over"
            yield Finding((*at, "expires"), each.expires, expected, "mend what it hides, or have it decided again")
        elif last > latest:
            expected = f"a day up to {latest}, {_LONGEST_YEARS} years ahead"
            yield Finding((*at, "expires"), each.expires, expected, "choose a day on which somebody looks again")


@reads("detection", "accounts")
def _suppressed_accounts_exist(organization: "Organization") -> Iterator[Finding]:
    if not known(organization.detection.suppressions):
        return
    names = tuple(organization.accounts)
    for number, each in enumerate(organization.detection.suppressions):
        if known(each, each.accounts):
            for index, account in enumerate(each.accounts):
                if known(account) and account not in organization.accounts:
                    at = ("detection", "suppressions", number, "accounts", index)
                    yield Finding(at, account, "the name of an account under accounts", "correct it", names)


@reads("detection", "units")
def _units_with_controls_off_exist(organization: "Organization") -> Iterator[Finding]:
    if not known(organization.detection.controls_off):
        return
    paths = tuple("/".join(path) for path in unit_paths(organization.units))
    for unit in organization.detection.controls_off:
        if unit not in paths:
            at = ("detection", "controls_off", unit)
            yield Finding(at, unit, "the path of a unit under units", "correct it", paths)


@reads("detection", "accounts", "foundation")
def _owners_fit(organization: "Organization") -> Iterator[Finding]:
    if not known(organization.detection.suppressions):
        return
    owners = {account.owner for account in organization.accounts.values() if known(account, account.owner)}
    room = AUTOMATION_RULES - len(owners) - len(organization.accounts) // ACCOUNTS_A_RULE
    if len(organization.detection.suppressions) > room:
        expected = (
            f"at most {room}, as Security Hub has {AUTOMATION_RULES} rules and the owners of accounts take theirs"
        )
        at = ("detection", "suppressions")
        yield Finding(at, len(organization.detection.suppressions), expected, "turn controls off in units instead")
