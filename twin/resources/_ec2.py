"""What the resources of Amazon EC2 have in common: one read call by id, tags, sets of ids."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from botocore.exceptions import ClientError

from ..handlers import Handler, Place, Properties, tag_list, tags


def in_order(live: Iterable[str], asked: Sequence[str] | None) -> list[str]:
    """A set of ids in the order that was asked for, the others behind."""
    order = list(asked or ())
    return sorted(live, key=lambda item: (order.index(item) if item in order else len(order), item))


def changes(live: Iterable[str], asked: Sequence[str] | None) -> tuple[list[str], list[str]]:
    """What to add to a live set and what to remove from it."""
    live, wanted = set(live), list(asked or ())
    return [item for item in wanted if item not in live], sorted(live - set(wanted))


class Tagged(Handler):
    """A type that is found by its id and that carries tags.

    kind: what its tags and ARN call it. describe, listed, ids: the read call, where it lists the resource, and the
    parameter that names it.
    """

    kind: ClassVar[str]
    describe: ClassVar[str]
    listed: ClassVar[str]
    ids: ClassVar[str]

    def found(self, at: Place, id: str) -> Any:
        """The resource as EC2 describes it; None when it is gone."""
        try:
            items = getattr(at.client("ec2"), self.describe)(**{self.ids: [id]})[self.listed]
        except ClientError as error:
            if error.response["Error"]["Code"].endswith(".NotFound"):
                return None
            raise
        return next(iter(items), None)

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        item = self.found(at, id)
        if item is None:
            return None
        live = {tag["Key"]: tag["Value"] for tag in item.get("Tags") or ()}
        return {"tagsAll": live, "arn": at.arn("ec2", f"{self.kind}/{id}"), **self.live(at, item, inputs)}

    @abstractmethod
    def live(self, at: Place, item: Any, inputs: Properties) -> dict[str, Any]:
        """The live values besides the tags and the ARN."""

    def specified(self, inputs: Properties) -> list[dict[str, Any]]:
        """The tags as a creation takes them."""
        return [{"ResourceType": self.kind, "Tags": tag_list(inputs)}] if tags(inputs) else []

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        client = at.client("ec2")
        live = {tag["Key"] for tag in self.found(at, id).get("Tags") or ()}
        if gone := live - set(tags(inputs)):
            client.delete_tags(Resources=[id], Tags=[{"Key": key} for key in sorted(gone)])
        if wanted := tag_list(inputs):
            client.create_tags(Resources=[id], Tags=wanted)
        return {}
