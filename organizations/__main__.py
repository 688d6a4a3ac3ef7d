"""Write `schema.json` anew from the model: `python -m organizations`."""

from organizations.model import SCHEMA, schema

SCHEMA.write_text(schema(), encoding="utf-8")
