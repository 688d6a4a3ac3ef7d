"""Desktops and their directories, and ones for examples."""

from .._model import Given

DIRECTORY = "aws:workspaces/directory:Directory"
WORKSPACE = "aws:workspaces/workspace:Workspace"


def directory(**properties: object) -> Given:
    """A directory, for examples."""
    return Given(DIRECTORY, {"directoryId": "d-9067e1234a", **properties})


def workspace(**properties: object) -> Given:
    """A desktop, for examples."""
    return Given(WORKSPACE, {"bundleId": "wsb-0a1b2c3d4", "directoryId": "d-9067e1234a", "userName": "a", **properties})
