"""Identity Center's order, and tokens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from twin.graph import Node

from ._cases import ROLE, WORKLOAD, document, made, right, wrong

_SET = {"permissionSetArn": "arn:aws:sso:::permissionSet/ssoins-1/ps-1"}
_OTHER_SET = {"permissionSetArn": "arn:aws:sso:::permissionSet/ssoins-1/ps-2"}
_MANAGED = "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment"
_BOUND = "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment"
_ISSUER = "aws:iam/openIdConnectProvider:OpenIdConnectProvider"


def _assigned(after: Sequence[Node] = ()) -> Node:
    return made("aws:ssoadmin/accountAssignment:AccountAssignment", inputs={**_SET, "targetId": WORKLOAD}, after=after)


_HELD = made(_MANAGED, "held", _SET)
right("assignments-after-policies", "after", _HELD, _assigned([_HELD]))
right("assignments-after-policies", "of another set", made(_MANAGED, "held", _OTHER_SET), _assigned())
wrong("assignments-after-policies", "at once", _HELD, _assigned())
wrong("assignments-after-policies", "a boundary at once", _HELD, made(_BOUND, "bound", _SET), _assigned([_HELD]))

_REFERENCE = {"permissionsBoundary": {"customerManagedPolicyReference": {"name": "landing-zone-boundary"}}}
_BOUNDARY = made(_BOUND, "bound", {**_SET, **_REFERENCE})
_POLICY = made("aws:iam/policy:Policy", "policy", {"name": "landing-zone-boundary"}, account=WORKLOAD)
right("boundaries-before-assignments", "after", _POLICY, _BOUNDARY, _assigned([_POLICY, _BOUNDARY]))
right(
    "boundaries-before-assignments",
    "one of AWS's own",
    made(_BOUND, "bound", {**_SET, "permissionsBoundary": {"managedPolicyArn": "arn:aws:iam::aws:policy/X"}}),
    _assigned(),
)
wrong("boundaries-before-assignments", "nowhere", _BOUNDARY, _assigned([_BOUNDARY]))
wrong("boundaries-before-assignments", "at once", _POLICY, _BOUNDARY, _assigned([_BOUNDARY]))
wrong(
    "boundaries-before-assignments",
    "in another account",
    made("aws:iam/policy:Policy", "policy", {"name": "landing-zone-boundary"}),
    _BOUNDARY,
    _assigned([_BOUNDARY, made("aws:iam/policy:Policy", "policy", {"name": "landing-zone-boundary"})]),
)

_HOST = "gitlab.com"
_CLAIMS: dict[str, Any] = {
    f"{_HOST}:aud": "sts.amazonaws.com",
    f"{_HOST}:sub": "project_path:a/b:ref_type:branch:ref:main",
}


def _trusts(**conditions: Any) -> Node:
    principal = {"Federated": f"arn:aws:iam::111122223333:oidc-provider/{_HOST}"}
    statement = {"Effect": "Allow", "Principal": principal, "Condition": conditions}
    return made(ROLE, inputs={"assumeRolePolicy": document(statement)})


right("tokens-pinned", "exactly", _trusts(StringEquals=_CLAIMS))
right(
    "tokens-pinned",
    "a service",
    made(
        ROLE, inputs={"assumeRolePolicy": document({"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}})}
    ),
)
wrong("tokens-pinned", "by a pattern", _trusts(StringLike=_CLAIMS))
wrong(
    "tokens-pinned", "a subject with a wildcard", _trusts(StringEquals={**_CLAIMS, f"{_HOST}:sub": ["project_path:*"]})
)
wrong("tokens-pinned", "no audience", _trusts(StringEquals={f"{_HOST}:sub": "project_path:a/b"}))
wrong("tokens-pinned", "an audience with a wildcard", _trusts(StringEquals={**_CLAIMS, f"{_HOST}:aud": "sts?"}))
wrong("tokens-pinned", "nothing said", _trusts())

_FIRST = made(_ISSUER, "first", {"url": "https://gitlab.com"})
right("issuers-once", "two issuers", _FIRST, made(_ISSUER, inputs={"url": "https://api.pulumi.com/oidc"}))
right("issuers-once", "two accounts", _FIRST, made(_ISSUER, inputs={"url": "https://gitlab.com"}, account=WORKLOAD))
wrong("issuers-once", "twice", _FIRST, made(_ISSUER, inputs={"url": "https://gitlab.com"}))
