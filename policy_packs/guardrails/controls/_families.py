"""The resource types that share an input which a control is about, with the paths of that input.

The members are computed from pulumi-aws; see policy_packs/families.py for what makes a member.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path


@cache
def family(name: str) -> Mapping[str, tuple[str, ...]]:
    """The type tokens of a family, each with the dotted paths of its inputs.

    Raises:
        KeyError: there is no such family.
    """
    members: Mapping[str, list[str]] = _families()[name]
    return {token: tuple(paths) for token, paths in members.items()}


@cache
def _families() -> Mapping[str, Mapping[str, list[str]]]:
    content: Mapping[str, Mapping[str, list[str]]] = json.loads(Path(__file__).with_suffix(".json").read_text())
    return content
