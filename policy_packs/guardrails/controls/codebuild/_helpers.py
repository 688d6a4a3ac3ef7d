"""Projects, and one for examples."""

from typing import Any

from .._model import Given

PROJECT = "aws:codebuild/project:Project"
WEBHOOK = "aws:codebuild/webhook:Webhook"


def project(**properties: Any) -> Given:
    """A project with what it needs, for examples."""
    needed = {
        "artifacts": {"type": "NO_ARTIFACTS"},
        "environment": environment(),
        "serviceRole": "arn:aws:iam::111122223333:role/build",
        "source": {"type": "NO_SOURCE"},
    }
    return Given(PROJECT, needed | properties)


def environment(**properties: Any) -> dict[str, Any]:
    """An environment that a project builds in, for examples."""
    needed = {
        "computeType": "BUILD_GENERAL1_SMALL",
        "image": "aws/codebuild/amazonlinux-x86_64-standard:5.0",
        "type": "LINUX_CONTAINER",
    }
    return needed | properties


def webhook(**properties: Any) -> Given:
    """A webhook of a project, for examples."""
    return Given(WEBHOOK, {"projectName": "web", **properties})
