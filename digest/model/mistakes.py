"""What is wrong with a settings file, in words: each key, and what was expected of it."""

import difflib
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails


def mistakes(error: ValidationError, model: type[BaseModel]) -> str:
    """All that `error` says against a file that was read into `model`, as one line without its full stop."""
    return "; ".join(_mistake(detail, model) for detail in error.errors(include_url=False))


def _mistake(detail: ErrorDetails, model: type[BaseModel]) -> str:
    key = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in detail["loc"]).lstrip(
        "."
    )
    if detail["type"] == "extra_forbidden":
        return f"{key} is not a key here{_suggestion(detail['loc'], model)}"
    if detail["type"] == "missing":
        return f"{key} is missing"
    expected = detail["msg"].removeprefix("Value error, ").removeprefix("Assertion failed, ")
    return f"{key}: {expected[:1].lower()}{expected[1:]}, not {_shown(detail['input'])}"


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _suggestion(location: tuple[int | str, ...], model: type[BaseModel]) -> str:
    known = list(_keys_at(model, location[:-1]))
    near = difflib.get_close_matches(str(location[-1]), known, n=1)
    if near:
        return f" (did you mean {near[0]}?)"
    return f" (known: {', '.join(known)})" if known else ""


def _keys_at(model: type[BaseModel], path: tuple[int | str, ...]) -> Iterator[str]:
    """The keys that the settings know at `path`, a location as pydantic reports it."""
    for part in path:
        if isinstance(part, int):
            continue
        field = model.model_fields.get(part)
        inner = _model_in(field.annotation) if field else None
        if inner is None:
            return
        model = inner
    yield from model.model_fields


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        if found := _model_in(inner):
            return found
    return None
