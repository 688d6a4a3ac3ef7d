"""Where AWS Config offers its managed rules.

Source: AWS Config developer guide, "List of AWS Config managed rules by region availability", by way of the table of
rules that moto ships. A rule that the table doesn't know yet counts as offered everywhere.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import botocore.session

_OFFER = re.compile(r"(?P<kind>All supported AWS regions except|Only available in) (?P<regions>.+) Regions?")


@cache
def _offers() -> Mapping[str, str]:
    table = files("moto").joinpath("config", "resources", "aws_managed_rules.json.gz").read_bytes()
    rules = json.loads(gzip.decompress(table))["ManagedRules"]
    return {identifier: rule["AWS Region"] for identifier, rule in rules.items()}


@cache
def _region_names() -> Mapping[str, str]:
    """The names that AWS's documentation has for regions, such as "Europe (Ireland)", by their codes."""
    partitions = botocore.session.get_session().get_data("endpoints")["partitions"]
    return {code: region["description"] for partition in partitions for code, region in partition["regions"].items()}


@cache
def offered(identifier: str, region: str) -> bool:
    """Whether AWS Config has the managed rule in the region."""
    offer = _OFFER.fullmatch(_offers().get(identifier, ""))
    if offer is None:
        return True
    listed = _region_names().get(region) in offer["regions"].split(", ")
    return listed == offer["kind"].startswith("Only")
