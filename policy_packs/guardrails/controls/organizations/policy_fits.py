"""Organization policies are complete documents within AWS's size quota.

Source: AWS Organizations user guide, "Quotas for AWS Organizations": characters count as they are sent, white space
included.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_POLICY = "aws:organizations/policy:Policy"
_GRANTING = ("SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY")
_QUOTA = 10_000
_QUOTAS = {
    "AISERVICES_OPT_OUT_POLICY": 2_500,
    "RESOURCE_CONTROL_POLICY": 5_120,
    "SERVICE_CONTROL_POLICY": 10_240,
}


def _read(policy: Resource) -> tuple[str, str, int]:
    kind = policy.text("type", default="SERVICE_CONTROL_POLICY")
    return kind, policy.text("content"), _QUOTAS.get(kind, _QUOTA)


def _document(content: str) -> Mapping[str, Any] | None:
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return document if isinstance(document, Mapping) else None


def _minified(document: Mapping[str, Any]) -> str:
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False)


def _check(policy: Resource) -> Iterator[str]:
    kind, content, quota = _read(policy)
    document = _document(content)
    if document is None:
        yield f"content is no policy document; got {len(content)} characters that are no JSON object, expected one"
        return
    if len(content) > quota:
        least = len(_minified(document))
        yield (
            f"AWS refuses content of this length; got {len(content)} characters, {least} without white space, "
            f"expected at most {quota} for {kind}"
        )
    if kind in _GRANTING:
        if document.get("Version") != "2012-10-17":
            yield f"content lacks its language version; got Version {document.get('Version')}, expected 2012-10-17"
        if not document.get("Statement"):
            yield "content says nothing; got no Statement, expected at least one"


def _mend(policy: Resource) -> dict[str, str]:
    _, content, quota = _read(policy)
    document = _document(content)
    if document is None or len(content) <= quota:
        return {}
    minified = _minified(document)
    return {"content": minified} if len(minified) <= quota else {}


_DENY = {"Effect": "Deny", "Action": "*", "Resource": "*"}


def _text(**document: Any) -> str:
    return _minified({"Version": "2012-10-17", "Statement": [_DENY]} | document)


def _given(length: int, type: str = "SERVICE_CONTROL_POLICY", indent: int | None = None) -> Given:
    """A policy of exactly that many characters, not counting the white space of an indent."""
    padding = "x" * (length - len(_text(Statement=[_DENY | {"Sid": ""}])))
    content = _text(Statement=[_DENY | {"Sid": padding}])
    return Given(
        _POLICY, {"content": json.dumps(json.loads(content), indent=indent) if indent else content, "type": type}
    )


CONTROL = Control(
    id="organizations.policy-fits",
    title="Organization policies are complete documents within AWS's size quota",
    practices=("account.organizations",),
    severity=Severity.HIGH,
    why="AWS refuses a policy that doesn't fit only during the deploy, when the guardrails before it are in place.",
    fix="give a JSON document without white space, and split it where it is still too long",
    rules=(ResourceRule((_POLICY,), _check, _mend),),
    good=(
        example("a short service control policy, white space and all", _given(500, indent=2)),
        example("as long as a service control policy can be", _given(10_240)),
        example("as long as a resource control policy can be", _given(5_120, "RESOURCE_CONTROL_POLICY")),
        example(
            "another type has its own syntax",
            Given(_POLICY, {"content": '{"tags":{"owner":{"tag_key":{"@@assign":"owner"}}}}', "type": "TAG_POLICY"}),
        ),
    ),
    bad=(
        example("everything omitted but an empty content", Given(_POLICY, {"content": ""})),
        example("no JSON", Given(_POLICY, {"content": "deny all"})),
        example("no object", Given(_POLICY, {"content": "[]"})),
        example("too long", _given(10_241)),
        example("too long by its white space only", _given(10_240, indent=2)),
        example("too long for a resource control policy", _given(5_121, "RESOURCE_CONTROL_POLICY")),
        example("too long for an opt-out policy", _given(2_501, "AISERVICES_OPT_OUT_POLICY")),
        example("too long for a type without a quota of its own", _given(10_001, "TAG_POLICY")),
        example("no version, and no type, which makes it a service control policy", Given(_POLICY, {"content": "{}"})),
        example("an old version", Given(_POLICY, {"content": _text(Version="2008-10-17")})),
        example("no statement", Given(_POLICY, {"content": _text(Statement=[])})),
    ),
)
