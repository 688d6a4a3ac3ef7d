"""How verbs are told which organization they work on."""

import argparse
from pathlib import Path

from organizations.loading import load
from organizations.model import Organization

_FOLDER = Path(__file__).parent.parent / "organizations"


def organization_argument(parser: argparse.ArgumentParser) -> None:
    """Add --organization: a name under organizations/, or the path of a file."""
    parser.add_argument(
        "--organization",
        default="example",
        metavar="NAME",
        help="the organization file under organizations/, or the path of one (default: example)",
    )


def read_organization(args: argparse.Namespace) -> Organization:
    """Load the organization that was asked for.

    Raises:
        OrganizationFileError: the file can't be used; all of its problems.
    """
    named: str = args.organization
    return load(Path(named) if named.endswith((".yaml", ".yml")) else _FOLDER / f"{named}.yaml")
