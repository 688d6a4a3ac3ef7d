"""Serves the pack to the Pulumi engine, which runs this file with the pack's folder as working directory."""

from controls import catalogue
from controls._policies import RoutedPolicies
from pulumi_policy import EnforcementLevel, PolicyPack

PolicyPack("landing-zone-guardrails", RoutedPolicies(catalogue()), EnforcementLevel.MANDATORY)
