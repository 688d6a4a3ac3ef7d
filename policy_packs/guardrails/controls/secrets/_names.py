"""What a name says of its value: that it is a password, another secret, or neither.

The end of a name counts: a password-policy, a token-url or a secret-arn holds no secret.
"""

import re
from enum import StrEnum

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")

# Which of several values it is, in which form, and for which environment.
_QUALIFIERS = (
    r"(?:_(?:b|base|base64|current|default|dev|development|live|main|new|old|plain|plaintext|prd|primary|prod|production|qa"
    r"|raw|secondary|stage|staging|string|stg|test|text|uat|v|value|\d+))*"
)
_HOLDERS = (
    r"(?:admin|amqp|api|app|auth|basic|broker|cache|client|database|db|docker|email|ftp|http|imap|jdbc|kafka|keystore|ldap"
    r"|login|mail|master|mongo|mongodb|mq|mssql|mysql|oracle|pg|postgres|postgresql|proxy|rabbitmq|rds|redis|registry|root"
    r"|service|sftp|smb|smtp|snowflake|sql|ssh|sudo|truststore|user|vnc|vpn|web|wifi)"
)
_KEYS = (
    r"(?:access|account|admin|aes|api|app|application|auth|authentication|bot|client|consumer|cookie|decryption"
    r"|deploy|encrypt|encryption|fernet|hmac|ingest|ingestion|insert|integration|jwt|license|master|private|rsa"
    r"|secret|server|service|session|shared|signing|ssh|ssl|storage|subscription|tls|webhook|write)"
)
_PASSWORD = re.compile(
    rf"(?:^|.*_)(?:\w*(?:password|passwd|passphrase|passcode)s?|pass_?(?:word|wd|phrase)s?|pwd|(?:{_HOLDERS}_)?(?:pass|pw)"
    rf"|{_HOLDERS}pass|{_HOLDERS}pwd){_QUALIFIERS}"
)
_TOKEN = re.compile(
    rf"(?:^|.*_)(?:\w*(?:secret|token|apikey|accesskey|secretkey|privatekey|authkey)s?|credentials?|creds|auth|authorization"
    rf"|bearer|{_KEYS}_keys?){_QUALIFIERS}"
)
_ACCESS_KEY_ID = re.compile(r"(?:^|.*_)access_?key(?:_?id)?")
_HOLDS_BOTH = re.compile(r"(?:^|.*_)(?:auth|authorization|creds|credentials?)")

_LONGEST = 120  # What is longer is no name, and would take long to look at.


class Kind(StrEnum):
    """What a secret is, which decides what its value looks like."""

    PASSWORD = "a password"  # made up by people
    TOKEN = "a secret"  # made by machines


def _canonical(name: str) -> str:
    return "_".join(_WORD.findall(name)).lower() if len(name) <= _LONGEST else ""


def announced(name: str) -> Kind | None:
    """Which secret the name announces, in whatever case and with whatever separators; None when none."""
    words = _canonical(name)
    if _PASSWORD.fullmatch(words):
        return Kind.PASSWORD
    return Kind.TOKEN if _TOKEN.fullmatch(words) else None


def is_access_key_id(name: str) -> bool:
    """Whether the name is that of the public half of AWS's access keys."""
    return _ACCESS_KEY_ID.fullmatch(_canonical(name)) is not None


def holds_user_and_password(name: str) -> bool:
    """Whether the name is one whose value may be a user and a password with a colon between them."""
    return _HOLDS_BOTH.fullmatch(_canonical(name)) is not None
