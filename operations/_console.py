"""What verbs say and where: results to standard output, troubles to standard error."""

import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

# Wide enough for the longest row where there is no terminal whose width counts.
_PIPE_WIDTH = 160


def say(text: str) -> None:
    """Write a line of result to standard output."""
    _write(sys.stdout, text)


def complain(text: str) -> None:
    """Write a line about trouble to standard error."""
    _write(sys.stderr, text)


def _write(stream: TextIO, text: str) -> None:
    encoding = stream.encoding or "utf-8"
    # A terminal that lacks a character shows its escape; it is no reason to fail.
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")
    # A verb that then waits, such as a server, must have said it even in a pipe.
    stream.flush()


def page() -> "Console":
    """Standard output for tables and trees: plain text in a pipe."""
    from rich.console import Console  # Every verb imports this module, and most print no table.

    return Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else _PIPE_WIDTH)
