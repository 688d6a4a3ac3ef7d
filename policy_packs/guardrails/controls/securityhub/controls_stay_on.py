"""Security Hub's critical controls stay on.

Source: Security Hub user guide, "Security Hub CSPM controls reference": the controls of critical severity.
"""

from collections.abc import Iterator

from .._model import Control, Given, Parameter, ResourceRule, Severity, example
from .._resources import Resource

_ASSOCIATION = "aws:securityhub/standardsControlAssociation:StandardsControlAssociation"
_CONTROL = "aws:securityhub/standardsControl:StandardsControl"
_POLICY = "aws:securityhub/configurationPolicy:ConfigurationPolicy"

_CRITICAL = (
    "CodeBuild.1 CodeBuild.2 Config.1 DMS.1 DocumentDB.3 EC2.1 EC2.19 ECR.1 EMR.2 ES.2 IAM.4 IAM.6 IAM.9 KMS.3 "
    "Lambda.1 MSK.4 Neptune.3 Opensearch.2 RDS.1 RDS.2 Redshift.1 S3.2 S3.3 S3.8 S3.19 SNS.4 SQS.3 SSM.4 SSM.7"
).split()


def _disabled(resource: Resource) -> list[str]:
    """The controls that the resource switches off."""
    if resource.type == _POLICY:
        said = resource.block("configurationPolicy").block("securityControlsConfiguration")
        return said.texts("disabledControlIdentifiers")
    if resource.type == _ASSOCIATION:
        is_off, id = resource.text("associationStatus") == "DISABLED", resource.text("securityControlId")
    else:
        is_off = resource.text("controlStatus") == "DISABLED"
        id = resource.text("standardsControlArn").rpartition("/")[2]
    return [id] if is_off else []


def _check(resource: Resource) -> Iterator[str]:
    off = [id for id in _disabled(resource) if id in resource.parameters["controls"]]
    if off:
        yield f"what is worst goes unseen; got {', '.join(off)} disabled, expected them enabled"


_STANDARD = "arn:aws:securityhub:us-east-1::standards/aws-foundational-security-best-practices/v/1.0.0"


def _association(status: str, control: str = "S3.2") -> Given:
    given = {"standardsArn": _STANDARD, "securityControlId": control, "associationStatus": status}
    return Given(_ASSOCIATION, given)


def _control(status: str) -> Given:
    arn = "arn:aws:securityhub:us-east-1:111122223333:control/aws-foundational-security-best-practices/v/1.0.0/S3.2"
    return Given(_CONTROL, {"standardsControlArn": arn, "controlStatus": status, "disabledReason": "noise"})


def _policy(*disabled: str) -> Given:
    controls = {"disabledControlIdentifiers": list(disabled)}
    given = {"serviceEnabled": True, "enabledStandardArns": [_STANDARD], "securityControlsConfiguration": controls}
    return Given(_POLICY, {"name": "all", "configurationPolicy": given})


CONTROL = Control(
    id="securityhub.controls-stay-on",
    title="Security Hub's critical controls stay on",
    practices=("automation.security-hub-guardduty",),
    severity=Severity.MEDIUM,
    why="A control that is switched off for one resource is blind for all of them.",
    fix="enable the control and suppress the findings that don't matter",
    rules=(ResourceRule((_ASSOCIATION, _CONTROL, _POLICY), _check),),
    parameters={
        "controls": Parameter(
            _CRITICAL,
            {"type": "array", "items": {"type": "string"}, "description": "The controls that must stay on."},
        )
    },
    good=(
        example("enabled", _association("ENABLED")),
        example("another control", _association("DISABLED", "CloudFront.1")),
        example("another control than is asked for", _association("DISABLED"), controls=["S3.3"]),
        example("enabled in the older way", _control("ENABLED")),
        example("a policy without others", _policy("CloudFront.1")),
    ),
    bad=(
        example("disabled", _association("DISABLED")),
        example("one that is asked for", _association("DISABLED", "S3.20"), controls=["S3.20"]),
        example("disabled in the older way", _control("DISABLED")),
        example("disabled by a policy", _policy("CloudFront.1", "IAM.4")),
    ),
)
