"""AWS Account Management."""

from __future__ import annotations

from typing import Any

from ..handlers import Place, Properties, Put, check_request, conform, provider_spelling, unless_gone


class AlternativeContact(Put):
    token = "aws:account/alternativeContact:AlternativeContact"
    replaces = frozenset(("accountId", "alternateContactType"))

    def put(self, at: Place, inputs: Properties) -> str:
        request = conform(inputs, "account", "PutAlternateContact")
        check_request("account", "PutAlternateContact", request)
        _client(at).put_alternate_contact(**request)
        return "/".join(_whose(inputs).values())

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        answer = unless_gone(lambda: _client(at).get_alternate_contact(**_whose(inputs)), "ResourceNotFoundException")
        return provider_spelling(answer["AlternateContact"]) if answer else None

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        _client(at).delete_alternate_contact(**_whose(outputs))


def _client(at: Place) -> Any:
    return at.global_client("account")


def _whose(inputs: Properties) -> dict[str, str]:
    """The account, where it is another one than the caller's, and the kind of contact."""
    account = {"AccountId": inputs["accountId"]} if inputs.get("accountId") else {}
    return {**account, "AlternateContactType": inputs["alternateContactType"]}
