"""Inspector scans the code of functions for mistakes."""

from .._model import Tier
from ._scans import scan

CONTROL = scan(
    id="inspector.lambda-code-scanned",
    title="Inspector scans the code of functions for mistakes",
    kind="LAMBDA_CODE",
    flag="lambdaCode",
    why="Injections and secrets in one's own code are in no list of known holes.",
    rule="INSPECTOR_LAMBDA_CODE_SCAN_ENABLED",
    hub="Inspector.3",
    tier=Tier.REGULATED,
)
