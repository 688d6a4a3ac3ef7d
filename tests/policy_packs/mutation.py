"""Mutation testing of the rules: every condition of every control is broken once, and its examples must notice.

A mutant survives when all good examples still pass and all bad ones are still flagged: then an example is missing, or
the condition is not needed. Everything runs in this process, some thousand mutants a minute, which no tool that starts
a test run for each of them comes near.

    python -m tests.policy_packs.mutation [CONTROL ...] [--json]

Mutated are the functions that a control's rules reach in its own file and in its service's helpers; wordings of
messages are not, and what all services share (documents, secrets, TLS policies) has tests of its own. Not counted as
kills: other words in a message.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib
import inspect
import itertools
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from policy_packs.guardrails.controls import catalogue
from policy_packs.guardrails.controls._evaluation import Judge, Outcome
from policy_packs.guardrails.controls._model import Control, Example
from policy_packs.guardrails.controls._resources import Resource, Stack
from policy_packs.guardrails.controls._wire import plain
from tests.policy_packs import _engine as engine
from tests.policy_packs._engine import Moment, Planned

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_PACKAGE = catalogue.__module__
_QUANTIFIERS = {"any": "all", "all": "any"}


@dataclass(frozen=True)
class Mutant:
    """One broken place: the file and line, what stood there and what stands there now."""

    file: str
    line: int
    change: str


@dataclass(frozen=True)
class Score:
    """The mutants of some controls, and those that no example notices."""

    mutants: int
    survivors: tuple[Mutant, ...]

    @property
    def killed(self) -> float:
        """The share of mutants that an example notices, 1 when there are none."""
        return 1 - len(self.survivors) / self.mutants if self.mutants else 1.0


def score(controls: Sequence[Control], *, helpers: bool = True) -> Score:
    """Break every condition of the controls and, unless told otherwise, of what their services share."""
    mutants, survivors = 0, []
    by_service: defaultdict[str, list[Control]] = defaultdict(list)
    for control in controls:
        by_service[control.id.partition(".")[0]].append(control)
    for service, found in by_service.items():
        for mutant, mutated in itertools.chain(_of_controls(found), _of_helpers(service, found) if helpers else ()):
            mutants += 1
            if not any(_noticed(control, mutated[control.id]) for control in found if control.id in mutated):
                survivors.append(mutant)
    return Score(mutants, tuple(survivors))


Mutated = tuple[Mutant, dict[str, Control]]


def _of_controls(controls: Iterable[Control]) -> Iterator[Mutated]:
    for control in controls:
        module = _module(control)
        for mutant, source in _sources(module, _reached([control], module)):
            namespace: dict[str, Any] = {
                "__name__": module.__name__,
                "__package__": module.__package__,
                "__file__": module.__file__,
            }
            # A file that can't be imported any more is noticed by everything.
            with suppress(Exception):
                exec(source, namespace)
                yield mutant, {control.id: namespace["CONTROL"]}


def _of_helpers(service: str, controls: Sequence[Control]) -> Iterator[Mutated]:
    folder = Path(inspect.getfile(_module(controls[0]))).parent
    for file in sorted(folder.glob("_[!_]*.py")):
        module = importlib.import_module(f"{_PACKAGE}.{service}.{file.stem}")
        for mutant, source in _sources(module, _reached(controls, module)):
            with suppress(Exception), _instead_of(module, source):
                yield mutant, {control.id: _module(control).CONTROL for control in controls}


@contextmanager
def _instead_of(module: ModuleType, source: CodeType) -> Iterator[None]:
    """All modules of the service imported anew, with another source of the one."""
    package = module.__name__.rpartition(".")[0]
    kept = {name: each for name, each in sys.modules.items() if f"{name}.".startswith(f"{package}.")}
    for name in kept:
        del sys.modules[name]
    try:
        importlib.import_module(package)
        broken = ModuleType(module.__name__)
        broken.__package__, broken.__file__ = module.__package__, module.__file__
        sys.modules[module.__name__] = broken
        exec(source, vars(broken))
        yield
    finally:
        for name in [name for name in sys.modules if f"{name}.".startswith(f"{package}.")]:
            del sys.modules[name]
        sys.modules.update(kept)


def _module(control: Control) -> ModuleType:
    folder, _, slug = control.id.partition(".")
    return importlib.import_module(f"{_PACKAGE}.{folder}.{slug.replace('-', '_')}")


def _sources(module: ModuleType, functions: frozenset[str]) -> Iterator[tuple[Mutant, CodeType]]:
    """The module with one condition broken, for each of the conditions in the functions."""
    tree = _tree(module)
    file = Path(str(module.__file__))
    for index, (line, change) in enumerate(_places(tree, functions)):
        mutated = _Mutator(functions, index).visit(copy.deepcopy(tree))
        source = compile(ast.fix_missing_locations(mutated), str(file), "exec")
        yield Mutant(f"{file.parent.name}/{file.name}", line, change), source


@cache
def _tree(module: ModuleType) -> ast.Module:
    return ast.parse(Path(inspect.getfile(module)).read_text(encoding="utf-8"))


def _functions(module: ModuleType) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in _tree(module).body if isinstance(node, ast.FunctionDef)}


def _reached(controls: Iterable[Control], module: ModuleType) -> frozenset[str]:
    """The names of the module's functions that the rules of the controls call, however indirectly."""
    functions = _functions(module)
    waiting: set[str] = set()
    for control in controls:
        own = _module(control)
        waiting |= _called(own, _entries(control, own))
        for file in Path(inspect.getfile(own)).parent.glob("_[!_]*.py"):
            helper = importlib.import_module(f"{own.__package__}.{file.stem}")
            waiting |= _called(helper, waiting & set(_functions(helper)))
    return frozenset(_called(module, waiting & set(functions)) & set(functions))


