"""Secrets that only their name gives away: settings, documents and scripts in which one is written out.

A value counts unless it refers to where the secret is, holds its place, or is a word that people read.
"""

import json
import re
from collections.abc import Iterator, Mapping

from .._properties import Block
from ._formats import unpacked
from ._names import Kind, announced, holds_user_and_password, is_access_key_id

# Filled in by a shell, a template engine, CloudFormation or a pipeline.
_FILLED_IN = re.compile(r"\$\{|\$\(|\{\{|`|<[A-Za-z]|\[\[|#\{|@@")
_REFERENCE = re.compile(
    r"\$[\w./$=,-]*|%(?:\w+%|\w|\(.*)|![A-Za-z:]+(?:\s[\s\S]*)?|\{[\s\S]*|[&*][A-Za-z_]\w*"
    # A call, an ARN, a digest, an address, a scheme such as ssm: or vault:, the secrets that AWS manages.
    r"|@?[A-Za-z_][\w.]*[(\[][\s\S]*|arn:[\s\S]*|(?:sha\d{1,3}|md5)[:-][\s\S]*|[A-Za-z][A-Za-z\d+.-]*://[\s\S]*"
    r"|(?i:asm|aws|awsssm|config|env|file|from|gsm|keyring|keyvault|kms|op|parameter|ref|s3|secret|secrets|secretsmanager|sm"
    r"|ssm|vault)[:!][\s\S]+|(?:appflow|events|opsworks-cm|rds|redshift)![\s\S]*"
    # A path of Windows, a resource's id, a user pool's id, a host with its port.
    r"|[A-Za-z]:\\[\s\S]*|[a-z]{1,8}-[\da-f]{8,17}|mrk-[\da-f]{32}|[a-z]{2}(?:-[a-z]+)+-\d_[A-Za-z\d]+"
    r"|[\w.-]+:\d{2,5}|(?:projects|alias)/[\w/-]+"
)
_PLACEHOLDER = re.compile(
    r"(?i)change[ _-]?(?:me|it|this)|place[ _-]?holder|(?:replace|update|insert|enter|fill|provide|add)[ _-]|replaceme"
    r"|fix[ _-]?me|to[ _-]?do\b|\btbd\b|dummy|example|redacted|masked|hidden|your[ _-]|\bx{3,}\b|x{5,}|\bfake\b|\bmock"
    r"|\*\*\*|\.\.\.|not[ _-]?(?:a|an|applicable|configured|needed|real|required|set|used)\b|\bn/a\b|^[-*x._•#?\s]*$"
)
# What a setting about a secret says instead of one.
_WORDS = frozenset(
    """
    all always any apikey asm auto automatic aws aws_iam aws-iam azure basic bcrypt bearer bool boolean cert certificate
    cli client cloud cognito cookie custom default deny disable disabled empty enable enabled env environment false file
    generate generated github gitlab google header hmac iam ignored inherit int integer integrated internal jwt kerberos
    keychain keyring kms ldap local login managed manual mtls never nil no no_auth none null number oauth oauth2 object
    off oidc on optional plain plaintext prompt query random rds-iam required rotate s3 saml scram scram-sha-256
    scram-sha-512 sasl_ssl secretsmanager secrets-manager secrets_manager securestring self sha256 sha512 simple ssm
    ssm-parameter standard static stdin str string sts token true undefined unset unused vault yes
    """.split()
)
_KEYWORD = re.compile(r"(?i:pass(?:word|wd|phrase)?s?|pwd|secrets?|tokens?|keys?|creds?|credentials?|auth)")
# Words that say nothing of whose secret it is, so that what they stand in is no name of one.
_FILLERS = frozenset("a admin api is my new not old our root so some strong super test the this top very".split())

_SEPARATED = re.compile(r"[^\s_./:@,-]+")
_RUN = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^A-Za-z\d]+")
_NUMBER = re.compile(r"\d+")
_CONSONANTS = re.compile(r"(?i)[bcdfghjklmnpqrstvwxz]{5}")
_PATH = re.compile(r"[~.]{0,2}/[\w./+-]*")
_ID = re.compile(r"A[A-Z]{2}[A-Z\d]{13,17}")
_UUID = re.compile(r"[\da-fA-F]{8}(?:-[\da-fA-F]{4}){3}-[\da-fA-F]{12}")
_HEXADECIMAL = re.compile(r"(?=.*\d)(?=.*[a-fA-F])[\da-fA-F]{16,}")
_WEAK = re.compile(
    r"(?:my|our|super|the|this|top|very)+(?:is|my)?(?:secret|token|key|password)\w{0,20}|(?:secret|token|key|password|passw0rd)\d{1,8}"
)
_SCHEME = re.compile(r"(?i:basic|bearer|token|apikey|splunk|ssws)\s+(\S+)")
_PAIR = re.compile(r"[\w.@-]+:([^\s:/@]{4,})")

