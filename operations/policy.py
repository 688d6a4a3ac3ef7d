"""Judge exported stacks by the controls, choose controls for a pack, write packs, workflows and reference pages.

check     an exported stack (pulumi stack export), without a backend and without the Pulumi CLI
list      the controls that a query selects
pack      a folder that holds a pack of the selected controls and everything that it needs, to publish or to copy
docs      the reference pages of controls, practices and frameworks
settings  what an organization file says about its packs, for --policy-pack-config
workflow  a pipeline for GitHub Actions or GitLab in which the packs can't be left out
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from rich.table import Table

from operations._configuration import ConfigurationError, configured
from operations._console import complain, page, say
from operations._organization import organization_argument, read_organization
from operations._reports import Checked, as_json, as_junit, as_sarif
from operations._state import StateError, read_state
from operations._workflows import PLATFORMS, workflow
from policy_packs.guardrails.controls import catalogue
from policy_packs.guardrails.controls._resources import Stack
from policy_packs.guardrails.controls._selection import Selection, SelectionError
from policy_packs.guardrails.controls._verdicts import Pack
from stacks._settings import pack_settings

_GUARDRAILS = Path(__file__).parents[1] / "policy_packs" / "guardrails"
_REPOSITORY = re.compile(r"[\w.-]+(/[\w.-]+)+")
_BRANCH = re.compile(r"[\w.-]+(/[\w.-]+)*")
_DOCS = Path(__file__).parents[1] / "docs"
_FORMATS = {"json": as_json, "junit": as_junit, "sarif": as_sarif}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)

    def action(name: str, summary: str, act: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        subparser = actions.add_parser(name, help=summary, description=summary)
        subparser.set_defaults(act=act)
        return subparser

    check = action("check", "judge exported stacks", _check)
    check.add_argument("files", nargs="+", metavar="STATE", help="an exported stack; - for standard input")
    check.add_argument("--config", type=Path, metavar="FILE", help="as for --policy-pack-config")
    check.add_argument("--format", choices=("text", *_FORMATS), default="text")
    check.add_argument("--output", type=Path, metavar="FILE", help="write the report there, not to standard output")
    check.add_argument("--strict", action="store_true", help="advice counts as a violation too")
    listing = action("list", "show the controls that a query selects", _list)
    listing.add_argument("--json", action="store_true", help="print a JSON array")
    pack = action("pack", "write a self-contained pack of the selected controls", _pack)
    pack.add_argument("--name", required=True, help="the name of the pack")
    pack.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="a folder that doesn't exist yet")
    pipeline = action("workflow", "print a pipeline that deploys what the packs have judged", _workflow)
    pipeline.add_argument("platform", choices=tuple(PLATFORMS))
    pipeline.add_argument("--repository", required=True, metavar="OWNER/NAME", help="where the packs are kept")
    pipeline.add_argument("--branch", default="main", help="the branch of it that pipelines run (default: main)")
    pipeline.add_argument("--pack", default="guardrails", help="a folder of policy_packs (default: guardrails)")
    for subparser in (check, listing, pack):
        _selection_arguments(subparser)
    organization_argument(action("settings", "print a pack's configuration for an organization", _settings))
    docs = action("docs", "write the reference pages", _docs)
    docs.add_argument("--out", type=Path, default=_DOCS, metavar="FOLDER", help="where they go (default: docs)")


def _selection_arguments(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("which controls (all when nothing is said)")
    group.add_argument("--framework", action="append", default=[], help="those that map to it, such as pci-dss-4.0.1")
    group.add_argument("--severity", default="", help="those of at least this one: critical, high, medium, low")
    group.add_argument("--service", action="append", default=[], help="those of a service, such as s3")
    group.add_argument("--practice", action="append", default=[], help="those that serve it, such as data or data.kms")
    group.add_argument("--tier", default="", help="those that it asks for: minimal, standard, regulated")
    group.add_argument("--control", action="append", default=[], help="this one, by its id")


def run(args: argparse.Namespace) -> int:
    """Carry out the action: 0 when all is well, 1 on violations, 2 on bad input."""
    try:
        return int(args.act(args))
    except (ConfigurationError, SelectionError, StateError) as error:
        complain(str(error))
    except OSError as error:
        complain(f"{error.filename}: {error.strerror}")
    except UnicodeDecodeError as error:
        complain(f"a file is no text: {error.reason}")
    return 2


def _selection(args: argparse.Namespace) -> Selection:
    return Selection(
        frameworks=tuple(args.framework),
        severity=args.severity,
        services=tuple(args.service),
        practices=tuple(args.practice),
        tier=args.tier,
        ids=tuple(args.control),
    )


def _check(args: argparse.Namespace) -> int:
    judged = [control for control in _selection(args).of(catalogue()) if control.rules]
    checks = _checks(args.files, lambda: configured(judged, args.config))
    if args.format in _FORMATS:
        report = _FORMATS[args.format](checks, judged)
    else:
        report = "\n\n".join(_summary(check, len(judged)) for check in checks)
    if args.output:
        args.output.write_text(f"{report}\n", encoding="utf-8")
    else:
        say(report)
    counted = [verdict for check in checks for verdict in check.violations if args.strict or verdict.stops]
    return 1 if counted else 0


def _checks(files: list[str], pack: Callable[[], Pack]) -> list[Checked]:
    checks, problems = [], []
    for file in files:
        try:
            text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
            state = read_state(text)
        except (StateError, UnicodeDecodeError) as error:
            problems += [f"{file}: {line}" for line in str(error).splitlines()]
            continue
        judge = pack()
        verdicts = [verdict for resource in state.planned for verdict in judge.resource(resource)]
        verdicts += judge.stack(Stack(state.deployed))
        checks.append(Checked(file, len(state.planned), tuple(verdicts)))
    if problems:
        raise StateError("\n".join(problems))
    return checks


def _summary(check: Checked, controls: int) -> str:
    """The verdict first, then every violation with its resource, then what is exempt."""
    stopping = sum(verdict.stops for verdict in check.violations)
    lines = [
        f"{check.file}: {check.resources} resources, {controls} controls, {len(check.violations)} violations "
        f"({stopping} would stop a deploy)"
    ]
    for verdict in sorted(check.verdicts, key=lambda verdict: not verdict.stops):
        id, severity = (verdict.control.id, verdict.control.severity) if verdict.control else ("settings", "high")
        lines.append(f"  {id} ({severity}, {verdict.level}) {verdict.urn.rpartition('::')[2]}")
        lines.append(f"    {verdict.message}")
    return "\n".join(lines)


def _list(args: argparse.Namespace) -> int:
    controls = _selection(args).of(catalogue())
    if args.json:
        facts = ("id", "title", "severity", "tier", "practices", "frameworks", "equivalents")
        say(json.dumps([{name: getattr(control, name) for name in facts} for control in controls], indent=2))
        return 0
    table = Table("control", "severity", "tier", "title", box=None, pad_edge=False)
    for control in controls:
        table.add_row(control.id, control.severity, control.tier, control.title)
    page().print(table)
    return 0


def _settings(args: argparse.Namespace) -> int:
    say(json.dumps(pack_settings(read_organization(args)), indent=2))
    return 0


def _docs(args: argparse.Namespace) -> int:
    from operations._reference import write  # It renders every example, and no other action needs it.

    say(f"{args.out}: {write(args.out)} pages")
    return 0


def _workflow(args: argparse.Namespace) -> int:
    packs = sorted(path.parent.name for path in _GUARDRAILS.parent.glob("*/PulumiPolicy.yaml"))
    problems = [
        f"{what}: got {value!r}, expected {expected}"
        for what, value, expected, good in (
            ("--repository", args.repository, "OWNER/NAME", _REPOSITORY.fullmatch(args.repository)),
            ("--branch", args.branch, "a branch's name", _BRANCH.fullmatch(args.branch)),
            ("--pack", args.pack, " or ".join(packs), args.pack in packs),
        )
        if not good
    ]
    if problems:
        complain("\n".join(problems))
        return 2
    say(workflow(args.platform, args.repository, branch=args.branch, pack=args.pack).rstrip())
    return 0


_MAIN = '''"""Serves the pack to the Pulumi engine, which runs this file with the pack's folder as working directory."""

