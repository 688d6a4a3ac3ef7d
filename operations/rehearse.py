"""Rehearse an organization on the embedded AWS: deploy, judge, check and prove it, without AWS."""

from __future__ import annotations

import argparse
import io
import json
import re
from collections import Counter, defaultdict
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.tree import Tree

from components.guardrails import GuardrailError
from operations._console import complain, page, say
from operations._organization import organization_argument, read_organization
from organizations.model import Organization
from policy_packs.guardrails.controls import catalogue
from policy_packs.guardrails.controls._model import Tier
from policy_packs.guardrails.controls._selection import Selection
from twin.aws import EmbeddedAws
from twin.graph import Node
from twin.handlers import State
from twin.monitor import ProgramError
from twin.rehearsal import Rehearsal, rehearse

_PICTURE_WIDTH = 110

_PHASES = {
    "deploy": "carrying out resources",
    "judge": "judging them by the controls",
    "check": "checking what only AWS would punish",
    "prove": "proving the guardrails",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    organization_argument(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--tier",
        type=Tier,
        choices=list(Tier),
        help="judge by the controls that this posture asks for (default: the file's tier)",
    )
    parser.add_argument("--picture", type=Path, metavar="FILE", help="write the summary as an SVG too")
    parser.add_argument(
        "--serve",
        nargs="?",
        const=5000,
        type=_port,
        metavar="PORT",
        help="keep the rehearsed organization at a local endpoint until interrupted (default port: 5000)",
    )


def _port(text: str) -> int:
    if not (text.isdecimal() and int(text) < 2**16):
        raise argparse.ArgumentTypeError(f"got {text!r}, expected a port from 0 (any free one) to 65535")
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Rehearse and report: 0 when clean, 1 on violations or failed proofs, 2 when it can't be carried out."""
    organization = read_organization(args)
    management = organization.accounts[organization.foundation.management].id or ""
    terminal = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        with EmbeddedAws(management) as aws:
            with _ProgressLine(terminal) as progress:
                result = rehearse(organization, aws, progress, tier=args.tier)
            if args.json:
                say(json.dumps(result.as_json(), indent=2))
            else:
                summarise(result, page())
            try:
                if args.picture:
                    _picture(result, args.picture)
                if args.serve is not None:
                    from twin.server import serve  # Flask is only wanted here.

                    serve(aws, args.serve, complain)
            except OSError as error:
                complain(f"{error.filename or f'port {args.serve}'} can't be used: {error.strerror}; choose another")
                return 2
    except (GuardrailError, ProgramError) as error:
        complain(str(error))
        return 2
    return 0 if result.clean else 1


class _ProgressLine(Progress):
    """A spinner with the phase and the number of resources; nothing where nobody looks."""

    def __init__(self, console: Console) -> None:
        super().__init__(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._count = 0
        self._task = self.add_task("starting the embedded AWS", total=None)

    def __call__(self, phase: str, node: Node | None) -> None:
        self._count += node is not None
        what = f" {self._count}: {escape(node.name)}" if node else ""
        self.update(self._task, description=_PHASES[phase] + what)


def summarise(result: Rehearsal, console: Console) -> None:
    """Print what a security lead wants to know, the verdict first."""
    organization = result.organization
    states = result.by_state()
    console.print(
        f"[bold]{organization.name}[/]: {len(organization.accounts)} accounts in {len(organization.regions)} regions, "
        f"{states.total()} resources, rehearsed in {sum(result.seconds.values()):.1f} s: "
        + ("[bold green]clean[/]" if result.clean else "[bold red]not clean[/]")
    )
    console.print(_units(organization, result))
    _resources(result, console)
    _violations(result, console)
    _proofs(result, console)


def _units(organization: Organization, result: Rehearsal) -> Tree:
    """Every account in its unit, with its id and what it holds."""
    held = Counter(node.account for node in result.graph.resources())
    ids = {node.inputs["name"]: node.id for node in result.graph.of_type("aws:organizations/account:Account")}
    root = Tree("root")
    branches = {"root": root}
    for path in organization.unit_paths:
        parent, _, name = path.rpartition("/")
        branches[path] = branches[parent or "root"].add(f"[bold]{escape(name)}[/]")
    for name, account in organization.accounts.items():
        id = ids.get(name, account.id or "")
        branches[account.unit].add(f"{name} [dim]{id} {held[id]} resources[/]")
    return root


def _resources(result: Rehearsal, console: Console) -> None:
    """How far the resources of each service were carried out, and what could not be executed."""
    states = [str(state) for state in State]
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for node in result.graph.resources():
        counts[node.type.split(":")[1].split("/")[0]][str(node.state)] += 1
    table = Table("service", *states, box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    for service, by_state in sorted(counts.items()):
        table.add_row(service, *(str(by_state[state] or "") for state in states))
    table.add_row("[bold]all[/]", *(f"[bold]{result.by_state()[state]}[/]" for state in State))
    console.print(table)
    missing = Counter((node.type, str(node.state)) for node in result.graph.resources() if node.state != "executed")
    if missing:
        console.print(
            "\nNot executed, because moto lacks the operation (checked: AWS's service model accepts the request):"
        )
        for (token, state), count in sorted(missing.items()):
            console.print(f"  {token} [dim]{count} {state}[/]")


def _violations(result: Rehearsal, console: Console) -> None:
    controls = len(Selection(tier=result.tier).of(catalogue()))
    console.print(
        f"\n[bold]{len(result.violations)} violations[/] of {controls} controls (tier {result.tier}) "
        "and the reality checks"
    )
    for violation in result.violations:
        console.print(f"  {violation.control} ({violation.level}) {violation.urn.rpartition('::')[2]}", markup=False)
        console.print(f"    {violation.message}", markup=False)


def _proofs(result: Rehearsal, console: Console) -> None:
    """What was tried, once a claim with the number of accounts, then every failure with what was seen."""
    console.print(f"\n[bold]{len(result.proofs)} proofs[/], {len(result.failed_proofs)} failed")
    accounts = Counter(proof.claim for proof in result.proofs)
    failed = Counter(proof.claim for proof in result.failed_proofs)
    table = Table(box=None, pad_edge=False, show_header=False)
    for claim, count in accounts.items():
        verdict = f"[bold red]fails in {failed[claim]}[/]" if failed[claim] else "[green]holds[/]"
        table.add_row(f"  {claim}", verdict, f"[dim]{count} accounts[/]")
    console.print(table)
    for proof in result.failed_proofs:
        console.print(f"  {proof.name}: {proof.seen}", markup=False)


def _picture(result: Rehearsal, path: Path) -> None:
    """Write the summary as an SVG without anything that a viewer would have to fetch."""
    console = Console(record=True, file=io.StringIO(), highlight=False, width=_PICTURE_WIDTH)
    summarise(result, console)
    drawing = console.export_svg(title="landing-zone rehearse")
    path.write_text(re.sub(r"@font-face \{.*?\}\s*", "", drawing, flags=re.DOTALL), encoding="utf-8")
