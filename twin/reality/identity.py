"""Identity: the order of Identity Center, and whose tokens roles accept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ._invariants import Facts, Subject, invariant, problem

_ASSIGNMENT: Final = "aws:ssoadmin/accountAssignment:AccountAssignment"
_HELD: Final = (
    "aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment",
    "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment",
    "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
    "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment",
)
_BOUNDARY: Final = _HELD[-1]
_POLICY: Final = "aws:iam/policy:Policy"
_ISSUER: Final = "aws:iam/openIdConnectProvider:OpenIdConnectProvider"


@invariant(_ASSIGNMENT, source="pulumi-aws, ssoadmin.ManagedPolicyAttachment: attachments and assignments")
def assignments_after_policies(subject: Subject, facts: Facts) -> Iterator[str]:
    """A permission set is assigned once it holds its policies: each later one provisions every account again."""
    for held in facts.of_type(*_HELD):
        if held.text("permissionSetArn") == subject.text("permissionSetArn") and not facts.waits_for(subject, held):
            yield problem(
                "the permission set is assigned before it is whole",
                got=f"no dependency on {held.node.name}",
                expected="one on all that the set holds",
                do="add it to depends_on",
            )


@invariant(_ASSIGNMENT, source='IAM Identity Center user guide, "Use IAM policies in permission sets"')
def boundaries_before_assignments(subject: Subject, facts: Facts) -> Iterator[str]:
    """The boundary of a permission set exists in an account, by its name, before the set is assigned there."""
    for held in facts.of_type(_BOUNDARY):
        name = held.block("permissionsBoundary").block("customerManagedPolicyReference").text("name")
        if not name or held.text("permissionSetArn") != subject.text("permissionSetArn"):
            continue
        account = subject.text("targetId")
        there = [each for each in facts.of_type(_POLICY) if each.node.account == account and each.text("name") == name]
        if not any(facts.waits_for(subject, each) for each in there):
            yield problem(
                "the assignment fails where the boundary is missing",
                got=f"no policy {name} in {facts.name_of(account)} before it",
                expected="one",
                do="deploy the account's baseline first, or assign a set without a boundary",
            )


@invariant("aws:iam/role:Role", source='IAM user guide, "Identity-provider controls for shared OIDC providers"')
def tokens_pinned(subject: Subject, facts: Facts) -> Iterator[str]:
    """A role accepts the tokens of an issuer by their exact subject and audience."""
    document = subject.parsed("assumeRolePolicy")
    for statement in _listed(document.get("Statement") if isinstance(document, dict) else None):
        principal = statement.get("Principal") if isinstance(statement, dict) else None
        for federated in _listed(principal.get("Federated") if isinstance(principal, dict) else None):
            issuer = str(federated).partition(":oidc-provider/")[2]
            if not issuer or statement.get("Effect") != "Allow":
                continue
            exact = (statement.get("Condition") or {}).get("StringEquals") or {}
            for claim in ("aud", "sub"):
                values = _listed(exact.get(f"{issuer}:{claim}"))
                if not values or any("*" in str(value) or "?" in str(value) for value in values):
                    yield problem(
                        "tokens of others may be accepted",
                        got=f"{claim} {values}",
                        expected=f"StringEquals on {issuer}:{claim} with values that hold no wildcard",
                        do="name whose tokens they are",
                    )


@invariant(_ISSUER, source='IAM API reference, "CreateOpenIDConnectProvider": EntityAlreadyExists')
def issuers_once(subject: Subject, facts: Facts) -> Iterator[str]:
    """An account has one identity provider for an issuer."""
    others = [
        each
        for each in facts.of_type(_ISSUER)
        if each.node.account == subject.node.account and each.text("url") == subject.text("url")
    ]
    if others[0] is not subject:
        yield problem(
            "IAM refuses a second identity provider of the issuer",
            got=f"{others[0].node.name} beside it",
            expected="one an account and issuer",
            do="share it",
        )


def _listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]
