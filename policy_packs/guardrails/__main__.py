"""Serves the pack to the Pulumi engine, which runs this file with the pack's folder as working directory."""

from controls import catalogue
from controls._server import serve

serve("landing-zone-guardrails", catalogue())
