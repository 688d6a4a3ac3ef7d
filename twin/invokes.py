"""Answers the data sources that programs call (`get_...` functions) from the embedded AWS."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .handlers import Place, TwinError

Answer = Callable[[Place, Mapping[str, Any]], dict[str, Any]]


def _caller_identity(at: Place, arguments: Mapping[str, Any]) -> dict[str, Any]:
    identity = at.client("sts").get_caller_identity()
    return {"accountId": identity["Account"], "arn": identity["Arn"], "userId": identity["UserId"], "id": at.account}


def _sso_instances(at: Place, arguments: Mapping[str, Any]) -> dict[str, Any]:
    instances = at.client("sso-admin").list_instances()["Instances"]
    return {
        "arns": [instance["InstanceArn"] for instance in instances],
        "identityStoreIds": [instance["IdentityStoreId"] for instance in instances],
        "id": at.region,
    }


def _group(at: Place, arguments: Mapping[str, Any]) -> dict[str, Any]:
    attribute = arguments["alternateIdentifier"]["uniqueAttribute"]
    identifier = {
        "UniqueAttribute": {"AttributePath": attribute["attributePath"], "AttributeValue": attribute["attributeValue"]}
    }
    store = arguments["identityStoreId"]
    found = at.client("identitystore").get_group_id(IdentityStoreId=store, AlternateIdentifier=identifier)
    return {**arguments, "groupId": found["GroupId"], "id": f"{store}/{found['GroupId']}"}


_ANSWERS: Mapping[str, Answer] = {
    "aws:index/getCallerIdentity:getCallerIdentity": _caller_identity,
    "aws:identitystore/getGroup:getGroup": _group,
    "aws:ssoadmin/getInstances:getInstances": _sso_instances,
}


def invoke(at: Place, token: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The data source's answer.

    Raises:
        TwinError: the twin does not know the data source.
    """
    if token not in _ANSWERS:
        raise TwinError(f"the twin has no answer for {token}; expected one of {', '.join(sorted(_ANSWERS))}")
    return _ANSWERS[token](at, arguments)
