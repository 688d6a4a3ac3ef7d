"""Say what an organization costs in a month, by feature and by what drives it, from AWS's public list prices.

What exists is counted in a rehearsal: keys, endpoints, gateways, rules. What is paid by use is reckoned for accounts
without workloads; --assume KEY=VALUE says your own numbers.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rich.table import Table

import stacks
from operations import _prices as prices
from operations._console import complain, page, say
from operations._organization import organization_argument, read_organization
from operations._prices import Price, Usage
from organizations.model import Organization
from twin.aws import EmbeddedAws
from twin.graph import Graph, Node
from twin.monitor import ProgramError, run_program

_ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint"
_WEB_ACL = "aws:wafv2/webAcl:WebAcl"
_RECORDER = "aws:cfg/recorder:Recorder"
_CENTRAL_SECURITY_HUB = "aws:securityhub/configurationPolicy:ConfigurationPolicy"
_DETECTION = "aws:guardduty/organizationConfiguration:OrganizationConfiguration"
_TRAIL = "aws:cloudtrail/trail:Trail"
_ANALYZER = "aws:accessanalyzer/analyzer:Analyzer"
_MACIE = "aws:macie2/organizationConfiguration:OrganizationConfiguration"


@dataclass(frozen=True)
class Line:
    """quantity units of something in a month, at a price each. by_use: whether it is reckoned, not counted."""

    price: Price
    quantity: float
    by_use: bool = False

    @property
    def month(self) -> float:
        """Dollars in a month."""
        return self.quantity * self.price.month

    def as_json(self) -> dict[str, object]:
        """One plain object."""
        return {
            "feature": self.price.feature,
            "driver": self.price.unit,
            "quantity": self.quantity,
            "each": self.price.month,
            "month": round(self.month, 2),
            "by_use": self.by_use,
        }


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    organization_argument(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    defaults = ", ".join(f"{name}={value}" for name, value in asdict(Usage()).items())
    parser.add_argument(
        "--assume",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help=f"what an account causes in a region in a month (default: {defaults})",
    )


def run(args: argparse.Namespace) -> int:
    """Print the month: 0, or 2 when the file or an assumption can't be used."""
    organization = read_organization(args)
    try:
        usage = assumed(args.assume)
        lines = bill(organization, _deployed(organization), usage)
    except (ValueError, ProgramError) as error:
        complain(str(error))
        return 2
    if args.json:
        total = round(sum(line.month for line in lines), 2)
        facts = {"organization": organization.name, "currency": "USD", "as_of": prices.AS_OF, "month": total}
        say(json.dumps({**facts, "assumed": asdict(usage), "lines": [line.as_json() for line in lines]}, indent=2))
    else:
        _print(organization, lines)
    return 0


def assumed(said: Sequence[str]) -> Usage:
    """The usage with what was said in place of the defaults.

    Raises:
        ValueError: assumptions that can't be used; all of them are listed.
    """
    numbers: dict[str, Any] = asdict(Usage())
    known: dict[str, type[int] | type[float]] = {name: type(value) for name, value in numbers.items()}
    problems = []
    for each in said:
        name, _, value = each.partition("=")
        try:
            number = known[name](value)
            if not 0 <= number < float("inf"):
                raise ValueError
            numbers[name] = number
        except KeyError:
            problems.append(f"--assume {each}: got {name!r}, expected one of {', '.join(known)}; correct the key")
        except ValueError:
            what = "a whole number" if known[name] is int else "a number"
            problems.append(f"--assume {each}: got {value!r}, expected {what} from 0; write it as in {name}=10")
    if problems:
        raise ValueError("\n".join(problems))
    return Usage(**numbers)


def _deployed(organization: Organization) -> Graph:
    management = organization.accounts[organization.foundation.management].id or ""
    with EmbeddedAws(management) as aws:
        return run_program(
            lambda: stacks.deploy(organization, organization.name),
            aws,
            stack=organization.name,
            home_region=organization.home_region,
        )


