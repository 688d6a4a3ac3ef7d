"""Environments of Managed Workflows for Apache Airflow, for examples."""

from .._model import Given

ENVIRONMENT = "aws:mwaa/environment:Environment"
_REQUIRED = {
    "dagS3Path": "dags/",
    "executionRoleArn": "arn:aws:iam::111122223333:role/airflow",
    "networkConfiguration": {"securityGroupIds": ["sg-1a2b3c4d"], "subnetIds": ["subnet-1a2b", "subnet-3c4d"]},
    "sourceBucketArn": "arn:aws:s3:::airflow",
}


def environment(**inputs: object) -> Given:
    """An environment with what is required and the given inputs."""
    return Given(ENVIRONMENT, _REQUIRED | inputs)
