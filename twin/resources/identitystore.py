"""The directory of IAM Identity Center: groups of people."""

from __future__ import annotations

from ..handlers import Handler, Place, Properties, conform, provider_spelling, unless_gone


class Group(Handler):
    token = "aws:identitystore/group:Group"
    replaces = frozenset(("displayName", "description", "identityStoreId", "region"))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        store = inputs["identityStoreId"]
        request = conform(inputs, "identitystore", "CreateGroup")
        group = at.client("identitystore").create_group(**request)["GroupId"]
        return f"{store}/{group}", {"groupId": group}

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        store, _, group = id.partition("/")
        found = unless_gone(
            lambda: at.client("identitystore").describe_group(IdentityStoreId=store, GroupId=group),
            "ResourceNotFoundException",
        )
        return found and provider_spelling(found, "DisplayName", "Description", "IdentityStoreId", "GroupId")

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        store, _, group = id.partition("/")
        at.client("identitystore").delete_group(IdentityStoreId=store, GroupId=group)
