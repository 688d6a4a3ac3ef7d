"""Verdicts as files that other programs read: SARIF for code scanning, JUnit for test reports, JSON for the rest."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from policy_packs.guardrails.controls._evaluation import Outcome
from policy_packs.guardrails.controls._model import Control, Severity
from policy_packs.guardrails.controls._requirements import requirements
from policy_packs.guardrails.controls._verdicts import Level, Verdict, default_level

_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
# GitHub sorts alerts by this number. Source: its documentation, "SARIF support for code scanning".
_SCORES = {Severity.CRITICAL: "9.5", Severity.HIGH: "8.0", Severity.MEDIUM: "5.5", Severity.LOW: "3.0"}
_PACK = "settings"


@dataclass(frozen=True)
class Checked:
    """One file that was checked, how many resources it holds, and what the pack says of them."""

    file: str
    resources: int
    verdicts: tuple[Verdict, ...]

    @property
    def violations(self) -> list[Verdict]:
        """What nobody has exempted."""
        return [verdict for verdict in self.verdicts if verdict.outcome is Outcome.FAIL and not verdict.exemption]


def as_json(checks: Sequence[Checked], controls: Sequence[Control]) -> str:
    """One object: the number of controls, and for each file its verdicts."""
    report = {
        "controls": len(controls),
        "files": [
            {
                "file": check.file,
                "resources": check.resources,
                "verdicts": [
                    {
                        "control": _id(verdict),
                        "severity": str(verdict.control.severity) if verdict.control else None,
                        "level": str(verdict.level),
                        "outcome": str(verdict.outcome),
                        "urn": verdict.urn,
                        "message": verdict.message,
                        "exempt_until": str(verdict.exemption.expires) if verdict.exemption else None,
                    }
                    for verdict in check.verdicts
                ],
            }
            for check in checks
        ],
    }
    return json.dumps(report, indent=2)


def as_sarif(checks: Sequence[Checked], controls: Sequence[Control]) -> str:
    """A SARIF 2.1.0 log; what is exempt is a suppressed result.

    Source: OASIS, Static Analysis Results Interchange Format 2.1.0.
    """
    run = {
        "tool": {
            "driver": {
                "name": "landing-zone",
                "rules": [_sarif_rule(control) for control in controls],
            }
        },
        "columnKind": "utf16CodeUnits",
        "results": [_sarif_result(check.file, verdict) for check in checks for verdict in check.verdicts],
    }
    return json.dumps({"$schema": _SARIF, "version": "2.1.0", "runs": [run]}, indent=2)


def _sarif_rule(control: Control) -> dict[str, Any]:
    mapped: tuple[tuple[str, tuple[str, ...]], ...] = (*requirements(control).items(), *control.equivalents.items())
    return {
        "id": control.id,
        "shortDescription": {"text": control.title},
        "fullDescription": {"text": control.why},
        "help": {"text": f"{control.fix}."},
        "defaultConfiguration": {"level": "error" if default_level(control) is Level.MANDATORY else "warning"},
        "properties": {
            "tags": ["security", *control.practices, *(f"{name}:{id}" for name, ids in mapped for id in ids)],
            "security-severity": _SCORES[control.severity],
        },
    }


def _sarif_result(file: str, verdict: Verdict) -> dict[str, Any]:
    fingerprint = hashlib.sha256(f"{_id(verdict)}\n{verdict.urn}".encode()).hexdigest()
    result: dict[str, Any] = {
        "ruleId": _id(verdict),
        "level": "error" if verdict.stops else "note" if verdict.exemption else "warning",
        "message": {"text": verdict.message},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": file}, "region": {"startLine": 1}},
                "logicalLocations": [{"fullyQualifiedName": verdict.urn or file, "kind": "resource"}],
            }
        ],
        "partialFingerprints": {"controlAndResource/v1": fingerprint},
    }
    if verdict.exemption:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": verdict.exemption.reason}]
    return result


def as_junit(checks: Sequence[Checked], controls: Sequence[Control]) -> str:
    """A test suite for each file, a test case for each control: failed, skipped where all is exempt or advice."""
    suites = ElementTree.Element("testsuites", name="landing-zone")
    for check in checks:
        found: defaultdict[str, list[Verdict]] = defaultdict(list)
        for verdict in check.verdicts:
            found[_id(verdict)].append(verdict)
        names = [*(control.id for control in controls), *([_PACK] if _PACK in found else [])]
        suite = ElementTree.SubElement(suites, "testsuite", name=check.file, tests=str(len(names)))
        failures = 0
        for name in names:
            case = ElementTree.SubElement(suite, "testcase", classname=name.partition(".")[0], name=name)
            if any(verdict.stops for verdict in found[name]):
                failures += 1
                ElementTree.SubElement(case, "failure", message=_first(found[name])).text = _lines(found[name])
            elif found[name]:
                ElementTree.SubElement(case, "skipped", message=_first(found[name])).text = _lines(found[name])
        suite.set("failures", str(failures))
    ElementTree.indent(suites)
    return ElementTree.tostring(suites, encoding="unicode", xml_declaration=True)


def _first(verdicts: Sequence[Verdict]) -> str:
    return max(verdicts, key=lambda verdict: verdict.stops).message


def _lines(verdicts: Iterable[Verdict]) -> str:
    return "\n".join(f"{verdict.urn}\n  {verdict.message}" for verdict in verdicts)


def _id(verdict: Verdict) -> str:
    return verdict.control.id if verdict.control else _PACK
