"""Packages from sources of one's own are fetched over TLS and checked by their signatures.

Source: Systems Manager user guide, "How to specify an alternative patch source repository".
"""

import re
from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import BASELINE, baseline

_UNSAFE = {
    "an address over plain HTTP": re.compile(r"(?im)^\s*(?:baseurl|mirrorlist|metalink)\s*=.*\bhttp:|^\s*deb.*\bhttp:"),
    "gpgcheck off": re.compile(r"(?im)^\s*gpgcheck\s*=\s*(?:0|false|no)\b"),
    "sslverify off": re.compile(r"(?im)^\s*sslverify\s*=\s*(?:0|false|no)\b"),
    "trusted=yes": re.compile(r"(?im)^\s*deb.*\btrusted\s*=\s*yes\b"),
}


def _check_source(source: Block) -> Iterator[str]:
    configuration = source.text("configuration")
    for problem, pattern in _UNSAFE.items():
        if pattern.search(configuration):
            path = source.path("configuration")
            yield f"packages can be slipped in; got {path} with {problem}, expected TLS and signatures"


def _check(baseline: Resource) -> Iterator[str]:
    yield from each(baseline.blocks("sources"), _check_source)


def _given(*lines: str) -> Given:
    source = {"name": "own", "products": ["*"], "configuration": "\n".join(lines)}
    return baseline(sources=[source])


_NAME = ("[own]", "name=own")
_URL = "baseurl=https://packages.anycompany.com/$releasever"
_DEB = "packages.anycompany.com/ubuntu jammy main"

CONTROL = Control(
    id="ssm.patch-sources-verified",
    title="Packages from sources of one's own are fetched over TLS and checked by their signatures",
    practices=("patching.patch-manager", "data.in-transit"),
    severity=Severity.HIGH,
    why="What comes from there is installed as root, on every instance of the baseline.",
    fix="use https addresses, gpgcheck=1 and signed repositories",
    rules=(ResourceRule((BASELINE,), _check),),
    good=(
        example("everything omitted", Given(BASELINE)),
        example("TLS and signatures", _given(*_NAME, _URL, "gpgcheck=1", "sslverify = 1")),
        example("TLS, for apt", _given(f"deb https://{_DEB}")),
        example("plain HTTP in a remark", _given(*_NAME, "# formerly http://packages.anycompany.com", _URL)),
    ),
    bad=(
        *(
            example(name, _given(*_NAME, f"{name} = http://packages.anycompany.com/list"))
            for name in ("baseurl", "mirrorlist", "metalink")
        ),
        example("no signatures", _given(*_NAME, _URL, "gpgcheck = 0")),
        example("no signatures, in words", _given(*_NAME, _URL, "gpgcheck=no")),
        example("no certificate", _given(*_NAME, _URL, "sslverify=false")),
        example("plain HTTP, for apt", _given(f"deb http://{_DEB}")),
        example("no signatures, for apt", _given(f"deb [ trusted=yes ] https://{_DEB}")),
    ),
)
