"""The controls that serve the AWS Foundational Security Best Practices.

It takes them from the pack `guardrails` beside it; `landing-zone policy pack` makes a copy that stands alone.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "guardrails"))

from controls import catalogue
from controls._selection import Selection
from controls._server import serve

serve("landing-zone-fsbp", Selection(frameworks=("aws-fsbp-1.0.0",)).of(catalogue()))
