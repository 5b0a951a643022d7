"""One digest, drawn: MJML, HTML, text and the message, made together and from nothing but what is given."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from digest.model import Digest, Newsletter
from digest.render import message, mjml, template
from digest.render.edition import edition
from digest.render.examine import MjmlError
from digest.render.look import look
from digest.render.templates import find
from digest.render.text import draw_text


@dataclass(frozen=True)
class Rendered:
    """A digest as it leaves: `html` and `text` are the two parts of `message`, `mjml` what the HTML was made of.

    Local pictures are `images/NAME` in `html`, to lie beside the file, and embedded in `message`.
    """

    mjml: str
    html: str
    text: str
    message: bytes


def render_digest(
    newsletter: Newsletter,
    digest: Digest,
    *,
    template_dirs: Sequence[Path] = (),
    languages: Path | None = None,
    images: Path | None = None,
) -> Rendered:
    """Draw `digest` with the newsletter's template; the same input gives the same bytes.

    `template_dirs` are the workspace's own template folders and `languages` its fixed words, which go before the
    shipped ones; `images` is the folder that `images/NAME` lies in: without it the message embeds no picture. Raises
    DeskError for what a curator can mend: a template or words that are missing or wrong, a colour that cannot be
    read, a picture that is not there.
    """
    mail = edition(newsletter, digest, languages)
    chosen = find(newsletter.template, template_dirs)
    form = look(newsletter.brand, chosen.theme, mail)
    source = template.to_mjml(chosen, mail, form)
    try:
        html = mjml.to_html(source)
    except MjmlError as flaw:
        raise template.blamed(chosen, mail, form, flaw) from None
    text = draw_text(mail)
    return Rendered(source, html, text, message.build(newsletter, digest, text, html, images))
