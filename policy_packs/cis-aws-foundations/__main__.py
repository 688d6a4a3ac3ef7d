"""The controls that serve the CIS AWS Foundations Benchmark 7.0.0.

It takes them from the pack `guardrails` beside it; `landing-zone policy pack` makes a copy that stands alone.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "guardrails"))

from controls import catalogue
from controls._selection import Selection
from controls._server import serve

serve("landing-zone-cis-aws-foundations", Selection(frameworks=("cis-aws-foundations-7.0",)).of(catalogue()))
