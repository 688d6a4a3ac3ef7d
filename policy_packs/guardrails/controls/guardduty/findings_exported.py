"""Who administers GuardDuty keeps its findings for longer than GuardDuty does."""

from collections.abc import Iterator

from .._model import Control, Given, Ref, Severity, StackRule, Tier, example
from .._resources import Resource, Stack

_CONFIGURATION = "aws:guardduty/organizationConfiguration:OrganizationConfiguration"
_DESTINATION = "aws:guardduty/publishingDestination:PublishingDestination"
_DETECTOR = "aws:guardduty/detector:Detector"


def _check(configuration: Resource, stack: Stack) -> Iterator[str]:
    if not stack.beside(configuration, _DESTINATION):
        yield "findings are gone after 90 days; got no PublishingDestination, expected one"


_STACK = (
    Given(_DETECTOR, name="detector"),
    Given(
        _CONFIGURATION,
        {"detectorId": Ref("detector"), "autoEnableOrganizationMembers": "ALL"},
        name="configuration",
    ),
)
_INPUTS = {"destinationArn": "arn:aws:s3:::findings", "kmsKeyArn": "arn:aws:kms:us-east-1:111122223333:key/1a2b"}

CONTROL = Control(
    id="guardduty.findings-exported",
    title="Who administers GuardDuty keeps its findings for longer than GuardDuty does",
    practices=("automation.security-hub-guardduty", "response.plan"),
    severity=Severity.LOW,
    why="An intrusion is often understood only by findings that are older than 90 days.",
    fix="add a PublishingDestination to a bucket of the log archive",
    rules=(StackRule((_CONFIGURATION,), _check),),
    tier=Tier.REGULATED,
    good=(
        example("exported", *_STACK, Given(_DESTINATION, _INPUTS | {"detectorId": Ref("detector")}, name="export")),
        example("an account of its own", _STACK[0]),
    ),
    bad=(example("kept where they are", *_STACK),),
)
