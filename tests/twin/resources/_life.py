"""The life of one resource in the embedded AWS, through the handler of its type."""

from __future__ import annotations

from typing import Any

from tests.conftest import OTHER_REGION, World
from twin.handlers import Properties, State, carry_out, handlers, read_back


class Life:
    """A resource that is made, read back, changed and deleted, in the account "first" and away from home by default."""

    def __init__(
        self, world: World, token: str, *, account: str = "first", region: str = OTHER_REGION, **inputs: Any
    ) -> None:
        self._place, self._token, self._inputs = world.at(account, region), token, inputs
        self.id, self.outputs, state = carry_out(self._place, token, inputs, name="test")
        assert state is State.EXECUTED

    def change(self, **inputs: Any) -> None:
        """Bring it to other inputs in place, and read them back."""
        self._inputs = {**self._inputs, **inputs}
        handlers()[self._token].update(self._place, self.id, self._inputs)
        read_back(self._place, self._token, self.id, self._inputs)

    def live(self) -> Properties | None:
        """What the handler reads; None when it is gone."""
        return handlers()[self._token].read(self._place, self.id, self._inputs)

    def delete(self) -> None:
        """Delete it as the provider would."""
        handlers()[self._token].delete(self._place, self.id, {**self._inputs, **self.outputs})
