"""Where templates run: they cannot reach the program, change what they are given, or run on for ever."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Template, TemplateRuntimeError, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

OUTPUT_LIMIT = 4_000_000
"""Characters of one mail's MJML: forty times what Gmail shows whole."""

SECONDS = 5.0
"""The most that drawing one mail may take; it takes some milliseconds."""

TURNS = 100_000
"""Turns of all loops together."""

_LONGEST_PRODUCT = 1_000_000
"""Characters, items or digits that one multiplication in a template may make."""


@dataclass
class _Budget:
    ends: float = field(default_factory=lambda: time.monotonic() + SECONDS)
    turns: int = TURNS

    def spend(self) -> None:
        self.turns -= 1
        if self.turns < 0:
            raise TemplateRuntimeError(f"its loops turn more than {TURNS:,} times")
        if time.monotonic() > self.ends:
            raise TemplateRuntimeError(f"it takes more than {SECONDS:.0f} seconds")


_budget: ContextVar[_Budget] = ContextVar("budget")


class _CountingGenerator(CodeGenerator):
    """Compiles a template so that each turn of a loop is paid for."""

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802
        spend = nodes.Call(nodes.EnvironmentAttribute("spend"), [], [], None, None)
        node.body.insert(0, nodes.Output([spend], lineno=node.lineno))
        super().visit_For(node, frame)


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's immutable sandbox with a budget; run its templates with `run` alone."""

    code_generator_class = _CountingGenerator
    intercepted_binops = frozenset({"*", "**", "%"})

    def spend(self) -> str:
        """Pay for one turn of a loop; it is called by every loop of a compiled template, and draws nothing."""
        _budget.get().spend()
        return ""

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Refuse what makes millions of characters of a few, then do what was asked."""
        if operator == "%" and not isinstance(left, int | float):
            raise TemplateRuntimeError("% formats no text here: use ~ to join")
        sizes = [len(value) if hasattr(value, "__len__") else abs(value) for value in (left, right)]
        if (operator == "*" and sizes[0] * sizes[1] > _LONGEST_PRODUCT) or (
            operator == "**" and sizes[1] > 64
        ):
            raise TemplateRuntimeError(f"{operator} makes more than {_LONGEST_PRODUCT:,} of something")
        return super().call_binop(context, operator, left, right)


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
    try:
        for part in template.generate(known):
            parts.append(part)
            length += len(part)
            if length > OUTPUT_LIMIT:
                raise TemplateRuntimeError(f"it makes more than {OUTPUT_LIMIT:,} characters")
    except RecursionError:
        raise TemplateRuntimeError("it includes or calls itself without end") from None
    return "".join(parts)
