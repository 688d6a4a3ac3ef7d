"""Which requirements of which frameworks a control serves: those that it names, and those that follow from them.

AWS says of each Security Hub control which requirements of NIST SP 800-53, PCI DSS and other frameworks it is related
to, so controls name the hub's ids and the rest is looked up. Source: Security Hub user guide, "Related requirements".
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ._frameworks import Framework, Tool
from ._model import Control


def requirements(control: Control) -> dict[Framework, tuple[str, ...]]:
    """Framework to the ids of its requirements, in the frameworks' order."""
    hub = (*control.frameworks.get(Framework.FSBP, ()), *control.equivalents.get(Tool.SECURITY_HUB, ()))
    crosswalk = _facts()["crosswalk"]
    found: dict[Framework, tuple[str, ...]] = {}
    for framework in Framework:
        named = control.frameworks.get(framework, ())
        related = (id for item in hub for id in crosswalk.get(item, {}).get(framework, ()))
        if ids := tuple(dict.fromkeys((*named, *related))):
            found[framework] = ids
    return found


def known(framework: Framework) -> frozenset[str]:
    """The closed list of the framework's requirements, where controls can name any."""
    return frozenset(_facts()["ids"][framework])


def reasons(framework: Framework) -> Mapping[str, str]:
    """The framework's requirements that no control serves, and why."""
    found: Mapping[str, str] = _facts()["uncovered"][framework]
    return found


@cache
def _facts() -> Mapping[str, Any]:
    content: Mapping[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text())
    return content
