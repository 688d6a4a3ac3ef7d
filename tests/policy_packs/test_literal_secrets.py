"""Secrets are told from other values by the name that they stand under, wherever it is written, and quickly.

Not proved: that every secret is found; what a value is can't be known from the value, so the tables are judgement.
"""

from __future__ import annotations

import base64
import importlib
import json
import random
import string
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_packs.guardrails.controls._evaluation import Judge, Outcome
from policy_packs.guardrails.controls._resources import Resource

formats = importlib.import_module("policy_packs.guardrails.controls.secrets._formats")
literals = importlib.import_module("policy_packs.guardrails.controls.secrets._literals")
names = importlib.import_module("policy_packs.guardrails.controls.secrets._names")
rule = importlib.import_module("policy_packs.guardrails.controls.secrets.no_plaintext_in_environment")

_HEX = "a8f5f167f44f4964e6c998dee827110c"
_UUID = "550e8400-e29b-41d4-a716-446655440000"
_ARN = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/database-a1b2c3"

SECRET_NAMES = """
DB_PASSWORD dbPassword db-password db.password DbPasswd MYSQL_PWD DB_PASS dbpass mysqlpassword SMTP_PW passphrase
PASSWORD_PROD DB_PASSWORD_2 ADMIN_PASSWORD_BASE64 MasterUserPassword passWord
API_KEY apiKey apikey x-api-key DD_API_KEY DD_APP_KEY CLIENT_SECRET clientSecret SECRET SECRET_KEY SECRET_KEY_BASE
AWS_SECRET_ACCESS_KEY AUTH_TOKEN authToken GITHUB_TOKEN TOKENS PRIVATE_KEY privatekey ENCRYPTION_KEY JWT_SIGNING_KEY
NEW_RELIC_LICENSE_KEY CREDENTIALS DB_CREDS BASIC_AUTH Authorization BEARER WEBHOOK_SECRET OAuthToken TOKEN_VALUE
""".split()
OTHER_NAMES = """
DB_PASSWORD_SECRET_NAME DB_PASSWORD_ARN PASSWORD_FILE PASSWORD_PATH PASSWORD_MIN_LENGTH PASSWORD_POLICY PASSWORD_HASH
TOKEN_URL TOKEN_TTL TOKEN_ENDPOINT TOKEN_ISSUER SECRET_ARN SECRET_ID SECRET_NAME SECRET_ROTATION_DAYS API_KEY_ID
API_KEY_HEADER AUTH_TYPE AUTH_ENABLED PUBLIC_KEY PARTITION_KEY SORT_KEY S3_KEY CACHE_KEY KMS_KEY_ID KEY MONKEYS
TOKENIZER BYPASS COMPASS PASSENGER COMMIT AUTHOR SECRETARY tokenization
""".split()

