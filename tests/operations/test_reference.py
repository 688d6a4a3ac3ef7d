"""The reference pages say what the catalogue says now, and their links lead somewhere.

Not proved: that a reader finds them clear.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path, PurePosixPath

import pytest
import yaml

from operations.__main__ import main
from operations._reference import pages, stale, write
from policy_packs.guardrails.controls import catalogue
from policy_packs.guardrails.controls._frameworks import Framework
from policy_packs.guardrails.controls._model import Control
from policy_packs.guardrails.controls.secrets._formats import kinds
from twin import schema

DOCS = Path(__file__).parents[2] / "docs"
REFRESH = "run `landing-zone policy docs`"


@cache
def _pages() -> dict[PurePosixPath, str]:
    return pages()


def _page(control: Control) -> str:
    service, _, slug = control.id.partition(".")
    return _pages()[PurePosixPath(f"controls/{service}/{slug}.md")]


def test_the_pages_in_the_repository_are_current() -> None:
    old = [str(path) for path, text in _pages().items() if not _is_current(DOCS / path, text)]
    assert not old, REFRESH
    assert not stale(DOCS), REFRESH


def _is_current(file: Path, text: str) -> bool:
    return file.is_file() and file.read_text(encoding="utf-8") == text


def test_writing_makes_all_pages_and_removes_those_of_controls_that_are_gone(tmp_path: Path) -> None:
    gone = tmp_path / "controls" / "s3" / "gone.md"
    gone.parent.mkdir(parents=True)
    gone.write_text("old")
    assert write(tmp_path) == len(_pages())
    assert not gone.exists()
    assert not stale(tmp_path)


def test_the_command_writes_where_it_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "docs", "--out", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"{tmp_path}: {len(_pages())} pages\n"


def test_every_link_leads_to_a_page() -> None:
    broken = {
        f"{path}: {target}"
        for path, text in _pages().items()
        for target in re.findall(r"\]\(([^)]+)\)", text)
        if PurePosixPath(_resolved(path.parent / target)) not in _pages()
    }
    assert not broken


def _resolved(path: PurePosixPath) -> str:
    parts: list[str] = []
    for part in path.parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def test_a_page_says_what_why_and_how() -> None:
    for control in catalogue():
        page = _page(control)
        assert page.startswith(f"# {control.title}\n")
        assert control.why in page and control.fix in page and str(control.severity) in page
        assert all(practice in page for practice in control.practices)


def test_the_examples_are_programs_of_types_that_exist() -> None:
    for control in catalogue():
        for text in re.findall(r"```yaml\n(.*?)```", _page(control), flags=re.DOTALL):
            for resource in yaml.safe_load(text)["resources"].values():
                assert not resource["type"].startswith("aws:") or schema.resource_class(resource["type"]), control.id


def test_no_page_holds_what_looks_like_a_credential() -> None:
    """Scanners of repositories would take it for a leak."""
    assert not [str(path) for path, text in _pages().items() if any(kinds(text))]


@pytest.mark.parametrize("framework", list(Framework))
def test_a_framework_s_page_says_what_is_covered_and_what_is_not(framework: Framework) -> None:
    page = _pages()[PurePosixPath(f"frameworks/{framework}.md")]
    assert "## Covered" in page
    assert re.search(r"^\d+ requirements are covered by controls, \d+ are not\.", page, flags=re.MULTILINE)