_LEAST_RANDOM = 8
_LEAST_RANDOM_SUFFIX = 14  # Names that tools make unique end in fewer random characters.
_SHORTEST_WORD = 3
_WORD_LENGTH = 3  # Words have longer runs of one class of characters than random text has.
_MOST_NUMBERS = 2
_LEAST_DIGITS = 6


def _is_random(text: str) -> bool:
    """Whether a part of the text is unlike a word or several words with a number."""
    parts = _SEPARATED.findall(text)
    named = len(parts) > 1 and len(parts[0]) >= _SHORTEST_WORD and parts[0].isalpha() and not _is_random(parts[0])
    least = _LEAST_RANDOM_SUFFIX if named else _LEAST_RANDOM
    return any(len(part) >= least and _is_unlike_words(part) for part in parts)


def _is_unlike_words(part: str) -> bool:
    """Whether letters, cases and digits change as often as in random text, or letters follow that never do in words."""
    return (
        len(part) <= _WORD_LENGTH * len(_RUN.findall(part))
        or len(_NUMBER.findall(part)) > _MOST_NUMBERS
        or (_CONSONANTS.search(part) is not None and _NUMBER.search(part) is not None)
    )


def _is_name(text: str) -> bool:
    """Whether the text names a secret instead of being one: words, one of them for a secret and one for whose."""
    words = re.findall(r"[A-Za-z]+\d{0,2}", text)
    if not re.fullmatch(r"[A-Za-z]+\d{0,2}(?:[-_./ ]+(?:[A-Za-z]+\d{0,2}|\d{1,2}))+", text):
        return False
    keyed = "/" in text or any(_KEYWORD.fullmatch(word) for word in words)
    told = any(not _KEYWORD.fullmatch(word) and word.lower() not in _FILLERS for word in words)
    return keyed and told


def _is_plain(text: str) -> bool:
    """Whether the text is no secret under any name."""
    return (
        text.lower() in _WORDS
        or _REFERENCE.fullmatch(text) is not None
        or _FILLED_IN.search(text) is not None
        or _PLACEHOLDER.search(text) is not None
        or _is_name(text)
        or (_PATH.fullmatch(text) is not None and not _is_random(text))
    )


def is_secret(name: str, value: str) -> bool:
    """Whether the value, under this name, is a secret that is written out."""
    value = value.strip()
    if is_access_key_id(name) and _ID.fullmatch(value):
        return True
    secret = announced(name)
    if secret is None or _is_plain(value):
        return False
    if secret is Kind.PASSWORD:
        return not value.isdecimal() or len(value) >= _LEAST_DIGITS
    if scheme := _SCHEME.fullmatch(value):
        value = scheme[1]
    elif " " in value:
        return False
    pair = _PAIR.fullmatch(value) if holds_user_and_password(name) else None
    if _UUID.fullmatch(value):
        return "crypt" not in name.lower()  # The id of a key in KMS is one too.
    return bool(pair or _HEXADECIMAL.fullmatch(value) or _WEAK.fullmatch(value.lower()) or _is_random(value))