def bill(organization: Organization, graph: Graph, usage: Usage) -> tuple[Line, ...]:
    """What is paid for in a month, the most expensive first."""
    counted: Counter[Price] = Counter()
    for node in graph.resources():
        for price, quantity in _of(node):
            counted[price] += quantity
    lines = [Line(price, quantity) for price, quantity in counted.items() if price.month]
    reckoned = [Line(price, quantity, by_use=True) for price, quantity in _by_use(organization, graph, usage)]
    return tuple(sorted([*lines, *reckoned], key=lambda line: (-line.month, line.price.feature, line.price.unit)))


def _of(node: Node) -> Iterator[tuple[Price, int]]:
    if node.type in prices.BY_RESOURCE:
        yield prices.BY_RESOURCE[node.type], 1
    if node.type == _ENDPOINT and node.inputs.get("vpcEndpointType") == "Interface":
        yield prices.ENDPOINT, len(node.inputs.get("subnetIds", ()))
    if node.type == _WEB_ACL:
        yield prices.WEB_ACL_RULE, len(node.inputs.get("rules", ()))


def _by_use(organization: Organization, graph: Graph, usage: Usage) -> Iterator[tuple[Price, float]]:
    accounts, regions = len(organization.accounts), len(organization.regions)
    places = accounts * regions
    if recorders := len(graph.of_type(_RECORDER)):
        yield prices.CONFIGURATION_ITEM, recorders * usage.configuration_items
        yield prices.RULE_EVALUATION, recorders * usage.rule_evaluations
    if graph.of_type(_CENTRAL_SECURITY_HUB):
        yield prices.SECURITY_CHECK, places * usage.security_checks
    if detectors := len(graph.of_type(_DETECTION)):
        yield prices.THREAT_EVENT, accounts * detectors * usage.trail_events / 1_000_000
    for trail in graph.of_type(_TRAIL):
        if trail.inputs.get("insightSelectors"):
            yield prices.TRAIL_INSIGHT, places * usage.trail_events / 100_000
        if trail.inputs.get("cloudWatchLogsGroupArn"):
            yield prices.TRAIL_LOGS, places * usage.trail_gigabytes
        # In the end the archive holds the logs of as many months as it keeps them.
        kept = organization.logging.archive_days / 30
        yield prices.ARCHIVE, accounts * usage.archive_gigabytes * kept
    unused = [each for each in graph.of_type(_ANALYZER) if "UNUSED" in str(each.inputs.get("type"))]
    if unused:
        yield prices.UNUSED_ACCESS, accounts * usage.iam_identities
    if graph.of_type(_MACIE):
        yield prices.SCANNED_BUCKET, places * usage.buckets


def _print(organization: Organization, lines: Sequence[Line]) -> None:
    console = page()
    table = Table("feature", "driver", "quantity", "each", "month", box=None, pad_edge=False)
    for column in table.columns[2:]:
        column.justify = "right"
    for line in lines:
        quantity = f"{line.quantity:,.0f}" if line.quantity >= 10 else f"{line.quantity:g}"
        about = "about " if line.by_use else ""
        table.add_row(
            line.price.feature, line.price.unit, about + quantity, f"{line.price.month:,.4g}", f"{line.month:,.2f}"
        )
    console.print(table)
    counted = sum(line.month for line in lines if not line.by_use)
    total = sum(line.month for line in lines)
    accounts, regions = len(organization.accounts), len(organization.regions)
    console.print(
        f"\n[bold]USD {total:,.2f} a month[/] for {accounts} accounts in {regions} regions: {counted:,.2f} for what "
        f"exists, about {total - counted:,.2f} for what is used without workloads"
    )
    console.print(
        f"[dim]list prices of us-east-1 as of {prices.AS_OF}; traffic, storage of workloads and taxes not in[/]"
    )
