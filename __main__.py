"""The Pulumi program: deploys the layers that the stack's name says, of the organization that it names."""

from pathlib import Path

import pulumi

from organizations.loading import load
from stacks import deploy

stack = pulumi.get_stack()
name = pulumi.Config().get("organization") or stack.partition(".")[0]
deploy(load(Path(__file__).parent / "organizations" / f"{name}.yaml"), stack)
