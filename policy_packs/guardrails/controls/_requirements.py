"""Which requirements of which frameworks a control serves: those that it names, and those that follow from them.

AWS says of each Security Hub control which requirements of NIST SP 800-53 and PCI DSS it is related to, and its Config
conformance packs relate the rules behind some of them to more; with ISO/IEC 27001 they are related here, by what they
are for. So controls name the hub's ids and the rest is looked up. The closed lists hold what resources can show, of ISO
27001 all of Annex A: what NIST and PCI ask of people, buildings and documents is out of scope. Sources: Security Hub
user guide, "Related requirements"; AWS Config developer guide, "Operational best practices for NIST 800-53 rev 5" and
"for PCI DSS 4.0"; CIS AWS Foundations Benchmark 3.0.0, 5.0.0 and 7.0.0; Security Hub's FSBP of September 2026.
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
