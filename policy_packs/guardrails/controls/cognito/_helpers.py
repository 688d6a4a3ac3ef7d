"""The types of Cognito."""

from typing import Any

from .._model import Given

POOL = "aws:cognito/userPool:UserPool"
CLIENT = "aws:cognito/userPoolClient:UserPoolClient"
MANAGED_CLIENT = "aws:cognito/managedUserPoolClient:ManagedUserPoolClient"
CLIENTS = (CLIENT, MANAGED_CLIENT)
IDENTITY_POOL = "aws:cognito/identityPool:IdentityPool"


def pool(**more: Any) -> Given:
    """A user pool, for examples."""
    return Given(POOL, {"name": "customers"} | more, name="pool")


def client(type: str = CLIENT, **more: Any) -> Given:
    """A client of a user pool, for examples."""
    name = {"namePrefix": "shop"} if type == MANAGED_CLIENT else {"name": "shop"}
    return Given(type, {"userPoolId": "eu-central-1_a1b2c3d4e"} | name | more)
