"""What hooks do beside a resource's creation.

Not proved here: that they run at the right moment; the tests of the components that use them show it.
"""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from components import _hooks
from components._hooks import make_service_linked_role
from tests.conftest import HOME_REGION, World

SERVICE = "access-analyzer.amazonaws.com"


def test_a_service_linked_role_is_made_in_the_account(world: World) -> None:
    make_service_linked_role(world.accounts["first"], HOME_REGION, SERVICE)
    assert world.client("iam", "first").get_role(RoleName="AWSServiceRoleForAccessAnalyzer")
    with pytest.raises(ClientError, match="NoSuchEntity"):
        world.client("iam", "second").get_role(RoleName="AWSServiceRoleForAccessAnalyzer")


class Refusing:
    """A client that refuses every role with one error code."""

    def __init__(self, code: str) -> None:
        self.code = code

    def create_service_linked_role(self, **_: Any) -> None:
        raise ClientError({"Error": {"Code": self.code, "Message": "no"}}, "CreateServiceLinkedRole")


@pytest.mark.parametrize("code", ["InvalidInput", "EntityAlreadyExists"])
def test_a_role_that_is_there_is_no_problem(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_hooks, "_client", lambda *_: Refusing(code))
    make_service_linked_role("111122223333", HOME_REGION, SERVICE)


def test_any_other_refusal_stops_the_deploy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_hooks, "_client", lambda *_: Refusing("AccessDenied"))
    with pytest.raises(ClientError, match="AccessDenied"):
        make_service_linked_role("111122223333", HOME_REGION, SERVICE)
