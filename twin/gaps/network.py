"""What moto lacks of networks: filled in while the embedded AWS runs, in moto's own classes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

from moto.ec2.models.vpcs import VPCBackend


@contextlib.contextmanager
def filled() -> Iterator[None]:
    """A gateway endpoint is a route in each of its route tables, also when the tables change."""
    modify = VPCBackend.modify_vpc_endpoint

    def with_routes(backend: Any, vpc_id: str, **changes: Any) -> None:
        modify(backend, vpc_id, **changes)
        (endpoint,) = backend.describe_vpc_endpoints(vpc_end_point_ids=[vpc_id])
        services = endpoint.destination_prefix_list_id
        for table in changes["remove_route_tables"] or ():
            backend.delete_route(table, services)
        for table in changes["add_route_tables"] or ():
            backend.create_route(table, None, gateway_id=endpoint.id, destination_prefix_list_id=services)

    with patch.object(VPCBackend, "modify_vpc_endpoint", with_routes):
        yield
