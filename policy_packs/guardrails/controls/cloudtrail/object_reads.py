"""Trails record who reads objects."""

from .._frameworks import Framework, Tool
from .._model import ConfigRule, SecurityHubControl
from ._objects import objects_logged

CONTROL = objects_logged(
    id="cloudtrail.object-reads",
    title="Trails record who reads objects",
    kind="read",
    why="Which data left, and by whose hand, can't be told afterwards.",
    detection=(ConfigRule("CLOUDTRAIL_ALL_READ_S3_DATA_EVENT_CHECK"), SecurityHubControl("S3.23")),
    frameworks={Framework.CIS_3_0: ("3.9",), Framework.CIS_5_0: ("3.9",), Framework.CIS_7_0: ("4.9",)},
    equivalents={Tool.SECURITY_HUB: ("S3.23",), Tool.TRIVY: ("AWS-0172",)},
)
