"""The perimeter's list takes what can be trusted and refuses the rest, each with its place.

Not proven: that an id belongs to whom it is said to belong to.
"""

from collections.abc import Callable
from typing import Any

import pytest

from organizations.model import Organization
from organizations.problems import Problem

Find = Callable[[object], list[Problem]]


def test_nobody_else_is_trusted_by_default(document: dict[str, Any]) -> None:
    perimeter = Organization.model_validate(document).perimeter
    assert (perimeter.organizations, perimeter.accounts, perimeter.networks) == ((), (), ())
    assert perimeter.inbound and perimeter.outbound


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("organizations", ["acme"], "the id of an AWS organization"),
        ("organizations", ["o-a1b2c3d4e5", "o-a1b2c3d4e5"], "each one once"),
        ("accounts", ["1234"], "the 12 digits"),
        ("accounts", ["111122223333"], "an account outside the organization (management has this id"),
        ("networks", ["10.0.0.0/8"], "a public IPv4 or IPv6 range"),
        ("networks", ["0.0.0.0/0"], "a public IPv4 or IPv6 range"),
        ("networks", ["8.8.8.8/24"], "a public IPv4 or IPv6 range"),
        ("networks", ["office"], "a public IPv4 or IPv6 range"),
    ],
)
def test_what_cannot_be_trusted_is_refused_at_its_place(
    document: dict[str, Any], problems: Find, key: str, value: list[str], expected: str
) -> None:
    document["perimeter"] = {key: value}
    (problem,) = problems(document)
    assert problem.path == f"perimeter.{key}[{len(value) - 1}]"
    assert expected in problem.expected


@pytest.mark.parametrize("network", ["8.8.8.0/24", "2600:1f00::/24", "52.95.110.1/32"])
def test_public_ranges_are_taken(document: dict[str, Any], problems: Find, network: str) -> None:
    document["perimeter"] = {"networks": [network]}
    assert problems(document) == []