def _entries(control: Control, module: ModuleType) -> set[str]:
    """The functions that the rules name; one that a call makes (a partial, a closure) is an argument of theirs."""
    named = {each.__name__ for rule in control.rules for each in (rule.check, getattr(rule, "mend", None)) if each}
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "").endswith("Rule"):
            named |= {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    return named


def _called(module: ModuleType, names: set[str]) -> set[str]:
    """The names, and all that those of them which are functions of the module use."""
    functions = _functions(module)
    waiting, found = set(names), set(names)
    while waiting:
        name = waiting.pop()
        if name in functions:
            used = {node.id for node in ast.walk(functions[name]) if isinstance(node, ast.Name)} - found
            found |= used
            waiting |= used
    return found


class _Mutator(ast.NodeTransformer):
    """Visits the places where a rule decides, and breaks the one with the given number."""

    def __init__(self, functions: frozenset[str], target: int | None) -> None:
        self._functions = functions
        self._target = target
        self.places: list[tuple[int, str]] = []

    def visit_Module(self, node: ast.Module) -> ast.Module:
        for statement in node.body:
            if isinstance(statement, ast.FunctionDef) and statement.name in self._functions:
                statement.body = [self.visit(each) for each in statement.body]
        return node

    def _break(self, node: ast.expr, broken: ast.expr) -> ast.expr:
        """The broken expression where this is the target's turn, else the expression as it is."""
        self.places.append((node.lineno, f"{ast.unparse(node)} -> {ast.unparse(broken)}"))
        return broken if len(self.places) - 1 == self._target else node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.expr:
        return node  # Words for people.

    def visit_Yield(self, node: ast.Yield) -> ast.expr:
        return node

    def visit_Raise(self, node: ast.Raise) -> ast.stmt:
        return node

    def visit_Expr(self, node: ast.Expr) -> ast.stmt:
        if isinstance(node.value, ast.Constant):
            return node  # A docstring.
        if isinstance(node.value, ast.Yield):
            nothing = ast.Constant(None)
            node.value = self._break(node.value, ast.copy_location(nothing, node))
            return node
        self.generic_visit(node)
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        self.generic_visit(node)
        result: ast.expr = node
        for index, operator in enumerate(node.ops):
            broken = copy.deepcopy(node)
            broken.ops[index] = _COMPARISONS[type(operator)]()
            result = self._break(node, broken) if result is node else result
        return result

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        self.generic_visit(node)
        candidates: list[ast.expr] = [
            ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), copy.deepcopy(node.values))
        ]
        for index in range(len(node.values)):
            rest = [copy.deepcopy(value) for number, value in enumerate(node.values) if number != index]
            candidates.append(rest[0] if len(rest) == 1 else ast.BoolOp(copy.deepcopy(node.op), rest))
        result: ast.expr = node
        for broken in candidates:
            chosen = self._break(node, ast.copy_location(broken, node))
            result = chosen if chosen is not node else result
        return result

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        self.generic_visit(node)
        return self._break(node, copy.deepcopy(node.operand)) if isinstance(node.op, ast.Not) else node

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        value = node.value
        if isinstance(value, bool):
            return self._break(node, ast.copy_location(ast.Constant(not value), node))
        if isinstance(value, int | float):
            return self._break(node, ast.copy_location(ast.Constant(value + 1), node))
        if isinstance(value, str) and value:
            return self._break(node, ast.copy_location(ast.Constant(f"{value}~"), node))
        return node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id in _QUANTIFIERS:
            broken = copy.deepcopy(node)
            broken.func = ast.copy_location(ast.Name(_QUANTIFIERS[node.func.id], ast.Load()), node.func)
            return self._break(node, broken)
        return node

    def visit_arguments(self, node: ast.arguments) -> ast.arguments:
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt:
        if node.value:
            node.value = self.visit(node.value)
        return node


