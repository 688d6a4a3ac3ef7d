"""What moto lacks and AWS has, filled in while the embedded AWS runs: one module a subject."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from . import accounts, identity, network, organizations, security, systems_manager
from .organizations import next_account_id

__all__ = ["filled", "next_account_id"]


@contextlib.contextmanager
def filled() -> Iterator[None]:
    """Fill every gap until the end of the context."""
    with (
        accounts.filled(),
        identity.filled(),
        network.filled(),
        organizations.filled(),
        security.filled(),
        systems_manager.filled(),
    ):
        yield
