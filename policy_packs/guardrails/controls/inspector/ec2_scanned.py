"""Inspector scans machines for known holes."""

from ._scans import scan

CONTROL = scan(
    id="inspector.ec2-scanned",
    title="Inspector scans machines for known holes",
    kind="EC2",
    flag="ec2",
    why="A machine that was patched last month has this month's holes.",
    rule="INSPECTOR_EC2_SCAN_ENABLED",
    hub="Inspector.1",
)