from controls import catalogue
from controls._selection import Selection
from controls._server import serve

serve({name}, Selection({selection}).of(catalogue()))
'''


def _written(selection: Selection) -> str:
    given = {name: value for name, value in vars(selection).items() if value}
    return ", ".join(f"{name}={value!r}" for name, value in given.items())


def _pack(args: argparse.Namespace) -> int:
    controls = _selection(args).of(catalogue())
    out: Path = args.out
    if out.exists():
        complain(f"{out} exists already; expected a folder to make; choose another")
        return 2
    unfinished = out.with_name(f".{out.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    shutil.copytree(_GUARDRAILS, unfinished, ignore=shutil.ignore_patterns("__pycache__", "__main__.py", "__init__.py"))
    (unfinished / "controls" / "__init__.py").write_bytes((_GUARDRAILS / "controls" / "__init__.py").read_bytes())
    main = _MAIN.format(name=json.dumps(args.name), selection=_written(_selection(args)))
    (unfinished / "__main__.py").write_text(main, encoding="utf-8")
    project = unfinished / "PulumiPolicy.yaml"
    lines = project.read_text(encoding="utf-8").splitlines()
    facts = {
        "name": args.name,
        "description": f"{len(controls)} controls of the landing zone, enforced on every deploy.",
    }
    written = [f"{key}: {facts[key]}" if (key := line.partition(":")[0]) in facts else line for line in lines]
    project.write_text("\n".join(written) + "\n", encoding="utf-8")
    unfinished.rename(out)
    say(f"{out}: a pack of {len(controls)} controls; try it with pulumi preview --policy-pack {out}")
    return 0
