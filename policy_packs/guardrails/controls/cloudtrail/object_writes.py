"""Trails record who writes objects."""

from .._frameworks import Framework, Tool
from .._model import ConfigRule, SecurityHubControl
from ._objects import objects_logged

CONTROL = objects_logged(
    id="cloudtrail.object-writes",
    title="Trails record who writes objects",
    kind="write",
    why="Whether data was replaced or deleted, and by whom, can't be told afterwards.",
    detection=(ConfigRule("CLOUDTRAIL_ALL_WRITE_S3_DATA_EVENT_CHECK"), SecurityHubControl("S3.22")),
    frameworks={Framework.CIS_3_0: ("3.8",), Framework.CIS_5_0: ("3.8",), Framework.CIS_7_0: ("4.8",)},
    equivalents={Tool.SECURITY_HUB: ("S3.22",), Tool.TRIVY: ("AWS-0171",)},
)