def _places(tree: ast.Module, functions: frozenset[str]) -> list[tuple[int, str]]:
    mutator = _Mutator(functions, None)
    mutator.visit(copy.deepcopy(tree))
    return mutator.places


def _noticed(control: Control, mutated: Control) -> bool:
    """Whether an example of the control says something else of the mutated rules; the cheap questions come first."""
    try:
        return any(_differs(control, mutated, question) for question in (_verdicts, _unknowns, _mends))
    except RecursionError:
        return True


def _differs(control: Control, mutated: Control, question: Callable[[Control, Example], bool]) -> bool:
    return any(not question(mutated, each) for each in (*control.good, *control.bad))


def _outcomes(control: Control, example: Example, resources: Sequence[Planned]) -> set[Outcome]:
    judge = Judge([control], {control.id: example.parameters})
    found = [finding for planned in resources for finding in judge.resource(_resource(planned, planned.inputs))]
    stack = Stack(_resource(planned, {**planned.outputs, **planned.inputs}) for planned in resources)
    return {finding.outcome for finding in (*found, *judge.stack(stack))}


def _resource(planned: Planned, properties: object) -> Resource:
    return Resource(
        planned.type,
        plain(properties),
        urn=planned.urn,
        name=planned.name,
        protect=planned.protect,
        parent=planned.parent,
        property_dependencies=planned.property_dependencies,
        dependencies=tuple({urn for urns in planned.property_dependencies.values() for urn in urns}),
        ignore_changes=planned.ignore_changes,
    )


@cache
def _known() -> dict[int, bool]:
    return {id(example): True for control in catalogue() for example in control.good}


def _is_good(example: Example) -> bool:
    return id(example) in _known()


@cache
def _planned(example_id: int, moment: Moment) -> list[Planned]:
    return engine.plan(_examples()[example_id], moment)


@cache
def _examples() -> dict[int, Example]:
    return {id(example): example for control in catalogue() for example in (*control.good, *control.bad)}


def _verdicts(control: Control, example: Example) -> bool:
    """Good examples pass and bad ones are flagged, whenever the engine asks with known values."""
    for moment in (Moment.UPDATE, Moment.NAMED):
        outcomes = _outcomes(control, example, _planned(id(example), moment))
        if Outcome.ERROR in outcomes or (Outcome.FAIL in outcomes) == _is_good(example):
            return False
    return True


def _unknowns(control: Control, example: Example) -> bool:
    """No value that is unknown makes a good example fail, nor breaks a rule."""
    forbidden = {Outcome.ERROR, Outcome.FAIL} if _is_good(example) else {Outcome.ERROR}
    resources = _planned(id(example), Moment.UPDATE)
    for index, resource in enumerate(resources):
        for path, value in engine.nodes(resource.inputs):
            changed = resource.with_inputs(engine.replaced(resource.inputs, path, engine.unknown(value)))
            if _outcomes(control, example, [*resources[:index], changed, *resources[index + 1 :]]) & forbidden:
                return False
    return not _outcomes(control, example, _planned(id(example), Moment.PREVIEW)) & forbidden


def _mends(control: Control, example: Example) -> bool:
    """Mending does to the example what the control's own rules do."""
    own = next(each for each in catalogue() if each.id == control.id)
    judges = [Judge([each], {each.id: example.parameters}) for each in (own, control)]
    for planned in _planned(id(example), Moment.UPDATE):
        resource = _resource(planned, planned.inputs)
        ours, theirs = (judge.mend(resource) for judge in judges)
        if ours != theirs:
            return False
    return True


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.policy_packs.mutation", description=__doc__)
    parser.add_argument("controls", nargs="*", metavar="CONTROL", help="ids, or services; all when nothing is said")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    chosen = [
        control
        for control in catalogue()
        if not options.controls or {control.id, control.id.partition(".")[0]} & {*options.controls}
    ]
    result = score(chosen)
    if options.json:
        survivors = [vars(each) for each in result.survivors]
        print(json.dumps({"mutants": result.mutants, "killed": round(result.killed, 4), "survivors": survivors}))
        return
    for each in result.survivors:
        print(f"{each.file}:{each.line}: {each.change}")
    worst = Counter(each.file for each in result.survivors).most_common(5)
    print(f"{result.mutants} mutants, {result.killed:.1%} killed; most survivors: {worst}", file=sys.stderr)


if __name__ == "__main__":
    main()
