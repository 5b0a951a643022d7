"""An edition to MJML, by a template that runs in a sandbox."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.runtime import Context
from markupsafe import Markup, escape

from digest.model import DeskError
from digest.render import direction, marks
from digest.render.direction import Direction
from digest.render.edition import Edition, Entry, whole
from digest.render.examine import MjmlError
from digest.render.look import Look
from digest.render.marks import Marks
from digest.render.sandbox import Sandbox, budget, macros, run
from digest.render.templates import Template
from digest.write.markdown import Styles, to_html, to_inline_html

ENTRY_FILE = "digest.mjml.j2"
MACROS_FILE = "macros.mjml.j2"

# What a wrong expression in a template raises.
_MISTAKES = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


def to_mjml(template: Template, mail: Edition, look: Look) -> str:
    """The MJML of `mail` as `template` draws it: it sees `mail`, `look` and, as `m`, the macros.

    Raises DeskError with file and line for a mistake in a template.
    """
    try:
        return _run(_environment(template.folders, template.files), mail, look)
    except TemplateSyntaxError as error:
        # Jinja's lexer gives the file for the name.
        raise DeskError(f"{error.filename or error.name}, line {error.lineno}: {_said(error)}.") from None
    except _MISTAKES as error:
        raise DeskError(f"{_place(error, template)}: {_said(error)}.") from None


def blamed(template: Template, mail: Edition, look: Look, flaw: MjmlError) -> DeskError:
    """`flaw` in what `to_mjml` made of the same, with the file and line of the template that it comes from."""
    found = None
    if flaw.position is not None:
        environment = _environment(template.folders, template.files).overlay(extensions=[Marks])
        found = marks.place(_run(environment, mail, look), flaw.position)
    where = f"{found[0]}, line {found[1]}" if found else f"The mail template {template.name!r}"
    return DeskError(f"{where}: {flaw}.")


def _run(environment: Sandbox, mail: Edition, look: Look) -> str:
    known: dict[str, object] = {"mail": mail, "look": look}
    with budget():
        m = macros(environment.get_template(MACROS_FILE), known)
        return run(environment.get_template(ENTRY_FILE), known | {"m": m})


class _Files(FileSystemLoader):
    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """As Jinja has it; a file that cannot be read is a mistake in it."""
        try:
            return super().get_source(environment, template)
        except TemplateNotFound:  # an OSError of Jinja's own
            raise
        except OSError as error:
            raise TemplateSyntaxError(
                f"it cannot be read ({error.strerror})", 1, template, error.filename
            ) from None
        except UnicodeDecodeError:
            path = next(path for folder in self.searchpath if (path := Path(folder, template)).is_file())
            raise TemplateSyntaxError("it is no text in UTF-8", 1, template, str(path)) from None


@lru_cache(maxsize=8)
def _environment(folders: tuple[Path, ...], _: tuple[Path, ...]) -> Sandbox:
    # Kept, because compiling the templates takes ten times as long as running them. A file that changes is
    # compiled anew; one that comes or goes makes another key.
    environment = Sandbox(
        loader=_Files(folders),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "markdown": _markdown,
        "inline_markdown": _inline_markdown,
        "footer_markdown": _footer_markdown,
        "isolated": _isolated,
        "whole": whole,
    }
    return environment


@pass_context
def _markdown(context: Context, text: str, where: str | Entry) -> Markup:
    return _clean(to_html(text, *_styles(context["look"], where)))


@pass_context
def _inline_markdown(context: Context, text: str, where: str | Entry) -> Markup:
    return _clean(to_inline_html(text, *_styles(context["look"], where)))


def _styles(look: Look, where: str | Entry) -> tuple[Styles, str]:
    """How Markdown is set, and what its place is called in an error: an item's, or the mail's own words."""
    return (look.markdown, where) if isinstance(where, str) else (look.markdown_of(where), where.where)


@pass_context
def _footer_markdown(context: Context, text: str, where: str) -> Markup:
    return _clean(to_html(text, context["look"].footer_markdown, where))


def _isolated(text: str, way: Direction) -> Markup:
    """`text` in a line that runs `way`, its own direction kept from what stands beside it.

    `<bdi>` is what HTML has for this, and Gmail and Outlook do not know it.
    """
    if not direction.turns(text, way):
        return escape(text)
    return Markup('<span dir="{}">{}</span>').format(direction.of_text(text) or way, text)


def _clean(html: str) -> Markup:
    # The one way past autoescape, for what the cleaner of Markdown has made.
    return Markup(html)  # noqa: S704


def _said(error: BaseException) -> str:
    """What is wrong, without its full stop."""
    match error:
        case RecursionError():
            return "it includes or calls itself without end"
        case TemplateNotFound():
            return f"there is no file {error.name!r} among the templates"
    return str(error.message if isinstance(error, TemplateSyntaxError) else error).rstrip(".")


def _place(error: BaseException, template: Template) -> str:
    """File and line of the innermost template in the error's traceback."""
    place, step = f"The mail template {template.name!r}", error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename.endswith(".j2"):
            place = f"{step.tb_frame.f_code.co_filename}, line {step.tb_lineno}"
        step = step.tb_next
    return place
