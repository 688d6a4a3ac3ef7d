"""The stack's name says which layers and accounts a run deploys.

Not proven here: stack references between stacks, which need the engine (tests/engine).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from organizations.loading import load
from organizations.model import Organization
from stacks import LAYERS
from stacks._zone import Zone


@pytest.fixture(scope="module")
def organization() -> Organization:
    return load(Path(__file__).parents[2] / "organizations" / "example.yaml")


def test_the_organization_alone_is_every_layer_and_every_account(organization: Organization) -> None:
    zone = Zone(organization, "example")
    assert zone.layers == LAYERS
    assert zone.accounts == tuple(organization.accounts)


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_after_the_dot_is_that_layer(organization: Organization, layer: str) -> None:
    assert Zone(organization, f"example.{layer}").layers == (layer,)


def test_an_account_after_the_dots_is_its_baseline(organization: Organization) -> None:
    zone = Zone(organization, "example.account.payments-production")
    assert zone.layers == ("accounts",)
    assert zone.accounts == ("payments-production",)


@pytest.mark.parametrize(
    ("stack", "message"),
    [
        ("other", "got 'other', expected 'example'"),
        ("example.networks", "got 'networks', expected one of organization, logging"),
        ("example.account.nobody", "got 'account.nobody'"),
        ("example.logging.payments-production", "got 'logging.payments-production'"),
    ],
)
def test_any_other_name_is_refused_with_what_was_expected(organization: Organization, stack: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Zone(organization, stack)


def test_guardrails_are_the_last_layer() -> None:
    assert LAYERS[-1] == "guardrails"
