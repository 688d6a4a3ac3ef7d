"""Every test is collected: pytest finds tests in files named test_*.py only, so a test elsewhere would never run."""

from __future__ import annotations

import ast
from pathlib import Path

TESTS = Path(__file__).parent


def _holds_tests(path: Path) -> bool:
    return any(
        isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    )


def test_every_file_that_holds_tests_is_named_so() -> None:
    holding = [path for path in TESTS.rglob("*.py") if _holds_tests(path)]
    assert Path(__file__) in holding
    assert not [str(path.relative_to(TESTS)) for path in holding if not path.name.startswith("test_")]
