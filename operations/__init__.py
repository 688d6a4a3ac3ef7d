"""Operations: the `landing-zone` command, one module a verb.

A module whose name doesn't start with an underscore is a verb of the same name (`access_review` is
`landing-zone access-review`). The first line of its docstring is its help, `configure(parser)` adds its arguments to an
`argparse.ArgumentParser`, and `run(args)` does the work and returns the exit code: 0 when all is well, 1 when there are
findings, 2 when the input can't be used.
"""
