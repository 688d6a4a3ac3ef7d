"""Organization policies and their attachments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from twin.graph import Node

from ._cases import ATTACHMENT, CONTROL_TYPES, POLICY, ROLE, WHOLE, component, document, made, right, wrong
from .keys import READER


def _policy(name: str = "p", type: str | None = None, content: str | None = None) -> Node:
    inputs = {"name": name, "type": type, "content": content or document({"Effect": "Deny"})}
    return made(POLICY, name, inputs, id=name)


def _attached(name: str = "it", policy: str = "p", target: str = "r-root", after: Sequence[Node] = ()) -> Node:
    return made(ATTACHMENT, name, {"policyId": policy, "targetId": target}, after=after)


def _chain(policies: Sequence[str]) -> Iterator[Node]:
    last: list[Node] = []
    for policy in policies:
        last = [_attached(f"on-{policy}", policy, after=last)]
        yield last[0]


right("attachments-in-series", "a chain", *_chain("abc"))
right("attachments-in-series", "two targets", _attached("a"), _attached("b", target="ou-1"))
wrong("attachments-in-series", "side by side", _attached("a"), _attached())

_NINE, _FIVE = [f"s{number}" for number in range(9)], [f"r{number}" for number in range(5)]
right("attachments-within-quota", "as many as there may be", *map(_policy, _NINE), *_chain(_NINE))
right(
    "attachments-within-quota",
    "types are counted apart",
    *map(_policy, _NINE),
    *_chain(_NINE),
    _policy("r", CONTROL_TYPES[1]),
    _attached(policy="r"),
)
right("attachments-within-quota", "types without slots", _policy(type="TAG_POLICY"), _attached())
right("attachments-within-quota", "a policy of another stack", _attached())
wrong(
    "attachments-within-quota",
    "one more",
    *map(_policy, [*_NINE, "more"]),
    *_chain([*_NINE, "more"]),
    blames=["on-more"],
)
wrong(
    "attachments-within-quota",
    "resource controls",
    *(_policy(name, CONTROL_TYPES[1]) for name in _FIVE),
    *_chain(_FIVE),
    blames=["on-r4"],
)


def _long(length: int, type: str | None = None) -> Node:
    empty = document({"Sid": ""})
    return _policy("it", type, document({"Sid": "x" * (length - len(empty))}))


right("policies-within-quota", "as long as may be", _long(10_240))
right("policies-within-quota", "of another type", _long(10_000, "TAG_POLICY"))
wrong("policies-within-quota", "too long", _long(10_241))
wrong("policies-within-quota", "too long for a resource control", _long(5_121, CONTROL_TYPES[1]))
wrong("policies-within-quota", "too long for an opt-out", _long(2_501, "AISERVICES_OPT_OUT_POLICY"))
wrong("policies-within-quota", "white space", _policy("it", content='{"Version": "2012-10-17"}'))
wrong("policies-within-quota", "no JSON", _policy("it", content="deny all"))

right("policy-types-enabled", "on", WHOLE, _policy("a"), _policy("b", CONTROL_TYPES[1]))
wrong("policy-types-enabled", "off", WHOLE, _policy("it", "TAG_POLICY"))

_LATER = component("later", after=[_attached()])
right("guardrails-last", "after everything", READER, _policy(), _attached(after=[READER]))
right("guardrails-last", "what comes later on purpose", _policy(), _attached(), _LATER, made(ROLE, "w", parent=_LATER))
right("guardrails-last", "a policy that denies nothing", READER, _policy(type="TAG_POLICY"), _attached())
wrong("guardrails-last", "too early", READER, _policy(), _attached())
wrong("guardrails-last", "a policy from elsewhere", READER, _attached())


def _denying(type: str | None = None, **statement: Any) -> Node:
    return _policy("it", type, document({"Sid": "Mine", "Effect": "Deny", "Action": "*", "Resource": "*"} | statement))


_SPARED = {
    "ArnNotLike": {
        "aws:PrincipalArn": [
            f"arn:aws:iam::*:role/{role}" for role in ("OrganizationAccountAccessRole", "landing-zone-deploy")
        ]
    }
}
_HALF_SPARED = {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/OrganizationAccountAccessRole"}}
_STRANGERS = {"StringNotEquals": {"aws:PrincipalOrgID": WHOLE.id}}
right("deploy-roles-spared", "with the condition", _denying(Condition=_SPARED))
right("deploy-roles-spared", "a resource control", _denying(CONTROL_TYPES[1], Principal="*", Condition=_SPARED))
right("deploy-roles-spared", "strangers alone", WHOLE, _denying(Condition=_STRANGERS))
right(
    "deploy-roles-spared",
    "root users alone",
    _denying(Condition={"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:root"}}),
)
right("deploy-roles-spared", "what no deployment does", _denying(Condition={"Bool": {"aws:SecureTransport": "false"}}))
right(
    "deploy-roles-spared",
    "a control that exempts nobody",
    _denying(Sid="DenyLeaveOrganization", Action="organizations:LeaveOrganization"),
)
right(
    "deploy-roles-spared",
    "a policy that denies nothing",
    _denying("TAG_POLICY"),
    _policy("allow", content=document({"Effect": "Allow"})),
)
right("deploy-roles-spared", "statements that are none", _policy("it", content='{"Statement":["Deny"]}'))
wrong("deploy-roles-spared", "everything", _denying())
wrong("deploy-roles-spared", "a statement alone", _policy("it", content='{"Statement":{"Effect":"Deny","Action":"*"}}'))
wrong(
    "deploy-roles-spared",
    "all but some actions",
    _policy("it", content=document({"Effect": "Deny", "NotAction": "iam:*", "Resource": "*"})),
)
wrong("deploy-roles-spared", "one role of two", _denying(Condition=_HALF_SPARED))
wrong(
    "deploy-roles-spared",
    "what a control exempts",
    _denying(Sid="DenyChangeOfTrails", Action=["cloudtrail:StopLogging"]),
)
wrong("deploy-roles-spared", "a resource", _denying(Action="s3:Put*", Resource="arn:aws:s3:::landing-zone-*"))
wrong("deploy-roles-spared", "a resource control", _denying(CONTROL_TYPES[1], Principal="*", Action="s3:*"))
wrong("deploy-roles-spared", "no meaning", _denying(Action=7))
