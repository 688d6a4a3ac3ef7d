"""Ratios, side by side: each module is one comparison and one command."""