_NAME = r"([A-Za-z_][\w.-]*+)"
_QUOTED = r"\\?\"([^\"\n]*?)\\?\"|'([^'\n]*)'"
_BARE = r"[^\s\"'`,;&|<>]"
_END = r"(?=[ \t]*(?:[#,;].*)?$)"
_ASSIGNMENTS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        # A shell's, a program's, JSON's and YAML's; a bare value after a colon or a space ends its line.
        rf"(?<![\w.-])-{{0,2}}{_NAME}\\?[\"']?[ \t]{{0,9}}(?::=|=>|=(?!=)|:)[ \t]{{0,9}}(?:{_QUOTED})",
        rf"(?<![\w.-])-{{0,2}}{_NAME}=({_BARE}++)",
        rf"(?<![\w.-]){_NAME}[ \t]{{0,9}}(?:=|:)[ \t]{{1,9}}({_BARE}{{4,}}+){_END}",
        rf"(?<![\w.-]){_NAME}:[ \t]{{0,9}}((?i:basic|bearer|token)[ \t]{{1,9}}{_BARE}++)",
        # Options of commands, and attributes and elements of XML.
        rf"(?<!\S)--?{_NAME}[ \t]{{1,9}}(?:{_QUOTED}|((?!-){_BARE}++))",
        rf"(?:key|name)=\"{_NAME}\"\s{{1,9}}value=\"([^\"\n]*)\"",
        rf"<{_NAME}>([^<>\s]{{4,}}+)</",
    )
)
# Commands and statements that take a password without naming it.
_COMMANDS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?i)ConvertTo-SecureString\s{1,9}(?:-String\s{1,9})?[\"']([^\"'\n]+)[\"']",
        r"(?<![\w.-])[\w.-]++:([^\s:\"'|]++)[\"']?[ \t]{0,9}\|[ \t]{0,9}(?:sudo[ \t]{1,9})?chpasswd",
        r"(?<!\S)sshpass[ \t]{1,9}-p[ \t]{0,9}[\"']?([^\s\"']+)",
        r"(?i)(?<!\S)net[ \t]{1,9}user[ \t]{1,9}[\w.-]+[ \t]{1,9}[\"']?([^\s\"'/][^\s\"']+)[\"']?[ \t]{1,9}/add",
        r"(?<!\S)curl[ \t][^\n|;]{0,200}?(?:-u|--user)[ \t]{1,9}[\"']?[\w.@-]+:([^\s\"':]+)",
        r"(?i)\b(?:identified[ \t]{1,9}by|password)[ \t]{1,9}\\?[\"']([^\"'\n\\]+)\\?[\"']",
    )
)


def named_in(text: str) -> Iterator[str]:
    """The names under which secrets are written out in a script, a command or a configuration file."""
    for pattern in _ASSIGNMENTS:
        for name, *values in pattern.findall(text):
            if is_secret(name, "".join(values)):
                yield name
    for pattern in _COMMANDS:
        if any(not _is_plain(value) for value in pattern.findall(text)):
            yield "a password"


# What a setting is called whose name stands beside its value, and what that name is called.
_VALUES = frozenset(("value", "Value", "defaultValue", "ParameterValue"))
_NAMES = ("name", "Name", "key", "Key", "ParameterKey")


def written_out(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Where secrets are written out, as (path, name), in the texts by their paths.

    A text may be a setting's value, a JSON document, a script, or either of these in base64; the texts of a list are
    the words of one command.
    """
    for path, text in (_settings(texts) | _commands(texts)).items():
        if inner := _document(path, text):
            yield from written_out(inner)
        elif is_secret(name := _name(path, texts), text):
            yield path, name
        else:
            scripts = (text, unpacked(text))
            yield from dict.fromkeys((path, named) for script in scripts for named in named_in(script))


def _settings(texts: Mapping[str, str]) -> dict[str, str]:
    return {path: text for path, text in texts.items() if not path.endswith("]")}


def _commands(texts: Mapping[str, str]) -> dict[str, str]:
    """The lists among the texts, each as one line."""
    lists: dict[str, list[str]] = {}
    for path, text in texts.items():
        if path.endswith("]"):
            lists.setdefault(path.rpartition("[")[0], []).append(text)
    return {path: " ".join(words) for path, words in lists.items()}


def _document(path: str, text: str) -> dict[str, str]:
    """The texts of a JSON document by their paths; none when the text isn't that of an object or a list."""
    if text.lstrip()[:1] not in ("{", "["):
        return {}
    try:
        return dict(Block({path: json.loads(text)}).strings())
    except (ValueError, RecursionError):
        return {}


def _name(path: str, texts: Mapping[str, str]) -> str:
    """The name of the setting at the path: its own, or the one that is given beside its value."""
    parent, _, last = path.rpartition(".")
    if last.lower() == "default":  # A template's or a document's parameter.
        return parent.rpartition(".")[2]
    if last not in _VALUES:
        return last
    kept_elsewhere = texts.get(f"{parent}.type", "PLAINTEXT") != "PLAINTEXT"  # CodeBuild's variables have a type.
    names = (texts.get(f"{parent}.{name}") for name in _NAMES)
    return "" if kept_elsewhere else next((name for name in names if name), "")
