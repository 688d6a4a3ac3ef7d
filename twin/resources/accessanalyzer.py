"""IAM Access Analyzer: analyzers of an account or of the organization."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..handlers import Checked, Place, Properties, conform, tags
from .delegated_administrators import require_administrator


class Analyzer(Checked):
    token = "aws:accessanalyzer/analyzer:Analyzer"
    service = "accessanalyzer"
    operation = "CreateAnalyzer"
    replaces = frozenset(("analyzerName", "configuration", "region", "type"))

    def request(self, at: Place, inputs: Properties) -> Mapping[str, Any]:
        kind = inputs.get("type") or "ACCOUNT"
        if kind.startswith("ORGANIZATION"):
            require_administrator(at, "access-analyzer.amazonaws.com")
        return conform({**inputs, "type": kind, "tags": tags(inputs)}, self.service, self.operation)

    def identify(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        return inputs["analyzerName"], {"arn": at.arn("access-analyzer", f"analyzer/{inputs['analyzerName']}")}