SECRETS = {
    "DB_PASSWORD": [
        *(
            "oh no D:",
            "password123",
            "foobar123",
            "hunter2",
            "hunter2-prod",
            "P@ss1!",
            "Passw0rd123",
            "postgres",
            "secret",
        ),
        *("mysecretpassword", "my-secret-password", "correct horse battery staple", "123456", "letmein", "a/b+c=="),
        *(_HEX, _UUID),
    ],
    "API_KEY": [_HEX, _UUID, "sk_a1B2c3D4e5F6", "abc123DEF456ghi", "0123456789abcdef" * 2],
    "JWT_SECRET": ["kJ8s9Dk2Lm3NqP5r", "supersecret", "secret123", "mysecretkey", "S3cr3tValue"],
    "BASIC_AUTH": ["admin:hunter2"],
    "Authorization": ["Bearer abc123DEF456ghi7", "Token a1b2c3d4e5f6a7b8"],
    "AWS_ACCESS_KEY_ID": ["AKIA" + "IOSFODNN7EXAMPLE"],
    "AWS_SECRET_ACCESS_KEY": ["wJalrXUtnFEMI/K7MDENG/bPxRfiCY" + "zzzzzzzKEY"],
    "SECRET": ["shop-" + "a1B2c3D4e5F6g7"],
}
HARMLESS = {
    "DB_PASSWORD": [
        *("", " ", "true", "None", "disabled", "12345", "****", "xxxx", "<password>", "changeme", "CHANGE_ME"),
        *("your-password-here", "placeholder", "not-set", "n/a", "${DB_PASSWORD}", "$DB_PASSWORD", "{{ password }}"),
        *("%DB_PASSWORD%", "#{pw}", "$(cat /run/secret)", "`pass show db`", "!Ref DbPassword", "get_secret('db')"),
        *("/shop/db/password", "shop/db/password", "shop-db-password", "ssm:/shop", "vault:secret/shop#db"),
        *("https://vault.shop.example/v1/db", "rds!db-1234abcd", "C:\\secrets\\db.txt", "sha256:9f86d081"),
        *("$6$salt$hash", "i-0a1b2c3d4e5f60718", _ARN),
    ],
    "API_KEY": ["shop-production", "eu-central-1", "3600", "the key of the shop", "v1.2.3", "short"],
    "SECRET": ["shop/stripe-a1b2c3", "prod-db-9f8e7d6c5b4a", "ShopDatabaseSecret", "alias/shop"],
    "TOKEN": ["2026-01-15T10:00:00Z", "eu-west-1_AbCdEfGhI", "redis:6379", "shop:production"],
    "AUTH": ["redis.internal:6379"],
    "CREDENTIALS": ["/app/credentials.json"],
    "ENCRYPTION_KEY": [_UUID, "mrk-" + _HEX, "alias/shop"],
    "AWS_ACCESS_KEY_ID": ["FOO"],
    "AWS_SECRET_ACCESS_KEY": ["bar"],
    **{name: [_HEX, "hunter2-prod"] for name in OTHER_NAMES},
}
SCRIPTS = {
    "a shell's variable": "export DATABASE_PASSWORD=password1234",
    "a shell's variable in quotes": "DB_PASSWORD='hunter2'; export DB_PASSWORD",
    "YAML": "database:\n  password: hunter2  # for now\n",
    "YAML in quotes": "password: 'hunter2'",
    "JSON": '{"a": 1, "password": "hunter2"',
    "JSON in a string": 'echo "{\\"password\\": \\"hunter2\\"}" > config.json',
    "an ini file": "[db]\npassword = hunter2\n",
    "an option": "tool --password hunter2 --verbose",
    "an option with its value": "mysql --password=hunter2 -h db",
    "an option with one dash": "keytool -storePass hunter2 -password hunter2",
    "a container's variable": "docker run -e POSTGRES_PASSWORD=hunter2 postgres",
    "a header": 'curl -H "Authorization: Bearer a1B2c3D4e5F6g7H8" https://api.shop.example',
    "a connection string": "Server=db;User Id=sa;Password=hunter2;",
    "a query": "jdbc:postgresql://db/shop?user=a&password=hunter2",
    "PowerShell's environment": '$env:DB_PASSWORD = "hunter2"',
    "PowerShell's secure string": 'ConvertTo-SecureString "hunter2" -AsPlainText -Force',
    "a user of Windows": "net user bob hunter2! /add",
    "a user of Linux": 'echo "root:hunter2" | chpasswd',
    "a password for SSH": "sshpass -p hunter2 ssh shop",
    "a password for curl": "curl -s -u admin:hunter2 https://shop.example",
    "a user of a database": "CREATE USER shop IDENTIFIED BY 'hunter2'",
    "a role of a database": "ALTER ROLE shop PASSWORD 'hunter2'",
    "an attribute of XML": '<add key="DbPassword" value="hunter2"/>',
    "an element of XML": "<password>hunter2</password>",
    "a function's assignment": 'password := "hunter2"',
}
HARMLESS_SCRIPTS = {
    "a path": "export SSM_PATH=/database/creds",
    "a command's output": "PASSWORD=$(aws secretsmanager get-secret-value --secret-id shop --output text)",
    "a command's output in backticks": "DB_PASSWORD=`cat /run/secret`",
    "another variable": 'export DB_PASSWORD="$DB_PASSWORD"',
    "an attribute": "password = config.password",
    "a lookup": 'password = os.environ["DB_PASSWORD"]',
    "a call": "password = getpass.getpass()",
    "a type": "def connect(user: str, password: str) -> None:",
    "a comparison": 'if password == "hunter2x":',
    "prose": "# password: see the wiki of the team",
    "a setting of SSH": "sed -i 's/PasswordAuthentication yes/PasswordAuthentication no/' /etc/ssh/sshd_config",
    "a flag without a value": "docker login --username AWS --password-stdin registry",
    "an option before another": "tool --password --verbose",
    "a token of the metadata service": 'curl -H "X-aws-ec2-metadata-token: $TOKEN" http://169.254.169.254/latest',
    "a header that is filled in": 'curl -H "Authorization: Bearer $TOKEN" https://api.shop.example',
    "a reference of CloudFormation": "password: !Ref DbPassword",
    "a template": 'password: "{{ vault_password }}"',
    "a hashed password": "passwd: $6$rounds=4096$salt$hash",
    "flags": "lock_passwd: true\nssh_pwauth: false\npassword: required",
    "no value": 'token: ""\npassword:\n',
    "a password of another variable for curl": 'curl -u "$USER:$PASSWORD" https://shop.example',
    "the name of a secret": "--secret-id shop/database --secret shop/database",
    "an ARN": f'"valueFrom": "{_ARN}", "password": "{_ARN}"',
}


