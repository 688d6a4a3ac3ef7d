"""Selection: each query takes the controls that it says, and the thin packs are such queries.

Not proved: that a framework asks for what its controls do.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
import yaml

from policy_packs.guardrails.controls import catalogue
from policy_packs.guardrails.controls._frameworks import Framework
from policy_packs.guardrails.controls._model import Control, Severity, Tier
from policy_packs.guardrails.controls._requirements import requirements
from policy_packs.guardrails.controls._selection import Selection, SelectionError

PACKS = Path(__file__).parents[2] / "policy_packs"
THIN = sorted(path.parent for path in PACKS.glob("*/__main__.py") if path.parent.name != "guardrails")


def _of(**query: Any) -> set[str]:
    return {control.id for control in Selection(**query).of(catalogue())}


def _where(condition: Any) -> set[str]:
    return {control.id for control in catalogue() if condition(control)}


def test_an_empty_query_takes_everything_in_order() -> None:
    assert Selection().of(catalogue()) == catalogue()


def test_severity_is_at_least() -> None:
    assert _of(severity="critical") == _where(lambda control: control.severity is Severity.CRITICAL)
    assert _of(severity="high") == _where(lambda c: c.severity in (Severity.CRITICAL, Severity.HIGH))
    assert _of(severity="low") == _where(lambda control: True)


def test_a_tier_contains_the_smaller_ones() -> None:
    assert _of(tier="minimal") == _where(lambda control: control.tier is Tier.MINIMAL)
    assert _of(tier="standard") == _where(lambda control: control.tier is not Tier.REGULATED)
    assert _of(tier="minimal") < _of(tier="standard") < _of(tier="regulated")


def test_services_practices_and_ids() -> None:
    assert _of(services=("s3", "kms")) == _where(lambda control: control.id.startswith(("s3.", "kms.")))
    assert _of(practices=("data.kms",)) == _where(lambda control: "data.kms" in control.practices)
    assert _of(practices=("data",)) == _where(lambda c: any(each.startswith("data.") for each in c.practices))
    assert _of(ids=("s3.bucket-tls-only",)) == {"s3.bucket-tls-only"}


@pytest.mark.parametrize("framework", list(Framework))
def test_a_framework_takes_what_serves_it_even_when_only_the_crosswalk_says_so(framework: Framework) -> None:
    assert _of(frameworks=(framework,)) == _where(lambda control: framework in requirements(control))


def test_fields_narrow_each_other() -> None:
    both = _of(severity="critical", services=("s3",))
    assert both == _of(severity="critical") & _of(services=("s3",))
    assert both


def test_every_unknown_name_is_told_at_once_with_what_it_may_have_meant() -> None:
    with pytest.raises(SelectionError) as error:
        Selection(frameworks=("pci-dss",), severity="sever", services=("s33",), tier="medium", ids=("x",)).of(
            catalogue()
        )
    lines = str(error.value).splitlines()
    assert lines[0] == "there is no framework 'pci-dss'; expected pci-dss-4.0.1"
    assert [line.split("'")[1] for line in lines] == ["pci-dss", "sever", "s33", "medium", "x"]


def test_a_query_that_takes_nothing_is_an_error() -> None:
    with pytest.raises(SelectionError, match="no control is selected"):
        Selection(severity="critical", ids=("s3.bucket-versioned",)).of(catalogue())


def _selection(pack: Path) -> tuple[Control, ...]:
    """What the pack's program selects, without running its server."""
    tree = ast.parse((pack / "__main__.py").read_text())
    (call,) = [
        node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Selection"
    ]
    return Selection(**{str(item.arg): ast.literal_eval(item.value) for item in call.keywords}).of(catalogue())


@pytest.mark.parametrize("pack", THIN, ids=lambda pack: pack.name)
def test_a_thin_pack_selects_some_controls_and_is_described(pack: Path) -> None:
    project = yaml.safe_load((pack / "PulumiPolicy.yaml").read_text())
    assert project["name"] == f"landing-zone-{pack.name}"
    assert f'serve("{project["name"]}"' in (pack / "__main__.py").read_text()
    assert project["description"].endswith(".")
    assert 10 <= len(_selection(pack)) < len(catalogue())
    assert (pack / "requirements.txt").read_text() == (PACKS / "guardrails" / "requirements.txt").read_text()
