"""Credentials that can be told from other text: their formats, and where to look for them.

Only formats that their issuers made recognizable count, so that a finding is a finding.
"""

import base64
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class _Format:
    """A kind of credential; a text without any of the hints can't hold one, which is quick to see."""

    kind: str
    hints: tuple[str, ...]
    pattern: re.Pattern[str]


# Not in the middle of a word, unless what stands before it is a line break written as \\n.
_START = r"(?:(?<![A-Za-z0-9_-])|(?<=\\[nrt]))"
_QUOTES = r"[\\\"']*"

_FORMATS = (
    _Format("an AWS access key id", ("AKIA", "ASIA"), re.compile(rf"{_START}A[KS]IA[A-Z2-7]{{16}}(?![A-Za-z0-9])")),
    _Format(
        "an AWS secret access key",
        ("secret", "Secret", "SECRET"),
        re.compile(
            rf"(?i:secret_?(?:access_?)?key){_QUOTES}[\s:=,]+{_QUOTES}(?:[Vv]alue{_QUOTES}[\s:=]+{_QUOTES})?"
            r"(?=[A-Za-z/+]*\d)(?=[A-Z\d/+]*[a-z])(?=[a-z\d/+]*[A-Z])[A-Za-z\d/+]{40}(?![A-Za-z\d/+=])"
        ),
    ),
    _Format("an npm token", ("npm_",), re.compile(rf"{_START}npm_[A-Za-z0-9]{{36}}(?![A-Za-z0-9])")),
    _Format(
        "a GitHub token", ("gh", "github_pat_"), re.compile(rf"{_START}(?:gh[opsur]_\w{{36}}|github_pat_\w{{60}})")
    ),
    _Format("a GitLab token", ("gl",), re.compile(rf"{_START}gl(?:agent|cbt|dt|oas|pat|ptt|rt|soat)-[\w-]{{20}}")),
    _Format("a JSON web token", ("eyJ",), re.compile(rf"{_START}eyJ[\w-]{{10,}}\.eyJ[\w-]{{10,}}\.[\w-]{{16}}")),
    _Format("an API key of a model", ("sk-",), re.compile(rf"{_START}sk-(?:ant|proj|svcacct)-[\w-]{{40}}")),
    _Format(
        "a private key",
        ("-----BEGIN",),
        re.compile(r"-----BEGIN (?:[A-Z\d]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----[\s\S]{0,300}?[A-Za-z\d+/]{40}"),
    ),
    _Format("a Pulumi access token", ("pul-",), re.compile(rf"{_START}pul-[\da-f]{{40}}(?![\da-f])")),
    _Format("a PyPI token", ("pypi-AgEI",), re.compile(r"pypi-AgEI[\w-]{50}")),
    _Format("a SendGrid key", ("SG.",), re.compile(rf"{_START}SG\.[\w-]{{22}}\.[\w-]{{43}}")),
    _Format(
        "a Slack token",
        ("xox", "xapp-", "hooks.slack.com"),
        re.compile(
            rf"{_START}(?:xox[abeoprs]|xapp)-(?:[\dA-Z]+-)+[\dA-Za-z-]{{10}}"
            r"|hooks\.slack\.com/services/T\w{6,}/B\w{6,}/\w{20}"
        ),
    ),
    _Format("a Stripe key", ("k_live_", "k_test_"), re.compile(rf"{_START}[rs]k_(?:live|test)_[A-Za-z\d]{{20}}")),
    _Format("a Vault token", ("hvs.",), re.compile(rf"{_START}hvs\.[\w-]{{24}}")),
    _Format(
        "a password in a URL",
        ("://",),
        # What begins with one of these is filled in later: ${...}, {{...}}, <...>, %s, ***. Images have digests there.
        re.compile(r"://[^\s/?#:@\"'<>]*:(?![${<%*])[^\s/?#@\"'<>]+@(?!sha256:)[\w\[]"),
    ),
)

_ANY_HINT = re.compile("|".join(re.escape(hint) for format in _FORMATS for hint in format.hints))
_BASE64 = re.compile(r"[A-Za-z0-9+/\s]{24,}={0,2}\s*")
_LONGEST_UNPACKED = 1_000_000


def unpacked(text: str) -> str:
    """What the text says when it is base64, compressed or not (such as user data); nothing otherwise."""
    if not _BASE64.fullmatch(text):
        return ""
    try:
        content = base64.b64decode(text)
        if content.startswith(b"\x1f\x8b"):
            content = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(content, _LONGEST_UNPACKED)
        return content.decode()
    except (ValueError, zlib.error):
        return ""


def kinds(text: str) -> Iterator[str]:
    """The kinds of credentials that the text holds."""
    if not _ANY_HINT.search(text):
        return  # Nearly every text of nearly every resource.
    for format in _FORMATS:
        if any(hint in text for hint in format.hints):
            found = (match[0] for match in format.pattern.finditer(text))
            # AWS writes EXAMPLE into the keys of its documentation; they open nothing.
            if any("EXAMPLE" not in credential for credential in found):
                yield format.kind
