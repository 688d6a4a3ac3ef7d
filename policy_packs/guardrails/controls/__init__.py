"""The catalogue of controls: one control, one file, found by walking this package."""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path

from ._model import Control


@cache
def catalogue() -> tuple[Control, ...]:
    """All controls, sorted by id.

    Raises:
        ValueError: a module has no CONTROL, or two controls share an id; all such mistakes are listed.
    """
    controls: dict[str, Control] = {}
    mistakes: list[str] = []
    for path in sorted(Path(__file__).parent.glob("[!_]*/[!_]*.py")):
        name = f"{path.parent.name}/{path.name}"
        module = importlib.import_module(f"{__name__}.{path.parent.name}.{path.stem}")
        control = getattr(module, "CONTROL", None)
        if not isinstance(control, Control):
            mistakes.append(f"{name}: expected a CONTROL of type Control, got {control!r}")
        elif control.id in controls:
            mistakes.append(f"{name}: the id {control.id} is already taken")
        else:
            controls[control.id] = control
    if mistakes:
        raise ValueError("the catalogue has mistakes:\n" + "\n".join(mistakes))
    return tuple(controls[id] for id in sorted(controls))
