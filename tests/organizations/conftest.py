"""The example organization, to be broken in every way, and what its reader says about it."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from organizations.loading import parse
from organizations.problems import OrganizationFileError, Problem

EXAMPLE = Path(__file__).parents[2] / "organizations" / "example.yaml"
_DOCUMENT = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))


@pytest.fixture
def document() -> dict[str, Any]:
    """The example as plain data, for one test to change."""
    return copy.deepcopy(_DOCUMENT)


@pytest.fixture(scope="session")
def problems() -> Callable[[object], list[Problem]]:
    """The problems of a file that holds some text, bytes or plain data; none if it can be used."""

    def find(content: object) -> list[Problem]:
        if not isinstance(content, str | bytes):
            content = yaml.safe_dump(content, sort_keys=False)
        try:
            parse(content if isinstance(content, bytes) else content.encode(), "acme.yaml")
        except OrganizationFileError as error:
            return list(error.problems)
        return []

    return find
