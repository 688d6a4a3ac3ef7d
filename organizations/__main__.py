"""Write `schema.json` anew from the model: `python -m organizations`."""

from organizations.model import SCHEMA, schema


def main() -> None:
    """Write the schema beside the model."""
    SCHEMA.write_text(schema(), encoding="utf-8")


if __name__ == "__main__":
    main()
