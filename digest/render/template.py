"""An edition to MJML, by a template that runs in a sandbox."""

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from digest.model import DeskError
from digest.render.edition import Edition
from digest.render.look import Look
from digest.render.templates import Template
from digest.write.markdown import to_html, to_inline_html

ENTRY_FILE = "digest.mjml.j2"
MACROS_FILE = "macros.mjml.j2"


def to_mjml(template: Template, mail: Edition, look: Look) -> str:
    """The MJML of `mail` as `template` draws it. Raises DeskError with file and line for a mistake in a template."""
    try:
        environment = _environment(template, mail, look)
        return environment.get_template(ENTRY_FILE).render()
    except TemplateSyntaxError as error:
        raise DeskError(f"{error.filename}, line {error.lineno}: {error.message}.") from None
    except TemplateError as error:
        raise DeskError(f"{_place(error, template)}: {error.message}.") from None


def _environment(template: Template, mail: Edition, look: Look) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(template.folders),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    environment.globals |= {"mail": mail, "look": look}
    environment.filters |= {
        "markdown": lambda text, where: _clean(to_html(text, look.markdown, where)),
        "inline_markdown": lambda text, where: _clean(to_inline_html(text, look.markdown, where)),
        "footer_markdown": lambda text, where: _clean(to_html(text, look.footer_markdown, where)),
    }
    environment.globals["m"] = environment.get_template(MACROS_FILE).module  # the partials call them m.…
    return environment


def _clean(html: str) -> Markup:
    # The one way past autoescape, for what the cleaner of Markdown has made.
    return Markup(html)  # noqa: S704


def _place(error: BaseException, template: Template) -> str:
    """File and line of the innermost template in the error's traceback."""
    place, step = f"The mail template {template.name!r}", error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename.endswith(".j2"):
            place = f"{step.tb_frame.f_code.co_filename}, line {step.tb_lineno}"
        step = step.tb_next
    return place
