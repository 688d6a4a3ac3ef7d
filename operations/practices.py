"""Say which practices are in force in an organization, computed from a rehearsal of it.

A practice is built, guarded by organization policies, enforced on deploys, detected at run time, answered, and proven;
it is in force when all that it asks for holds.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence

from rich.table import Table

from components.guardrails import GuardrailError
from operations._console import complain, page, say
from operations._organization import organization_argument, read_organization
from twin.aws import EmbeddedAws
from twin.monitor import ProgramError
from twin.practices import COLUMNS, Standing, standings
from twin.rehearsal import rehearse

_SIGNS = {True: "[green]yes[/]", False: "[bold red]no[/]", None: "[dim]-[/]"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    organization_argument(parser)
    parser.add_argument("--json", action="store_true", help="print a list of objects, with the evidence")


def run(args: argparse.Namespace) -> int:
    """Rehearse and report: 0 when every practice is in force, 1 when one isn't, 2 when it can't be rehearsed."""
    organization = read_organization(args)
    management = organization.accounts[organization.foundation.management].id or ""
    try:
        with EmbeddedAws(management) as aws:
            found = standings(rehearse(organization, aws))
    except (GuardrailError, ProgramError) as error:
        complain(str(error))
        return 2
    if args.json:
        say(json.dumps([each.as_json() for each in found], indent=2))
    else:
        _print(found)
    return 0 if all(each.in_force for each in found) else 1


def _print(found: Sequence[Standing]) -> None:
    console = page()
    table = Table("practice", *COLUMNS, "in force", box=None, pad_edge=False)
    for each in found:
        table.add_row(each.id, *(_SIGNS[each.holds[column]] for column in COLUMNS), _SIGNS[each.in_force])
    console.print(table)
    console.print(f"\n[bold]{sum(each.in_force for each in found)} of {len(found)} practices in force[/]")
    for each in found:
        if not each.in_force:
            lacking = [line for line in each.evidence if each.holds[line.partition(":")[0]] is False]
            console.print(f"  {each.id}: {'; '.join(lacking)}", markup=False)
