"""Write the organization policies that the controls compile to, with their headroom.

Each policy becomes a JSON file; index.json says what is attached where.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from components.guardrails import (
    FULL_ACCESS,
    QUOTAS,
    ROOT,
    Attachable,
    GuardrailError,
    compile_guardrails,
)
from operations._console import complain, page, say
from operations._organization import organization_argument, read_organization
from organizations.model import Organization
from policy_packs.guardrails.controls import catalogue
from twin.identifiers import identifiers
from twin.monitor import ProgramError


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    organization_argument(parser)
    parser.add_argument(
        "--out", required=True, metavar="DIR", type=Path, help="the folder to write to; made if missing"
    )
    parser.add_argument("--json", action="store_true", help="print the headroom as JSON")


def run(args: argparse.Namespace) -> int:
    """Write the policies: 0 when they fit, 2 when they don't or can't be written."""
    organization = read_organization(args)
    try:
        policies = compile_guardrails(organization, catalogue())
        files = _files(policies, identifiers(organization))
        args.out.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (args.out / f"{name}.json").write_text(text, encoding="utf-8")
        (args.out / "index.json").write_text(json.dumps(_index(policies, organization), indent=2), encoding="utf-8")
    except (GuardrailError, ProgramError) as error:
        complain(str(error))
        return 2
    except OSError as error:
        complain(f"{args.out} can't be written: {error.strerror}; choose another folder with --out")
        return 2
    headroom = _headroom(policies)
    if args.json:
        say(json.dumps(headroom, indent=2))
    else:
        _print(headroom)
    return 0


def _files(policies: tuple[Attachable, ...], ids: Mapping[str, str]) -> dict[str, str]:
    own = {policy.name: policy.with_ids(ids) for policy in policies}
    return {name: json.dumps(document) for name, document in FULL_ACCESS.values()} | own


def _index(policies: tuple[Attachable, ...], organization: Organization) -> dict[str, object]:
    """What is attached to the root, every unit and every account, AWS's own policies included."""
    places = (ROOT, *organization.unit_paths, *organization.accounts)
    return {
        "targets": {
            place: {
                type.value: [
                    f"{FULL_ACCESS[type][0]}.json",
                    *(f"{policy.name}.json" for policy in policies if policy.type is type and place in policy.targets),
                ]
                for type in QUOTAS
            }
            for place in places
        },
        "accounts": {name: account.unit for name, account in organization.accounts.items()},
    }


def _headroom(policies: tuple[Attachable, ...]) -> list[dict[str, object]]:
    """Slots and bytes that are used and left, for every target that has policies of ours."""
    rows: list[dict[str, object]] = []
    for type, quota in QUOTAS.items():
        for target in dict.fromkeys(target for policy in policies for target in policy.targets):
            attached = [policy for policy in policies if policy.type is type and target in policy.targets]
            if attached:
                used = sum(policy.largest for policy in attached)
                rows.append(
                    {
                        "target": target,
                        "type": type.value,
                        "policies": [policy.name for policy in attached],
                        "statements": sum(len(policy.statements) for policy in attached),
                        "slots_used": 1 + len(attached),
                        "slots_left": quota.slots - 1 - len(attached),
                        "bytes_used": used,
                        "bytes_left": quota.bytes * (quota.slots - 1) - used,
                    }
                )
    return rows


def _print(headroom: list[dict[str, object]]) -> None:
    table = Table(box=None, pad_edge=False)
    for column in ("target", "type", "statements", "slots used", "slots left", "bytes used", "bytes left"):
        table.add_column(column, justify="left" if column in ("target", "type") else "right", no_wrap=True)
    for row in headroom:
        values = {name.replace("_", " "): escape(str(value)) for name, value in row.items()}
        table.add_row(*(values[str(column.header)] for column in table.columns))
    page().print(table)
