"""Ingestion pipelines check certificates and ask who sends.

The configuration is YAML; it is read line by line, which finds what is said outright.
"""

import re
from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_PIPELINE = "aws:opensearchingest/pipeline:Pipeline"
_UNSAFE = {
    "insecure": re.compile(r"(?im)^[ \t-]*insecure[ \t]*:[ \t]*[\"']?true\b"),
    "ssl false": re.compile(r"(?im)^[ \t-]*ssl[ \t]*:[ \t]*[\"']?false\b"),
    "unauthenticated": re.compile(r"(?im)^[ \t-]*(?:authentication[ \t]*:[ \t]*\{?[ \t]*)?[\"']?unauthenticated\b"),
    "a host over plain HTTP": re.compile(r"(?im)^[^#\n]*\bhosts?[ \t]*:[^#]*?\bhttp://"),
}


def _check(pipeline: Resource) -> Iterator[str]:
    body = pipeline.text("pipelineConfigurationBody")
    for problem, pattern in _UNSAFE.items():
        if pattern.search(body):
            yield f"anybody on the way can read or send; got pipelineConfigurationBody with {problem}, expected TLS"


def _given(*lines: str) -> Given:
    body = "\n".join(('version: "2"', "log-pipeline:", *lines))
    return Given(_PIPELINE, {"pipelineName": "logs", "minUnits": 1, "maxUnits": 2, "pipelineConfigurationBody": body})


_SINK = ("  sink:", "    - opensearch:")
_HOST = "search-logs.eu-central-1.es.amazonaws.com"

CONTROL = Control(
    id="opensearchingest.sources-verified",
    title="Ingestion pipelines check certificates and ask who sends",
    practices=("data.in-transit",),
    severity=Severity.HIGH,
    why="Logs are what an incident is understood by; whoever can write or change them decides what it was.",
    fix="take insecure, ssl false and unauthenticated out, and name hosts with https",
    rules=(ResourceRule((_PIPELINE,), _check),),
    good=(
        example("everything omitted", Given(_PIPELINE)),
        example("TLS", _given(*_SINK, f'        hosts: ["https://{_HOST}"]', "        insecure: false", "  ssl: true")),
        example("plain HTTP in a remark", _given(*_SINK, f"        # hosts: http://{_HOST}", "        index: logs")),
    ),
    bad=(
        example("no certificate", _given(*_SINK, "        insecure: true")),
        example("no TLS", _given("  source:", "    http:", '      ssl: "false"')),
        example(
            "nobody is asked", _given("  source:", "    http:", "      authentication:", "        unauthenticated:")
        ),
        example("nobody is asked, in a line", _given("  source:", "      authentication: {unauthenticated: {}}")),
        example("plain HTTP", _given(*_SINK, f'        hosts: ["http://{_HOST}"]')),
        example("plain HTTP in a list", _given(*_SINK, "        hosts:", f"          - http://{_HOST}")),
    ),
)
