"""Where templates run: they cannot reach the program, change what they are given, throw dice, or run on for ever."""

import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, cast

from jinja2 import Template, TemplateRuntimeError, Undefined, nodes, pass_eval_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.filters import do_batch, do_join, do_replace
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment

OUTPUT_LIMIT = 4_000_000
"""Characters of one mail's MJML: forty times what Gmail shows whole."""

SECONDS = 5.0
"""The most that drawing one mail may take of the processor; it takes some milliseconds. What others do on the
machine meanwhile is not counted."""

TURNS = 100_000
"""Turns of all loops together."""

_LONGEST = 1_000_000
"""Characters, items or digits that one operation in a template may make."""

# They make much of little, and a mail has no use for them: what is not there needs no bound.
_GROWING_METHODS = frozenset({
    "center", "expandtabs", "join", "ljust", "replace", "rjust", "translate", "zfill",
})  # fmt: skip
_GROWING_FILTERS = (
    "center", "format", "indent", "pprint", "slice", "string", "sum", "tojson", "xmlattr",
)  # fmt: skip
# The same digest is the same bytes each time.
_CHANCE_FILTER, _CHANCE_GLOBAL = "random", "lipsum"


@dataclass
class _Budget:
    ends: float = field(default_factory=lambda: time.thread_time() + SECONDS)
    turns: int = TURNS

    def spend(self) -> None:
        self.turns -= 1
        if self.turns < 0:
            raise TemplateRuntimeError(f"its loops turn more than {TURNS:,} times")
        if time.thread_time() > self.ends:
            raise TemplateRuntimeError(f"it takes more than {SECONDS:.0f} seconds")


_budget: ContextVar[_Budget] = ContextVar("budget")


class _BoundedGenerator(CodeGenerator):
    """Compiles a template so that each turn of a loop is paid for, and each `~` is measured."""

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802
        spend = nodes.Call(nodes.EnvironmentAttribute("spend"), [], [], None, None)
        node.body.insert(0, nodes.Output([spend], lineno=node.lineno))
        super().visit_For(node, frame)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802
        self.visit(nodes.Call(nodes.EnvironmentAttribute("join"), node.nodes, [], None, None), frame)


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's immutable sandbox with a budget; run its templates with `run` alone."""

    code_generator_class = _BoundedGenerator
    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, **settings: Any) -> None:
        super().__init__(finalize=_printable, **settings)
        for name in (*_GROWING_FILTERS, _CHANCE_FILTER):
            del self.filters[name]
        del self.globals[_CHANCE_GLOBAL]
        self.filters |= {"batch": _batch_filter, "join": _join_filter, "replace": _replace_filter}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """As Jinja has it, less the methods of a text that make a longer one."""
        if isinstance(obj, str) and attr in _GROWING_METHODS:
            return False
        return super().is_safe_attribute(obj, attr, value)

    @staticmethod
    def concat(parts: Iterable[str]) -> str:
        """What a macro or a block has drawn, in one."""
        return "".join(_short(parts, "a macro or block"))

    def join(self, *values: Any) -> str:
        """What `~` does."""
        joined: str = markup_join(_short(map(_printable, values), "~"))
        return joined

    def spend(self) -> str:
        """Pay for one turn of a loop; it is called by every loop of a compiled template, and draws nothing."""
        _budget.get().spend()
        return ""

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Refuse what makes millions of characters of a few, then do what was asked."""
        if operator == "%" and not isinstance(left, int | float):
            raise TemplateRuntimeError("% formats no text here: use ~ to join")
        sizes = [len(value) if hasattr(value, "__len__") else abs(value) for value in (left, right)]
        made = {"+": sum(sizes) if hasattr(left, "__len__") else 0, "*": sizes[0] * sizes[1]}
        if made.get(operator, 0) > _LONGEST or (operator == "**" and sizes[1] > 64):
            raise _too_long(operator)
        return super().call_binop(context, operator, left, right)


def _too_long(what: str) -> TemplateRuntimeError:
    return TemplateRuntimeError(f"{what} makes more than {_LONGEST:,} of something")


def _short(values: Iterable[Any], what: str) -> list[Any]:
    """The values, where their texts together are not too long."""
    kept: list[Any] = []
    length = 0
    for value in values:
        length += len(value) if isinstance(value, str) else 1
        if length > _LONGEST:
            raise _too_long(what)
        kept.append(value)
    return kept


def _printable(value: Any) -> Any:
    """A value as it is, where it is text or a number.

    A list that holds itself often enough has no end when it is printed, None in an address is a dead link, and what
    an object looks like to a programmer may be another thing each time.
    """
    if isinstance(value, str | int | float | Undefined):
        return value
    if isinstance(value, list | tuple | dict | set):
        raise TemplateRuntimeError("a list cannot be printed: print its items")
    what = "None" if value is None else f"an object ({type(value).__name__})"
    raise TemplateRuntimeError(f"{what} cannot be printed: it is no text")


def _batch_filter(value: Iterable[Any], linecount: int) -> Iterator[list[Any]]:
    return do_batch(value, linecount)  # without what fills the last line up


@pass_eval_context
def _join_filter(
    context: EvalContext, value: Iterable[Any], d: str = "", attribute: str | None = None
) -> str:
    values = _short((_printable(one) for one in value), "join")
    _short([d] * len(values), "join")
    joined: str = do_join(context, values, d, attribute)
    return joined


@pass_eval_context
def _replace_filter(context: EvalContext, s: str, old: str, new: str) -> str:
    if s.count(old) * len(new) > _LONGEST:
        raise _too_long("replace")
    return do_replace(context, s, old, new)


@contextmanager
def budget() -> Iterator[None]:
    """The budget of one mail: its macros and its template are run inside."""
    token = _budget.set(_Budget())
    try:
        yield
    finally:
        _budget.reset(token)


def run(template: Template, known: dict[str, object]) -> str:
    """What `template` makes of `known`. Raises TemplateError for a mistake, or when the budget is spent."""
    parts: list[str] = []
    length = 0
    drawn = cast("Generator[str]", template.generate(known))
    for part in drawn:
        parts.append(part)
        length += len(part)
        if length > OUTPUT_LIMIT:
            # At the place in the template that it stands at, so that this is named.
            drawn.throw(TemplateRuntimeError(f"it makes more than {OUTPUT_LIMIT:,} characters"))
    return "".join(parts)


def macros(template: Template, known: dict[str, object]) -> TemplateModule:
    """The macros that `template` defines, which see `known`. Raises as above."""
    try:
        return template.make_module(known)
    except Exception:  # noqa: BLE001 - it is raised again
        # Jinja names the template's own lines where it draws, and forgets to where it makes a module.
        template.environment.handle_exception()
