"""What is logged, where it goes and how long it is kept."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import Field

from organizations._fields import Days, Expected, RetentionDays, Section, Switch, setting
from organizations._rules import known, reads
from organizations.problems import Finding, Location

if TYPE_CHECKING:
    from organizations.model import Organization


DATA_EVENTS: Final[Mapping[str, str]] = {
    "dynamodb": "AWS::DynamoDB::Table",
    "lambda": "AWS::Lambda::Function",
    "s3": "AWS::S3::Object",
    "sns": "AWS::SNS::Topic",
    "sqs": "AWS::SQS::Queue",
}
"""What the trail can record the use of, and CloudTrail's name for it: CloudTrail user guide, "Logging data events"."""

DataEvents = Annotated[
    Literal["dynamodb", "lambda", "s3", "sns", "sqs"],
    Expected(f"one of {', '.join(DATA_EVENTS)}", "write the names of services", tuple(DATA_EVENTS)),
]


class ObjectLock(Section):
    """How the log archive is kept from deletion."""

    mode: Annotated[
        Literal["GOVERNANCE", "COMPLIANCE"],
        Expected("GOVERNANCE or COMPLIANCE", "write one of the two", ("GOVERNANCE", "COMPLIANCE")),
    ] = Field(
        default="GOVERNANCE",
        description="GOVERNANCE yields to a named permission; COMPLIANCE yields to nobody until the days are over.",
    )
    days: Days = Field(default=365, description="Days that a log object is locked for.")
    acknowledge_irreversible: Switch = Field(
        default=False, description="Must be true for COMPLIANCE: neither you nor AWS can undo it."
    )


class Logging(Section):
    """What is logged, and for how long: by default a year at hand and seven years in the archive."""

    retention_days: RetentionDays = Field(default=365, description="Days in CloudWatch Logs, for searching.")
    archive_days: Days = Field(default=2555, description="Days in the archive in all; not less than the lock's.")
    object_lock: ObjectLock = Field(default=ObjectLock(), description="How the archive is kept from deletion.")
    insights: Switch = setting(
        "Whether CloudTrail looks for unusual rates of calls and errors.",
        default=True,
        minimal=False,
        paid_by="call that is looked at",
    )
    data_events: tuple[DataEvents, ...] = setting(
        "Services whose data events (reads and writes of objects, calls of functions and so on) the trail records.",
        default=(),
        regulated=("s3", "lambda"),
        paid_by="event",
    )


@reads("logging")
def _archive_outlives_its_lock(organization: "Organization") -> Iterator[Finding]:
    logging = organization.logging
    if known(logging.archive_days, logging.object_lock.days) and logging.archive_days < logging.object_lock.days:
        expected = f"at least object_lock.days, {logging.object_lock.days} (nothing locked can expire)"
        yield Finding(("logging", "archive_days"), logging.archive_days, expected, "keep the archive longer")


@reads("logging")
def _compliance_is_acknowledged(organization: "Organization") -> Iterator[Finding]:
    lock = organization.logging.object_lock
    if lock.mode == "COMPLIANCE" and lock.acknowledge_irreversible is False:
        expected = "true in COMPLIANCE mode, which nobody can shorten or lift, not even AWS"
        at: Location = ("logging", "object_lock", "acknowledge_irreversible")
        yield Finding(at, False, expected, "set it to true, or use GOVERNANCE")
