"""What verbs say and where: results to standard output, troubles to standard error."""

import sys


def say(text: str) -> None:
    """Write a line of result to standard output."""
    sys.stdout.write(f"{text}\n")


def complain(text: str) -> None:
    """Write a line about trouble to standard error."""
    sys.stderr.write(f"{text}\n")
