"""Recorders of AWS Config, and what stands beside them."""

from .._resources import Resource

RECORDER = "aws:cfg/recorder:Recorder"
ROLE = "arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"


def is_here(other: Resource, recorder: Resource) -> bool:
    """Recorders of all accounts and regions share one name, so where a resource is counts as much as its name."""
    return other.provider == recorder.provider and other.text("region") == recorder.text("region")
