"""Until when versions of managed engines are in standard support.

A date is the last day of support, by product and version. The tables are read on AS_OF, and no clock is asked: the
same pack gives the same verdicts every day. Versions that aren't listed are newer, or have no announced end.
Sources: each service's release calendar (user guides of RDS, Aurora, EKS, OpenSearch Service, ElastiCache,
DocumentDB, Neptune, MSK, Amazon MQ, EMR, Glue, MWAA, Lambda), and endoflife.date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from ._model import Parameter

AS_OF = "2026-11-23"

_POSTGRES = {
    "8": "2016-12-31",
    "9": "2022-04-30",
    "10": "2023-04-30",
    "11": "2024-02-29",
    "12": "2025-02-28",
    "13": "2026-02-28",
    "14": "2027-02-28",
    "15": "2028-02-29",
    "16": "2029-02-28",
    "17": "2030-02-28",
    "18": "2031-02-28",
}
_OPENSEARCH_END_2025 = "1.0 1.1 1.2 2.3 2.5 2.7 2.9"
_ELASTICSEARCH_END_2025 = "1 2 5 6.0 6.2 6.3 6.4 6.5 6.7 7.1 7.4 7.7 7.8"
_END_2025 = "2025-11-07"

SUPPORTED_UNTIL: Mapping[str, Mapping[str, str]] = {
    "activemq": {"5.15": "2024-09-16", "5.16": "2024-11-15", "5.17": "2025-06-16"},
    "airflow": {
        "1.10": "2023-10-24",
        "2.0": "2023-10-24",
        "2.2": "2024-02-29",
        "2.4": "2025-12-30",
        "2.5": "2025-12-30",
        "2.6": "2025-12-30",
    },
    "aurora-mysql": {
        "1": "2023-02-28",
        "2": "2024-10-31",
        "3": "2028-04-30",
        "5.6": "2023-02-28",
        "5.7": "2024-10-31",
        "8.0": "2028-04-30",
    },
    "aurora-postgresql": _POSTGRES | {"9": "2022-01-31", "10": "2023-01-31"},
    "documentdb": {"3.6": "2026-03-30"},
    "eks": {
        **dict.fromkeys((f"1.{minor}" for minor in range(10, 18)), "2021-11-02"),
        "1.18": "2022-08-15",
        "1.19": "2022-08-01",
        "1.20": "2022-11-01",
        "1.21": "2023-02-16",
        "1.22": "2023-06-04",
        "1.23": "2023-10-11",
        "1.24": "2024-01-31",
        "1.25": "2024-05-01",
        "1.26": "2024-06-11",
        "1.27": "2024-07-24",
        "1.28": "2024-11-26",
        "1.29": "2025-03-23",
        "1.30": "2025-07-23",
        "1.31": "2025-11-26",
        "1.32": "2026-03-23",
        "1.33": "2026-07-29",
        "1.34": "2026-12-02",
        "1.35": "2027-03-27",
        "1.36": "2027-08-02",
    },
    "elasticsearch": dict.fromkeys(_ELASTICSEARCH_END_2025.split(), _END_2025),
    # Two years from each release on; the series without a minor number end with their last release.
    "emr": {
        "4": "2020-09-30",
        "5": "2025-11-17",
        "6": "2025-11-17",
        "7.0": "2025-12-29",
        "7.1": "2026-04-22",
        "7.2": "2026-07-25",
        "7.3": "2026-10-15",
        "7.4": "2026-11-17",
        "7.5": "2026-11-20",
        "7.13": "2028-04-21",
        "7.14": "2028-09-08",
    },
    "glue": {"0.9": "2022-06-01", "1.0": "2022-09-30", "2.0": "2024-01-31"},
    "kafka": {
        "1.1": "2024-06-05",
        "2.1": "2024-06-05",
        "2.2": "2024-06-08",
        "2.3": "2024-06-08",
        "2.4": "2024-06-08",
        "2.5": "2024-06-08",
        "2.6": "2024-09-11",
        "2.7": "2024-09-11",
        "2.8": "2025-01-14",
        "3.1": "2024-09-11",
        "3.2": "2024-09-11",
        "3.3": "2024-09-11",
        "3.4": "2025-08-04",
        "3.5": "2025-10-23",
        "3.6": "2026-06-01",
        "3.7": "2026-09-01",
    },
    "lambda": {
        "dotnet10": "2028-11-14",
        "dotnet5.0": "2022-05-10",
        "dotnet6": "2024-12-20",
        "dotnet7": "2024-05-14",
        "dotnet8": "2026-11-10",
        "dotnet9": "2026-11-10",
        "dotnetcore1.0": "2019-06-27",
        "dotnetcore2.0": "2019-05-30",
        "dotnetcore2.1": "2022-01-05",
        "dotnetcore3.1": "2023-04-03",
        "go1.x": "2024-01-08",
        "java11": "2027-06-30",
        "java11.al2023": "2029-06-30",
        "java17": "2027-06-30",
        "java17.al2023": "2029-06-30",
        "java21": "2029-06-30",
        "java25": "2029-06-30",
        "java8": "2024-01-08",
        "java8.al2": "2027-06-30",
        "java8.al2023": "2029-06-30",
        "nodejs": "2016-08-30",
        "nodejs10.x": "2021-07-30",
        "nodejs12.x": "2023-03-31",
        "nodejs14.x": "2023-12-04",
        "nodejs16.x": "2024-06-12",
        "nodejs18.x": "2025-09-01",
        "nodejs20.x": "2026-04-30",
        "nodejs22.x": "2027-04-30",
        "nodejs24.x": "2028-04-30",
        "nodejs4.3": "2020-03-05",
        "nodejs4.3-edge": "2020-03-05",
        "nodejs6.10": "2019-08-12",
        "nodejs8.10": "2020-03-06",
        "provided": "2024-01-08",
        "provided.al2": "2026-07-31",
        "provided.al2023": "2029-06-30",
        "python2.7": "2021-07-15",
        "python3.10": "2026-10-31",
        "python3.11": "2027-06-30",
        "python3.12": "2028-10-31",
        "python3.13": "2029-06-30",
        "python3.14": "2029-06-30",
        "python3.6": "2022-07-18",
        "python3.7": "2023-12-04",
        "python3.8": "2024-10-14",
        "python3.9": "2025-12-15",
        "ruby2.5": "2021-07-30",
        "ruby2.7": "2023-12-07",
        "ruby3.2": "2026-03-31",
        "ruby3.3": "2027-03-31",
        "ruby3.4": "2028-03-31",
        "ruby4.0": "2029-03-31",
    },
    "mariadb": {
        "10.0": "2021-10-28",
        "10.1": "2021-10-28",
        "10.2": "2022-10-15",
        "10.3": "2023-10-23",
        "10.4": "2025-02-28",
        "10.5": "2026-08-31",
        "10.6": "2026-12-31",
        "10.11": "2028-02-29",
        "11.4": "2029-05-31",
        "11.8": "2028-06-30",
        "12.3": "2029-06-30",
    },
    "mysql": {
        "5.5": "2021-05-25",
        "5.6": "2022-03-01",
        "5.7": "2024-02-29",
        "8.0": "2026-07-31",
        "8.4": "2029-07-31",
    },
    "neptune": {
        "1.0": "2023-01-30",
        "1.1.0": "2025-03-15",
        "1.1.1": "2026-11-30",
        "1.2": "2026-11-30",
        "1.3": "2027-03-06",
        "1.4": "2027-03-06",
        "1.4.6.2": "2027-06-03",
        "1.4.6.3": "2027-06-03",
        "1.4.7": "2027-06-03",
        "1.4.8": "2027-10-27",
    },
    "opensearch": {
        **dict.fromkeys(_OPENSEARCH_END_2025.split(), _END_2025),
        **dict.fromkeys("1.3 2.11 2.13 2.15 2.17 2.19".split(), "2027-11-07"),
    },
    "oracle": {"11": "2020-10-31", "12.1": "2022-07-31", "12.2": "2022-03-31", "18": "2021-06-30"},
    "postgres": _POSTGRES,
    "rabbitmq": {
        "3.8": "2024-09-16",
        "3.9": "2024-09-16",
        "3.10": "2024-10-15",
        "3.11": "2025-02-17",
        "3.12": "2025-03-17",
    },
    "redis": {
        "2": "2023-01-13",
        "3": "2023-07-31",
        "4": "2026-01-31",
        "5": "2026-01-31",
        "6": "2027-01-31",
    },
    "sqlserver": {"11": "2022-06-01", "12": "2024-06-01", "13": "2026-07-14"},
}

_BEFORE_THE_NUMBER = re.compile(r"(?i)(?:opensearch_|elasticsearch_|emr-|.*mysql_aurora\.)")
# As many parts as the tables have at most.
_NUMBER = re.compile(r"\d+(?:\.\d+){0,3}")


def ended(product: str, version: str, on: str = AS_OF) -> date | None:
    """The last day of the version's standard support, when that day has passed; None otherwise.

    product: a key of SUPPORTED_UNTIL.
    version: as the service spells it, such as 13.7, OpenSearch_2.3, emr-6.1.0 or 8.0.mysql_aurora.3.02.0.
    on: the day to judge by, as YYYY-MM-DD.

    Raises:
        KeyError: there is no such product.
    """
    table = SUPPORTED_UNTIL[product]
    before = _BEFORE_THE_NUMBER.match(version)
    for key in _keys(version[before.end() :] if before else version):
        if key in table:
            return date.fromisoformat(table[key]) if table[key] < on else None
    return None


def _keys(version: str) -> Iterator[str]:
    """The version, then its number with fewer and fewer parts: what is said of 3.6 holds for 3.6.1 too."""
    yield version
    found = _NUMBER.match(version)
    number = found[0] if found else ""
    while number:
        yield number
        number = number.rpartition(".")[0]


def day() -> dict[str, Parameter]:
    """The parameter by which a control's verdicts follow the calendar: the day to judge by."""
    return {
        "on": Parameter(
            AS_OF,
            {
                "type": "string",
                "pattern": r"^\d{4}-\d{2}-\d{2}$",
                "description": "The day to judge by; a later one shows which versions end until then.",
            },
        )
    }
