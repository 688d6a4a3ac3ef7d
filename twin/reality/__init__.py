"""Invariants of the resource graph that an emulator can't show and AWS would punish.

Each is a function in a module of its subject; see `_invariants` for what they share.
"""

from __future__ import annotations

from ._invariants import Broken, Facts, Invariant, Subject, check, invariants, judge

__all__ = ["Broken", "Facts", "Invariant", "Subject", "check", "invariants", "judge"]
