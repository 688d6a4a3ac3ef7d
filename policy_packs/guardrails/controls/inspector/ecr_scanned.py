"""Inspector scans images for known holes."""

from ._scans import scan

CONTROL = scan(
    id="inspector.ecr-scanned",
    title="Inspector scans images for known holes",
    kind="ECR",
    flag="ecr",
    why="An image is as old as its build, and runs for as long as nobody looks.",
    rule="INSPECTOR_ECR_SCAN_ENABLED",
    hub="Inspector.2",
)