@pytest.mark.parametrize("name", SECRET_NAMES)
def test_a_name_announces_a_secret(name: str) -> None:
    assert names.announced(name)


@pytest.mark.parametrize("name", OTHER_NAMES)
def test_a_name_about_secrets_announces_none(name: str) -> None:
    assert names.announced(name) is None


def test_what_is_too_long_is_no_name() -> None:
    assert names.announced("a" * 110 + "_password")
    assert names.announced("a" * 112 + "_password") is None


@pytest.mark.parametrize(("name", "value"), [(name, value) for name in SECRETS for value in SECRETS[name]])
def test_a_secret_is_found(name: str, value: str) -> None:
    assert literals.is_secret(name, value)


@pytest.mark.parametrize(("name", "value"), [(name, value) for name in HARMLESS for value in HARMLESS[name]])
def test_a_harmless_value_is_none(name: str, value: str) -> None:
    assert not literals.is_secret(name, value)


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_a_secret_is_found_in_a_script(script: str) -> None:
    assert list(literals.named_in(script))
    assert list(literals.named_in(f"#!/bin/sh\nset -e\n{script}\nexit 0\n"))


@pytest.mark.parametrize("script", HARMLESS_SCRIPTS.values(), ids=HARMLESS_SCRIPTS.keys())
def test_a_harmless_script_has_none(script: str) -> None:
    assert not list(literals.named_in(script))


@pytest.mark.parametrize("alphabet", [string.hexdigits[:16], string.ascii_letters + string.digits])
@pytest.mark.parametrize("length", [20, 32, 64])
def test_random_text_under_a_secret_name_is_found(alphabet: str, length: int) -> None:
    source = random.Random(length)
    values = ["".join(source.choices(alphabet, k=length)) for _ in range(2000)]
    assert sum(literals.is_secret("API_KEY", value) for value in values) >= 1990


WORD = st.sampled_from("shop orders payment central production database stage queue worker region".split())


@settings(deadline=None)
@given(words=st.lists(WORD, min_size=1, max_size=5), separator=st.sampled_from("-_./"), number=st.integers(0, 99))
def test_names_of_things_under_a_secret_name_are_none(words: list[str], separator: str, number: int) -> None:
    assert not literals.is_secret("API_KEY", separator.join([*words, str(number)]))
    assert not literals.is_secret("API_KEY", "".join(word.title() for word in words))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda children: st.lists(children, max_size=4) | st.dictionaries(st.text(), children, max_size=4),
)
PIECES = st.sampled_from(
    [
        "password",
        "=",
        ":",
        " ",
        '"',
        "'",
        "\\",
        "\n",
        "--",
        "-",
        "$",
        "{",
        "[",
        "<",
        ">",
        "Bearer",
        "a1B2c3D4e5",
        "@",
        "|",
        "&",
    ]
)


def _messages(properties: dict[str, Any], type: str = "aws:lambda/function:Function") -> list[str]:
    findings = list(Judge([rule.CONTROL]).resource(Resource(type, properties, urn="it")))
    assert all(finding.outcome is Outcome.FAIL for finding in findings)
    return [finding.message for finding in findings]


@settings(deadline=None)
@given(environment=JSON, image=JSON, pieces=st.lists(PIECES, max_size=40))
def test_any_settings_can_be_judged(environment: Any, image: Any, pieces: list[str]) -> None:
    text = "".join(pieces)
    variables = {"A": text, "B": json.dumps({"x": [text]}), "password": text}
    assert isinstance(_messages({"environment": environment, "imageConfig": image}), list)
    assert isinstance(_messages({"environment": {"variables": variables}, "imageConfig": {"commands": pieces}}), list)


