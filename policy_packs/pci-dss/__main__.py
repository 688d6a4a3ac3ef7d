"""The controls that serve PCI DSS 4.0.1.

It takes them from the pack `guardrails` beside it; `landing-zone policy pack` makes a copy that stands alone.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "guardrails"))

from controls import catalogue
from controls._selection import Selection
from controls._server import serve

serve("landing-zone-pci-dss", Selection(frameworks=("pci-dss-4.0.1",)).of(catalogue()))
