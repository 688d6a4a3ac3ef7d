"""AWS Identity and Access Management: the roles that AWS services make for themselves."""

from __future__ import annotations

from botocore.exceptions import ClientError

from ..handlers import Handler, Place, Properties


class ServiceLinkedRole(Handler):
    token = "aws:iam/serviceLinkedRole:ServiceLinkedRole"
    replaces = frozenset(("awsServiceName", "customSuffix"))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        request = {"AWSServiceName": "awsServiceName", "CustomSuffix": "customSuffix", "Description": "description"}
        role = at.client("iam", "us-east-1").create_service_linked_role(
            **{member: inputs[name] for member, name in request.items() if inputs.get(name)}
        )["Role"]
        return role["Arn"], {
            "arn": role["Arn"],
            "name": role["RoleName"],
            "path": role["Path"],
            "uniqueId": role["RoleId"],
            "createDate": role["CreateDate"].isoformat(),
        }

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        try:
            role = at.client("iam", "us-east-1").get_role(RoleName=_name(id))["Role"]
        except ClientError as error:
            if error.response["Error"]["Code"] == "NoSuchEntity":
                return None
            raise
        return {"awsServiceName": role["Path"].split("/")[-2], "description": role.get("Description")}

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        at.client("iam", "us-east-1").update_role(RoleName=_name(id), Description=inputs.get("description", ""))
        return {}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("iam", "us-east-1").delete_service_linked_role(RoleName=_name(id))


def _name(id: str) -> str:
    return id.rpartition("/")[2]
