"""The `landing-zone` command: finds the verbs, runs the one that is asked for."""

import argparse
import ast
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import operations
from operations._console import complain
from organizations.problems import OrganizationFileError

BAD_INPUT: Final = 2
INTERRUPTED: Final = 130  # what shells report for SIGINT
READER_GONE: Final = 141  # what shells report for SIGPIPE


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code: 0 all is well, 1 findings, 2 bad input.

    Raises SystemExit as argparse does: 0 after help, 2 for arguments that it can't use.
    """
    arguments = sys.argv[1:] if argv is None else list(argv)
    try:
        try:
            args = _parser(arguments).parse_args(arguments)
            code: int = args.run(args)
        finally:
            sys.stdout.flush()
    except OrganizationFileError as error:
        complain(str(error))
        return BAD_INPUT
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The interpreter flushes standard output once more on exit, which must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE
    return code


def verbs() -> dict[str, Path]:
    """Find the module of each verb by name, in the order of the alphabet."""
    folder = Path(operations.__file__).parent
    return {path.stem.replace("_", "-"): path for path in sorted(folder.glob("[!_]*.py"))}


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """Build the parser: with the arguments of the verb that is asked for, or with the help of all when none is.

    Verbs may be slow to import, so no other is; help comes from the docstring in the source.
    """
    parser = argparse.ArgumentParser(prog="landing-zone", description="Check, rehearse and operate an organization.")
    subparsers = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    known = verbs()
    asked = {name: path for name, path in known.items() if arguments[:1] == [name]}
    for name, path in (asked or known).items():
        description = ast.get_docstring(ast.parse(path.read_bytes())) or ""
        summary = description.partition("\n")[0]
        layout = argparse.RawDescriptionHelpFormatter
        subparser = subparsers.add_parser(name, help=summary, description=description, formatter_class=layout)
        if name in asked:
            verb = importlib.import_module(f"operations.{path.stem}")
            verb.configure(subparser)
            subparser.set_defaults(run=verb.run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
