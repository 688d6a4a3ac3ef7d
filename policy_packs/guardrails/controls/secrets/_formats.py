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
_HEX_UUID = r"[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}"


def _token(kind: str, pattern: str, *hints: str) -> _Format:
    """A format whose tokens stand alone; the hints are what each of them begins with, or has in it."""
    return _Format(kind, hints, re.compile(f"{_START}(?:{pattern})"))


def _text(kind: str, pattern: str, *hints: str) -> _Format:
    """A format that is known by what stands around the credential."""
    return _Format(kind, hints, re.compile(pattern))


_FORMATS = (
    _token("an AWS access key id", r"A[KS]IA[A-Z\d]{16}(?![A-Za-z\d])", "AKIA", "ASIA"),
    _text(
        "an AWS secret access key",
        rf"(?i:secret_?(?:access_?)?key){_QUOTES}[\s:=,]+{_QUOTES}(?:[Vv]alue{_QUOTES}[\s:=]+{_QUOTES})?"
        r"(?=[A-Za-z/+]*\d)(?=[A-Z\d/+]*[a-z])(?=[a-z\d/+]*[A-Z])[A-Za-z\d/+]{40}(?![A-Za-z\d/+=])",
        *("secret", "Secret", "SECRET"),
    ),
    _token(
        "an AWS session token",
        r"(?:FQoGZXIvYXdz|FwoGZXIvYXdz|IQoJb3JpZ2luX2Vj)[A-Za-z\d/+]{80}",
        *("FQoGZXIvYXdz", "FwoGZXIvYXdz", "IQoJb3JpZ2luX2Vj"),
    ),
    _token("an API key of Bedrock", r"ABSK[A-Za-z\d+/]{100}|bedrock-api-key-[\w+/-]{60}", "ABSK", "bedrock-api-key-"),
    _token("an Alibaba Cloud access key id", r"LTAI[A-Za-z\d]{20}(?![A-Za-z\d])", "LTAI"),
    _token("an Airtable token", r"pat[A-Za-z\d]{14}\.[\da-f]{64}", "pat"),
    _token("an Artifactory token", r"AKCp\d[A-Za-z\d]{60}|cmVmdGtu[A-Za-z\d]{56}", "AKCp", "cmVmdGtu"),
    _token(
        "an Atlassian token", r"AT(?:ATT|CTT|BT)3[\w=-]{100}|ATBB[A-Za-z\d]{32}", "ATATT3", "ATCTT3", "ATBT3", "ATBB"
    ),
    _token("an Azure client secret", r"[\w~.]{3}\dQ~[\w~.-]{31}", "Q~"),
    _text("an Azure storage key", r"(?i:account_?key)[\"'\s:=]{1,5}[A-Za-z\d+/]{86}==", "ccount", "CCOUNT"),
    _text(
        "a shared access key of Azure",
        r"SharedAccessKey=[A-Za-z\d+/]{43}=|[?&]sig=[A-Za-z\d%+/]{43}",
        "SharedAccessKey=",
        "sig=",
    ),
    _token("a Cloudflare key", r"v1\.0-[\da-f]{24}-[\da-f]{146}", "v1.0-"),
    _token("a Databricks token", r"dapi[\da-f]{32}(?![\da-z])", "dapi"),
    _token("a DigitalOcean token", r"do[opr]_v1_[\da-f]{64}", "_v1_"),
    _token("a Discord token", r"[MNO][A-Za-z\d_-]{23,27}\.[\w-]{6}\.[\w-]{27}(?:[\w-]{11})?(?![\w-])", "."),
    _text("a Discord webhook", r"discord(?:app)?\.com/api/webhooks/\d{15,20}/[\w-]{60}", "/api/webhooks/"),
    _token("a Docker Hub token", r"dckr_[op]at_[\w-]{27}", "dckr_"),
    _token("a Doppler token", r"dp\.(?:audit|ct|pt|scim|st\.[\w-]{2,35}|sa)\.[A-Za-z\d]{40}", "dp."),
    _token("a Dynatrace token", r"dt0[a-z]\d\d\.[A-Z\d]{24}\.[A-Z\d]{64}", "dt0"),
    _token("a Facebook token", r"EAA[MC][A-Za-z\d]{100}", "EAAM", "EAAC"),
    _token("a Figma token", r"fig[dou]_[\w-]{40}", "fig"),
    _token("a Fly.io token", r"fo1_[\w-]{43}|FlyV1 fm\d[a-z]?_[\w+/=-]{60}", "fo1_", "FlyV1 "),
    _token(
        "a GitHub token",
        r"gh[opsur]_\w{36}|github_pat_\w{60}",
        *("ghp_", "gho_", "ghs_", "ghu_", "ghr_", "github_pat_"),
    ),
    _token("a GitLab token", r"gl(?:agent|cbt|dt|ffct|ft|imt|oas|pat|ptt|rt|soat)-[\w-]{20}", "gl"),
    _token("a Google API key", r"AIza[\w-]{35}(?![\w-])", "AIza"),
    _token("a Google OAuth secret", r"GOCSPX-[\w-]{28}|ya29\.[\w-]{60}", "GOCSPX-", "ya29."),
    _token("a Grafana token", r"glsa_[A-Za-z\d]{32}_[\da-f]{8}|glc_eyJ[\w+/-]{40}", "glsa_", "glc_eyJ"),
    _token("a Groq API key", r"gsk_[A-Za-z\d]{52}", "gsk_"),
    _token("a Heroku key", r"HRKU-[\w-]{58}", "HRKU-"),
    _token("a HubSpot token", rf"pat-(?:na|eu|ap)\d-{_HEX_UUID}", "pat-"),
    _token("a Hugging Face token", r"(?:hf|api_org)_[A-Za-z]{34}(?![A-Za-z\d])", "hf_", "api_org_"),
    _token("a JSON web token", r"eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{16}", "eyJ"),
    _token("a Linear key", r"lin_(?:api|oauth)_[A-Za-z\d]{40}", "lin_"),
    _token("a Mailchimp key", r"[\da-f]{32}-us\d{1,2}(?![A-Za-z\d])", "-us"),
    _token("a Mailgun key", r"key-[\da-f]{32}(?![\da-f])", "key-"),
    _token("an MWS token of Amazon", rf"amzn\.mws\.{_HEX_UUID}", "amzn.mws."),
    _token(
        "an API key of a model",
        r"sk-(?:ant|proj|svcacct|or-v1)-[\w-]{40}|sk-[A-Za-z\d]{20}T3BlbkFJ[A-Za-z\d]{20}",
        "sk-",
    ),
    _token("a New Relic key", r"NR(?:AK|II|AA|SP)-[\w-]{27}|[\da-f]{36}NRAL|[\da-f]{36}FFFFNRAL", "NR"),
    _token("a Notion token", r"ntn_[A-Za-z\d]{40}|secret_[A-Za-z\d]{43}(?![A-Za-z\d])", "ntn_", "secret_"),
    _token("an npm token", r"npm_[A-Za-z\d]{36}(?![A-Za-z\d])", "npm_"),
    _text(
        "an Okta token", r"(?i:SSWS\s+|okta[\w.-]{0,30}token[\"'\s:=]{1,5})00[\w-]{40}(?![\w-])", "SSWS", "kta", "KTA"
    ),
    _token("an OpenShift token", r"sha256~[\w-]{43}(?![\w-])", "sha256~"),
    _token("a PlanetScale token", r"pscale_(?:oauth|pw|tkn)_[\w.=-]{32}", "pscale_"),
    _token("a Postman key", r"PMAK-[\da-f]{24}-[\da-f]{34}", "PMAK-"),
    _text(
        "a private key",
        r"-----BEGIN (?:[A-Z\d]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----[\s\S]{0,300}?[A-Za-z\d+/]{40}"
        r"|PuTTY-User-Key-File-\d:[\s\S]{0,3000}?Private-Lines: ?\d|AGE-SECRET-KEY-1[\dA-Z]{58}",
        *("-----BEGIN", "PuTTY-User-Key-File", "AGE-SECRET-KEY-1"),
    ),
    _token("a Pulumi access token", r"pul-[\da-f]{40}(?![\da-f])", "pul-"),
    _token("a PyPI token", r"pypi-AgE[\w-]{50}", "pypi-AgE"),
    _token("a RubyGems key", r"rubygems_[\da-f]{48}", "rubygems_"),
    _token("a SendGrid key", r"SG\.[\w-]{22}\.[\w-]{43}", "SG."),
    _token("a Brevo key", r"xkeysib-[\da-f]{64}-[A-Za-z\d]{16}", "xkeysib-"),
    _token("a Sentry token", r"sntrys_eyJ[\w+/=-]{60}|sntryu_[\da-f]{64}", "sntry"),
    _token("a Shopify token", r"shp(?:at|ca|pa|ss)_[\da-fA-F]{32}", "shp"),
    _token(
        "a Slack token",
        r"xox[abeoprs](?:\.xox[bp])?-(?:[\dA-Z]+-)+[\dA-Za-z-]{10}|xapp-(?:[\dA-Z]+-)+[\dA-Za-z-]{10}",
        *("xox", "xapp-"),
    ),
    _text("a Slack webhook", r"hooks\.slack\.com/(?:services|workflows)/T\w{6,}/[AB]\w{6,}/\w{17}", "hooks.slack.com"),
    _token("a SonarQube token", r"sq[apu]_[\da-f]{40}", "sqa_", "sqp_", "squ_"),
    _token("a Square token", r"sq0[a-z]{3}-[\w-]{22}|EAAA[\w-]{60}(?![\w-])", "sq0", "EAAA"),
    _token(
        "a Stripe key", r"[rs]k_(?:live|test)_[A-Za-z\d]{20}|whsec_[A-Za-z\d+/]{32}", "k_live_", "k_test_", "whsec_"
    ),
    _token("a Supabase key", r"sbp_[\da-f]{40}|sb_secret_[\w-]{31}", "sbp_", "sb_secret_"),
    _text("a Teams webhook", rf"\.office\.com/webhookb2/{_HEX_UUID}@{_HEX_UUID}/\w+/[\da-f]{{32}}", "/webhookb2/"),
    _token("a Telegram bot token", r"\d{8,10}:AA[\w-]{33}(?![\w-])", ":AA"),
    _token("a Terraform Cloud token", r"[A-Za-z\d]{14}\.atlasv1\.[\w-]{60}", ".atlasv1."),
    _token("a Twilio key", r"SK[\da-f]{32}(?![\da-f])", "SK"),
    _token("a Vault token", r"hv[bs]\.[\w-]{24}", "hvs.", "hvb."),
    _text(
        "a user's password in a header",
        # An upper-case letter within a word: encoded text has one, a word such as Authentication has none.
        rf"(?i:authorization){_QUOTES}\s*[:=,]\s*{_QUOTES}(?i:basic) +(?=[A-Za-z\d+/]*[a-z\d][A-Z])[A-Za-z\d+/]{{8}}",
        *("uthorization", "UTHORIZATION"),
    ),
    _text(
        "a password in a URL",
        # What begins with one of these is filled in later: ${...}, {{...}}, <...>, %s, ***. Images have digests there.
        r"://[^\s/?#:@\"'<>]*:(?![${<%*])[^\s/?#@\"'<>]+@(?!sha256:)[\w\[]",
        "://",
    ),
)

_FORMATS_BY_HINT = tuple((hint, format) for format in _FORMATS for hint in format.hints)
# Nearly every text of nearly every resource has nothing long enough in it; seeing that must be quick.
_LONG_ENOUGH = re.compile(r"[\w+/-]{16}|://|(?i:basic) ")
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
    if not _LONG_ENOUGH.search(text):
        return
    seen = set()
    for hint, format in _FORMATS_BY_HINT:
        if hint in text and format.kind not in seen:
            seen.add(format.kind)
            found = (match[0] for match in format.pattern.finditer(text))
            # AWS writes EXAMPLE into the keys of its documentation; they open nothing.
            if any("EXAMPLE" not in credential for credential in found):
                yield format.kind
