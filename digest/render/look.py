"""How a mail looks: the newsletter's brand on the template's theme, as the templates use it."""

from dataclasses import dataclass
from functools import cached_property

from digest.model import Brand, DeskError
from digest.render.colour import AA, contrast, readable
from digest.render.edition import Edition, Entry
from digest.render.templates import Scheme, Theme
from digest.write.markdown import Styles

_SERIF = "Georgia,Times New Roman,Times,serif"
_SANS = "-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif"
# No serif face of the joined scripts is on every system; their own text faces are, and are made for reading. The
# last has digits and no Latin letters: whatever has both goes before it, or "Kestrel 3.11" is set in two faces.
_JOINED = "Vazirmatn,Segoe UI,Tahoma,Geeza Pro,Arial,Noto Sans Arabic,sans-serif"
_MONO = "Consolas,Menlo,Courier New,monospace"


@dataclass(frozen=True)
class Colours:
    """The colours of one scheme.

    `page_text` is what is read on the page, outside the card. `alt` is what is read where a picture is not shown,
    on the colour of `line`.
    """

    page: str
    page_text: str
    alt: str
    card: str
    ink: str
    soft: str
    mute: str
    line: str
    accent: str


@dataclass(frozen=True)
class Faces:
    """The letters of one kind of script; `joined` ones have no italics, no capitals, and need more leading."""

    headline: str
    body: str
    leading: str
    joined: bool


@dataclass(frozen=True)
class Look:
    """Everything about form that a template needs; `start` and `end` are left and right as the language reads.

    `faces` are the mail's own; an item in another script has others (`of`).
    """

    width: int
    logo: str | None
    light: Colours
    dark: Colours
    faces: Faces
    strange: Faces
    start: str
    end: str

    @property
    def headline(self) -> str:
        """The headlines' font family."""
        return self.faces.headline

    @property
    def body(self) -> str:
        """The text's font family."""
        return self.faces.body

    @property
    def leading(self) -> str:
        """The text's line height."""
        return self.faces.leading

    @property
    def joined(self) -> bool:
        """Whether the language joins its letters."""
        return self.faces.joined

    def of(self, entry: Entry) -> Faces:
        """The faces that `entry` is set in."""
        return self.faces if entry.joined == self.joined else self.strange

    @cached_property
    def markdown(self) -> Styles:
        """The inline styles of what Markdown makes."""
        return self._styles(self.start, self.joined)

    def markdown_of(self, entry: Entry) -> Styles:
        """The same for an item, whose script may be another."""
        return self._styles("left" if entry.direction == "ltr" else "right", entry.joined)

    def _styles(self, start: str, joined: bool) -> Styles:
        # Joined scripts have no italics: what is stressed is bold there.
        stress = {"em": "font-style:normal;font-weight:bold"} if joined else {}
        return Styles(
            {
                **stress,
                "p": "margin:0 0 10px",
                "a": f"color:{self.light.accent}",
                "ul": "margin:0 0 10px;padding:0 22px",
                "ol": "margin:0 0 10px;padding:0 22px",
                "blockquote": f"margin:0 0 10px;padding:0 14px;border-{start}:3px solid {self.light.line}",
                "code": f"font-family:{_MONO};font-size:15px",
            }
        )

    @cached_property
    def footer_markdown(self) -> Styles:
        """The same below the card."""
        return Styles({"p": "margin:0 0 10px", "a": f"color:{self.light.page_text}"})


def look(brand: Brand, theme: Theme, mail: Edition) -> Look:
    """The look of `mail`. Raises DeskError where a colour of the brand cannot be read on what is behind it."""
    headline = _SERIF if (brand.headline_font or theme.headline_font) == "serif" else _SANS
    ltr = mail.direction == "ltr"
    plain, joined = Faces(headline, _SANS, "1.6", joined=False), Faces(_JOINED, _JOINED, "1.8", joined=True)
    return Look(
        width=brand.width,
        logo=brand.logo_url,
        light=_colours(theme.light, "accent", brand.accent, theme.light.card if theme.bare else brand.page),
        dark=_colours(
            theme.dark, "accent_dark", brand.accent_dark, theme.dark.card if theme.bare else brand.page_dark
        ),
        faces=joined if mail.joined else plain,
        strange=plain if mail.joined else joined,
        start="left" if ltr else "right",
        end="right" if ltr else "left",
    )


def _colours(scheme: Scheme, key: str, accent: str, page: str) -> Colours:
    if (ratio := contrast(accent, scheme.card)) < AA:
        raise DeskError(
            f"newsletter.toml: brand.{key}: {accent} has a contrast of {ratio:.1f} with the mail's {scheme.card},"
            f" and text needs {AA}; {readable(accent, scheme.card)} is the nearest that has it."
        )
    return Colours(
        page=page,
        page_text=readable(scheme.mute, page),
        alt=readable(scheme.soft, scheme.line),
        card=scheme.card,
        ink=scheme.ink,
        soft=scheme.soft,
        mute=scheme.mute,
        line=scheme.line,
        accent=accent,
    )
