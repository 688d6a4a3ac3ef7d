"""The controls that serve NIST SP 800-53 Rev. 5.

It takes them from the pack `guardrails` beside it; `landing-zone policy pack` makes a copy that stands alone.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "guardrails"))

from controls import catalogue
from controls._selection import Selection
from controls._server import serve

serve("landing-zone-nist-800-53", Selection(frameworks=("nist-800-53-r5",)).of(catalogue()))
