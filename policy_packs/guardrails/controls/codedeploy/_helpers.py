"""Groups of deployments, and one for examples."""

from .._model import Given

GROUP = "aws:codedeploy/deploymentGroup:DeploymentGroup"


def group(**properties: object) -> Given:
    """A deployment group with what it needs, for examples."""
    needed = {
        "appName": "web",
        "deploymentGroupName": "web",
        "serviceRoleArn": "arn:aws:iam::111122223333:role/deploy",
    }
    return Given(GROUP, needed | properties)
