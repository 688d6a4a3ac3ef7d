"""The controls that serve ISO/IEC 27001:2022, Annex A.

It takes them from the pack `guardrails` beside it; `landing-zone policy pack` makes a copy that stands alone.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "guardrails"))

from controls import catalogue
from controls._selection import Selection
from controls._server import serve

serve("landing-zone-iso-27001", Selection(frameworks=("iso-27001-2022",)).of(catalogue()))
