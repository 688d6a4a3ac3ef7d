"""A file gives an organization or one error with all its problems, whatever it holds.

Not proven: that every pair of values that AWS would refuse together is found; that is up to the rules.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from organizations.loading import MAX_BYTES, load, parse
from organizations.model import Organization
from organizations.problems import OrganizationFileError, Problem

Find = Callable[[object], list[Problem]]
EXAMPLE = Path(__file__).parents[2] / "organizations" / "example.yaml"


def refusal(path: str | os.PathLike[str]) -> OrganizationFileError:
    with pytest.raises(OrganizationFileError) as raised:
        load(path)
    return raised.value


# The example.


def test_the_example_is_an_organization_that_shows_every_section() -> None:
    organization = load(EXAMPLE)
    assert organization.regions == ("us-east-1", "eu-west-1")
    assert len(organization.accounts) == 13
    assert {network.region for network in organization.networks.values()} == set(organization.regions)
    required = {name for name, field in Organization.model_fields.items() if field.is_required()}
    assert organization.model_fields_set >= required | {"networks", "logging", "tags"}


def test_the_example_invents_nobody() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    # A workflow is named with its ref, as in deploy.yml@refs/heads/main.
    assert set(re.findall(r"(?<!\.yml)@([\w.-]+)", text)) == {"example.com"}
    assert all(re.fullmatch(r"\+1-206-555-01\d\d", number) for number in re.findall(r"phone: (.*)", text))


def test_the_example_tells_editors_its_schema() -> None:
    first = EXAMPLE.read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=schema.json"
    assert EXAMPLE.with_name("schema.json").is_file()


# All problems at once.


def test_ten_different_errors_are_reported_together() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    for before, after in {
        "version: 1\n": "version: 2\n",
        "home_region: us-east-1 ": "home_region: eu-west-2 ",
        "name: Cloud Platform\n": "nmae: Cloud Platform\n",
        'id: "111122223333" ': "id: 111122223333 ",
        "aws+security@example.com": "AWS+log-archive@example.com",
        "unit: Sandbox, owner: data@example.com": "unit: Sandbx, owner: data@example.com",
        "{email: aws+sandbox-platform@example.com, unit: Sandbox, owner: platform@example.com}": "[1, 2]",
        "account: network\n": "account: netwrok\n",
        "cidr: 10.32.0.0/20\n": "cidr: 10.17.32.0/20\n",
        "mode: GOVERNANCE ": "mode: &lock COMPLIANCE ",
        "days: 365\n": "days: 9000\n    days: 1\n",
    }.items():
        assert before in text, before
        text = text.replace(before, after)
    with pytest.raises(OrganizationFileError) as raised:
        parse(text.encode(), "acme.yaml")
    assert {(each.path, each.value) for each in raised.value.problems} == {
        ("version", "2"),
        ("home_region", '"eu-west-2"'),
        ("contacts.operations.name", "nothing"),
        ("contacts.operations.nmae", '"nmae"'),
        ("accounts.management.id", "111122223333"),
        ("accounts.security.email", '"AWS+log-archive@example.com"'),
        ("accounts.sandbox-data.unit", '"Sandbx"'),
        ("accounts.sandbox-platform", "a list of 2 items"),
        ("networks.hub.account", '"netwrok"'),
        ("networks.payments-staging.cidr", '"10.17.32.0/20"'),
        ("logging.object_lock.mode", '"&lock"'),
        ("logging.object_lock.days", '"days"'),
        ("logging.archive_days", "2555"),
        ("logging.object_lock.acknowledge_irreversible", "false"),
    }
    assert str(raised.value).startswith("14 problems in acme.yaml\n")


def test_what_is_unreadable_is_reported_once_and_spoils_nothing_else(document: dict[str, Any], problems: Find) -> None:
    document["units"]["Workloads"] = {"Production": {}}
    document["accounts"]["security"] = None
    document["regions"][1] = 7
    document["contacts"] = []
    document["logging"] = "long"
    assert [each.path for each in problems(document)] == [
        "regions[1]",
        "contacts",
        "units.Workloads.Production",
        "accounts.security",
        "logging",
    ]


def test_an_account_without_a_readable_value_still_exists_for_others(document: dict[str, Any], problems: Find) -> None:
    document["accounts"]["network"] = {"email": 5, "unit": "Nowhere", "owner": "platform@example.com", "nickname": "x"}
    assert {each.path for each in problems(document)} == {
        "accounts.network.email",
        "accounts.network.nickname",
        "accounts.network.unit",
    }


# The report.


def test_the_report_counts_first_and_says_where_what_and_how(problems: Find) -> None:
    text = EXAMPLE.read_text(encoding="utf-8").replace("unit: Infrastructure,", "unit: Infrastructur,", 1)
    with pytest.raises(OrganizationFileError) as raised:
        parse(text.encode(), "organizations/acme.yaml")
    line = next(number for number, each in enumerate(text.splitlines(), 1) if "unit: Infrastructur," in each)
    assert str(raised.value) == (
        "1 problem in organizations/acme.yaml\n"
        f'organizations/acme.yaml:{line}: accounts.network.unit: got "Infrastructur"; '
        'expected the path of a unit under units, such as "Workloads/Production"; did you mean "Infrastructure"?'
    )


def test_problems_are_in_the_order_of_the_file(document: dict[str, Any], problems: Find) -> None:
    document["tags"]["aws:x"] = 1
    document["version"] = 2
    document["accounts"]["security"]["unit"] = "Nowhere"
    found = problems(document)
    assert [each.path for each in found] == ["version", "accounts.security.unit", "tags.aws:x", "tags.aws:x"]
    assert sorted(each.line or 0 for each in found) == [each.line for each in found]


@pytest.mark.parametrize(
    ("section", "key", "meant"),
    [
        ("accounts.security", "emial", "email"),
        ("networks.hub", "availability_zone", "availability_zones"),
        ("logging", "retention", "retention_days"),
        ("", "Networks", "networks"),
    ],
)
def test_an_unknown_key_is_told_what_it_may_have_meant(
    document: dict[str, Any], problems: Find, section: str, key: str, meant: str
) -> None:
    place = document
    for each in filter(None, section.split(".")):
        place = place[each]
    place[key] = "x"
    [problem] = problems(document)
    assert problem.value == f'"{key}"'
    assert meant in problem.expected
    assert problem.fix == f'did you mean "{meant}"?'


def test_an_unknown_key_that_resembles_none_is_to_be_removed(document: dict[str, Any], problems: Find) -> None:
    document["accounts"]["security"]["zzz"] = "x"
    assert [each.fix for each in problems(document)] == ["remove it"]


def test_only_the_first_misspellings_are_looked_up(document: dict[str, Any], problems: Find) -> None:
    for number in range(30):
        document["accounts"][f"extra-{number}"] = {
            "email": f"extra-{number}@example.com",
            "unit": "Sandbx",
            "owner": "platform@example.com",
        }
    fixes = [each.fix for each in problems(document)]
    assert fixes[:20] == ['did you mean "Sandbox"?'] * 20
    assert fixes[20:] == ["add it under units, or name one that is there"] * 10


def test_a_file_whose_only_fault_is_its_yaml_is_refused(problems: Find) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    assert [each.value for each in problems(text.replace("tags: ", "tags: &tags "))] == ['"&tags"']
    assert [each.value for each in problems(text + "version: 1\n")] == ['"version"']


def test_a_missing_key_is_described(document: dict[str, Any], problems: Find) -> None:
    del document["accounts"]["security"]["owner"]
    [problem] = problems(document)
    assert (problem.path, problem.value, problem.fix) == ("accounts.security.owner", "nothing", "add owner")
    assert problem.expected == "the address of the team that answers for the account"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("x" * 900_000, '"' + "x" * 77 + '..."'),
        ([0] * 5000, "a list of 5000 items"),
        ({"a": 1}, "a mapping of 1 key"),
        ("\x1b[31mred", '"\\x1b[31mred"'),
        ("\u202egnp", '"\\u202egnp"'),
    ],
)
def test_values_are_shown_short_and_harmless(
    document: dict[str, Any], problems: Find, value: object, shown: str
) -> None:
    document["name"] = value
    assert [each.value for each in problems(document)] == [shown]


def test_keys_are_shown_short_and_harmless(document: dict[str, Any], problems: Find) -> None:
    document["k" * 100_000] = document["\x1b[31m"] = 1
    assert sorted(each.path for each in problems(document)) == ["\\x1b[31m", "k" * 57 + "..."]


# Values that are wrong in themselves.


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("name", "Acme"),
        ("name", "a"),
        ("name", "a" * 32),
        ("name", "acme\n"),
        ("partition", "aws-iso"),
        ("regions", "us-east-1"),
        ("regions", {"us-east-1": True}),
        ("units", []),
        ("units.Sandbox", None),
        ("contacts.security.name", ""),
        ("contacts.security.title", "x" * 51),
        ("contacts.security.phone", 12065550100),
        ("contacts.security.phone", "0" * 26),
        *(
            ("accounts.network.email", value)
            for value in (
                *("", "a@b", "a@b.", "@example.com", "a@@example.com", "a@b@example.com", "a b@example.com"),
                *("a@-example.com", "a@example-.com", "a@exa_mple.com", ".a@example.com", "ä@example.com", "a@b.c\n"),
                *("a" * 53 + "@example.com", '"a"@example.com', None, 1),
            )
        ),
        ("accounts.network.owner", "platform"),
        ("accounts.network.id", "12345678901"),
        ("accounts.network.id", "12345678901x"),
        ("accounts.network.id", "١٢٣٤٥٦٧٨٩٠١٢"),
        ("foundation.security", 1),
        *(
            ("networks.hub.cidr", value)
            for value in (
                *("10.0.0.0", "10.0.0.1/20", "10.0.0.0/15", "10.0.0.0/25", "10.0.0.0/255.255.240.0", "10.0.0/20"),
                *("8.8.8.0/24", "100.64.0.0/20", "169.254.0.0/20", "172.32.0.0/16", "fd00::/20", "x", 167772160),
            )
        ),
        ("networks.hub.availability_zones", 1),
        ("networks.hub.availability_zones", 4),
        ("networks.hub.nat", "both"),
        ("networks.hub.interface_endpoints", ["KMS"]),
        ("networks.hub.web_acl", 1),
        ("logging.retention_days", 366),
        ("logging.archive_days", 0),
        ("logging.archive_days", 10**17),
        ("logging.object_lock.mode", "governance"),
        ("tags.owner", "a&b"),
        ("tags.owner", "x" * 257),
        ("tags.owner", 1),
    ],
)
def test_a_wrong_value_is_refused_at_its_place(
    document: dict[str, Any], problems: Find, path: str, value: object
) -> None:
    place = document
    *above, last = path.split(".")
    for key in above:
        place = place.setdefault(key, {})
    place[last] = value
    found = problems(document)
    assert found
    assert {each.path.removesuffix("[0]") for each in found} == {path}


def test_an_id_without_quotes_is_told_to_have_them(document: dict[str, Any], problems: Find) -> None:
    document["accounts"]["network"]["id"] = 444455556666
    assert [each.fix for each in problems(document)] == ['write it in quotes: "444455556666"']


# Files that are hardly files.


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    error = refusal(tmp_path / "none.yaml")
    assert [each.value for each in error.problems] == ["no such file or directory"]
    assert error.file == str(tmp_path / "none.yaml")


def test_a_directory_is_a_problem(tmp_path: Path) -> None:
    assert [each.value for each in refusal(tmp_path).problems] == ["a directory"]


def test_a_pipe_is_a_problem_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert [each.value for each in refusal(tmp_path / "pipe").problems] == ["not a regular file"]


def test_an_unreadable_file_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "acme.yaml"
    path.write_bytes(EXAMPLE.read_bytes())
    monkeypatch.setattr(Path, "open", refuse)
    assert [each.value for each in refusal(path).problems] == ["permission denied"]


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_an_impossible_name_is_a_problem(name: str) -> None:
    assert [each.expected for each in refusal(name).problems] == ["a file that can be read"]


def test_an_empty_file_is_pointed_to_the_example(problems: Find) -> None:
    for empty in ("", "\n\n", "# nothing yet\n", "---\n", "~\n"):
        [problem] = problems(empty)
        assert (problem.path, problem.value) == ("", "nothing")
        assert "example.yaml" in problem.fix


@pytest.mark.parametrize("text", ["- a\n", "text\n", "5\n"])
def test_a_file_that_is_no_mapping_is_one_problem(problems: Find, text: str) -> None:
    [problem] = problems(text)
    assert problem.expected.startswith("an organization: version, name")


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * 10_000_000)
    monkeypatch.setattr("organizations._yaml.read", None)
    assert [each.expected for each in refusal(path).problems] == [f"at most {MAX_BYTES} bytes"]


def test_text_that_is_not_utf_8_is_located(problems: Find) -> None:
    [problem] = problems("name: Acme\ntags: {place: Zürich}\n".encode("latin-1"))
    assert (problem.line, problem.value, problem.expected) == (2, '"\\xfc"', "text in UTF-8")


def test_a_byte_order_mark_is_no_problem(problems: Find) -> None:
    assert problems(b"\xef\xbb\xbf" + EXAMPLE.read_bytes()) == []


@pytest.mark.parametrize("control", ["\0", "\x07", "\x1b", "\x7f", "\x9b"])
def test_control_characters_are_located(problems: Find, control: str) -> None:
    [problem] = problems(f"version: 1\nname: a{control}b\n")
    assert (problem.line, problem.expected) == (2, "text without control characters")


# Whatever it holds.


SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.datetimes() | st.binary()
)
YAML = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(SCALARS, inner), max_leaves=20)
PLACES = [
    *("version", "name", "partition", "home_region", "regions", "regions.0", "contacts", "contacts.security.email"),
    *("units", "units.Workloads", "units.Workloads.units", "accounts", "accounts.security", "accounts.security.unit"),
    *("accounts.security.email", "accounts.management.id", "foundation", "networks", "networks.hub"),
    *("networks.hub.account", "networks.hub.region", "networks.hub.cidr", "networks.hub.availability_zones"),
    *("networks.hub.interface_endpoints", "logging", "logging.object_lock", "logging.archive_days", "tags"),
]


def assert_reasonable(found: list[Problem]) -> None:
    """Check that each problem is in our words, complete and on one line."""
    for each in found:
        assert each.value
        assert each.expected
        assert each.fix
        assert not re.search("Input should|valid dictionary|UNKNOWN", f"{each.value} {each.expected} {each.fix}")
    report = str(OrganizationFileError("acme.yaml", found))
    assert report.count("\n") == len(found)


@settings(deadline=None)
@given(YAML)
def test_any_structure_is_an_organization_or_an_error(problems: Find, structure: object) -> None:
    assert_reasonable(problems(yaml.safe_dump(structure, allow_unicode=True)))


@settings(deadline=None, max_examples=300)
@given(places=st.lists(st.sampled_from(PLACES), min_size=1, max_size=3), values=st.lists(YAML, min_size=3, max_size=3))
def test_any_structure_in_any_place_is_an_organization_or_an_error(
    problems: Find, places: list[str], values: list[object]
) -> None:
    document = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))
    for path, value in zip(places, values, strict=False):
        place = document
        *above, last = path.split(".")
        for key in above:
            place = place.get(key) if isinstance(place, dict) else None
        if isinstance(place, dict):
            place[last] = value
        elif isinstance(place, list) and place:
            place[0] = value
    assert_reasonable(problems(yaml.safe_dump(document, allow_unicode=True, sort_keys=False)))


@settings(deadline=None)
@given(st.binary() | st.text().map(str.encode) | st.text(alphabet="{}[]:,-?&*!|>'\"%@` \n\tab01~<=.#").map(str.encode))
def test_any_bytes_are_an_organization_or_an_error(problems: Find, content: bytes) -> None:
    assert_reasonable(problems(content))


@settings(deadline=None)
@given(st.data())
def test_any_damage_to_the_example_is_an_organization_or_an_error(problems: Find, data: st.DataObject) -> None:
    content = EXAMPLE.read_bytes()
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 40)))
    damage = data.draw(st.binary(max_size=8) | st.text(alphabet="{}[]:,-?&*!|>'\" \n\tno0", max_size=8).map(str.encode))
    assert_reasonable(problems(content[:start] + damage + content[end:]))