@settings(deadline=None)
@given(
    password=st.text(alphabet=string.ascii_letters + string.digits, min_size=12, max_size=30), deep=st.integers(0, 4)
)
def test_no_message_repeats_a_secret(password: str, deep: int) -> None:
    document: Any = [{"name": "DB_PASSWORD", "value": f"{password}7Q"}]
    for _ in range(deep):
        document = {"inner": json.dumps(document)}
    (message,) = _messages({"environment": {"variables": {"CONFIG": json.dumps(document)}}})
    assert password not in message


def test_a_script_is_read_in_base64_and_where_it_stands_in_json() -> None:
    script = base64.b64encode(b"#!/bin/sh\nexport DB_PASSWORD=hunter2\n").decode()
    assert _messages({"environment": {"variables": {"SCRIPT": script}}})
    assert _messages({"environment": {"variables": {"CONFIG": json.dumps({"command": ["--password", "hunter2"]})}}})


@pytest.mark.parametrize(
    "document",
    [
        {"Parameters": {"DbPassword": {"Type": "String", "Default": "hunter2"}}},
        {"parameters": {"Password": {"type": "String", "default": "hunter2"}}},
        [{"ParameterKey": "DbPassword", "ParameterValue": "hunter2"}],
        [{"Key": "DbPassword", "Value": "hunter2"}],
        {"environment": [{"name": "DB_PASSWORD", "value": "hunter2"}]},
        {"db": {"password": "hunter2"}},
        {"command": ["sh", "-c", "migrate --password hunter2"]},
    ],
)
def test_a_secret_is_found_in_a_document(document: Any) -> None:
    assert list(literals.written_out({"content": json.dumps(document)}))


@pytest.mark.parametrize(
    "document",
    [
        {"Parameters": {"DbPassword": {"Type": "String", "NoEcho": True}}},
        {"secrets": [{"name": "DB_PASSWORD", "valueFrom": _ARN}]},
        {"environment": [{"name": "DB_PASSWORD", "type": "SECRETS_MANAGER", "value": "shopDatabase1"}]},
        {"TokenValidityUnits": {"AccessToken": "hours"}},
        {"Parameters": {"token.$": "$$.Task.Token"}},
        {"name": "DB_PASSWORD"},
    ],
)
def test_a_harmless_document_has_none(document: Any) -> None:
    assert not list(literals.written_out({"content": json.dumps(document)}))


def test_a_setting_with_two_secrets_is_told_of_both() -> None:
    script = "export DB_PASSWORD=hunter2\nexport MAIL_PASSWORD=hunter3\nexport DB_PASSWORD=hunter4\n"
    messages = _messages({"userData": script}, type="aws:ec2/instance:Instance")
    assert [name for message in messages for name in ("DB_PASSWORD", "MAIL_PASSWORD") if name in message] == [
        "DB_PASSWORD",
        "MAIL_PASSWORD",
    ]


@pytest.mark.parametrize("text", ["[" * 5000, '{"a":' * 5000, '{"a": 1', "[1, 2]", '"text"', "null"])
def test_what_is_no_document_is_read_as_text(text: str) -> None:
    assert not _messages({"environment": {"variables": {"CONFIG": text}}})


LONG = {
    "one word": "a" * 300_000,
    "dashes": "a-" * 150_000,
    "names": "password_" * 30_000,
    "assignments": "password=" * 30_000,
    "options": "--password " * 30_000,
    "quotes": "password='" * 30_000,
    "open quotes": 'password="a' * 30_000,
    "spaces": "password" + " " * 300_000,
    "slashes": "/a" * 150_000,
    "colons": "a:" * 150_000,
    "elements": "<password>" * 30_000,
    "commands": "curl -u " * 30_000,
    "headers": "Authorization: Bearer " * 15_000,
    "keys": "-----BEGIN PRIVATE KEY-----" * 12_000,
    "tokens": "xoxb-1-" * 40_000,
    "addresses": "://:" * 75_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_long_texts_take_no_longer_than_their_length(text: str) -> None:
    """A pattern that backtracks would not come to an end here."""
    assert isinstance(list(literals.named_in(text)), list)
    assert isinstance(list(formats.kinds(text)), list)
    assert isinstance(literals.is_secret("DB_PASSWORD", text), bool)
    assert isinstance(literals.is_secret("API_KEY", text), bool)
    assert isinstance(literals.is_secret(text, "hunter2"), bool)
