"""Inspector scans the packages of functions for known holes."""

from ._scans import scan

CONTROL = scan(
    id="inspector.lambda-scanned",
    title="Inspector scans the packages of functions for known holes",
    kind="LAMBDA",
    flag="lambda",
    why="AWS patches the runtime, and nobody the packages beside it.",
    rule="INSPECTOR_LAMBDA_STANDARD_SCAN_ENABLED",
    hub="Inspector.4",
)
