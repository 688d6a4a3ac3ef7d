"""AWS providers talk to AWS.

Provider inputs reach the pack as text: lists are JSON in a string.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, ResourceRule, Severity, example
from .._properties import Block, Undecided
from .._resources import Resource

_PROVIDER = "pulumi:providers:aws"
_OF_AWS = re.compile(r"https://[\w.-]+\.(?:amazonaws\.com(?:\.cn)?|amazonaws\.eu|api\.aws)(?::443)?/?", re.IGNORECASE)


def _endpoints(provider: Resource) -> Any:
    value = provider.value("endpoints")
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        raise Undecided("endpoints") from None


def _check(provider: Resource) -> Iterator[str]:
    for path, url in Block({"endpoints": _endpoints(provider)}).strings():
        if url and not _OF_AWS.fullmatch(url):
            yield f"requests with credentials go elsewhere; got {path} {url}, expected an endpoint of AWS over HTTPS"


def _given(url: str) -> Given:
    return Given(_PROVIDER, {"endpoints": json.dumps([{"sts": url}])})


CONTROL = Control(
    id="provider.endpoints-of-aws",
    title="AWS providers talk to AWS",
    practices=("data.in-transit",),
    severity=Severity.MEDIUM,
    why="Whatever answers at another endpoint sees every request, with the secrets in it, and makes up the answers.",
    fix="leave endpoints out, or name endpoints of AWS, such as those of your VPC",
    rules=(ResourceRule((_PROVIDER,), _check),),
    good=(
        example("everything omitted", Given(_PROVIDER)),
        example("no endpoint", Given(_PROVIDER, {"endpoints": "[]"})),
        example("an empty one", _given("")),
        example("an endpoint of a region", _given("https://sts.eu-central-1.amazonaws.com")),
        example("an endpoint of a VPC", _given("https://vpce-0a1b-2c3d.sts.eu-central-1.vpce.amazonaws.com/")),
        example("a dual-stack endpoint", _given("https://sts.eu-central-1.api.aws")),
        example("in China", _given("https://sts.cn-north-1.amazonaws.com.cn:443")),
    ),
    bad=(
        example("a simulator", _given("http://localhost:4566")),
        example("no TLS", _given("http://sts.eu-central-1.amazonaws.com")),
        example("a name that only begins like AWS's", _given("https://sts.amazonaws.com.example.org")),
        example("a list as such", Given(_PROVIDER, {"endpoints": [{"sts": "https://sts.example.org"}]})),
    ),
)
