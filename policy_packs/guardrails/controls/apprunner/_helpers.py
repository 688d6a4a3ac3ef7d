"""The type of App Runner services."""

from typing import Any

from .._model import Given

SERVICE = "aws:apprunner/service:Service"


def service(**more: Any) -> Given:
    """A service, for examples."""
    image = {"imageIdentifier": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop:1.0", "imageRepositoryType": "ECR"}
    return Given(
        SERVICE, {"serviceName": "shop", "sourceConfiguration": {"imageRepository": image}} | more, name="service"
    )


def ingress(public: bool) -> dict[str, Any]:
    """Whether the internet reaches a service, for examples."""
    return {"networkConfiguration": {"ingressConfiguration": {"isPubliclyAccessible": public}}}
