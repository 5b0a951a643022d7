"""One digest, drawn: MJML, HTML, text and the message, made together and from nothing but what is given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from digest.model import Brand, DeskError, Digest, ImageSize, Newsletter
from digest.render import message, mjml, template
from digest.render.edition import edition
from digest.render.examine import MjmlError
from digest.render.look import look
from digest.render.pictures import Picture, read_picture, sized
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
    pictures: Mapping[str, Picture] | None = None,
    sizes: Mapping[str, ImageSize] | None = None,
) -> Rendered:
    """Draw `digest` with the newsletter's template; the same input gives the same bytes.

    `template_dirs` are the workspace's own template folders and `languages` its fixed words, which go before the
    shipped ones; `images` is the folder that `images/NAME` lies in: without it those pictures stay what they are.
    `pictures` are those of the web that the message is to embed, by address, and `sizes` those of others, where they
    are known. Raises DeskError for what a curator can mend: a template or words that are missing or wrong, a colour
    that cannot be read, a picture that is not there.
    """
    known = {**local_pictures(digest, newsletter.brand, images), **(pictures or {})}
    measured = {**(sizes or {}), **{address: picture.size for address, picture in known.items()}}
    mail = edition(newsletter, digest, languages, measured)
    chosen = find(newsletter.template, template_dirs)
    form = look(newsletter.brand, chosen.theme, mail)
    source = template.to_mjml(chosen, mail, form)
    try:
        html = sized(mjml.to_html(source), measured)
    except MjmlError as flaw:
        raise template.blamed(chosen, mail, form, flaw) from None
    text = draw_text(mail)
    return Rendered(source, html, text, message.build(newsletter, digest, text, html, known))


def local_pictures(digest: Digest, brand: Brand, images: Path | None) -> dict[str, Picture]:
    """The pictures of the folder `images` that `digest` or the masthead names. Raises DeskError for a missing one."""
    named = {item.image_url for item in digest.items} | {brand.logo_url}
    return {name: _local(name, images) for name in named if images and name and name.startswith("images/")}


def _local(name: str, images: Path) -> Picture:
    try:
        return read_picture((images / name.removeprefix("images/")).read_bytes())
    except OSError:
        raise DeskError(f"The picture {name} is not in {images}: put it there, or choose another.") from None
    except ValueError as error:
        raise DeskError(f"The picture {name} cannot be mailed: {error}; choose another.") from None
