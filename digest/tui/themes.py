"""Our two themes: ink by night, paper by day. One accent; the rest is shades of the page."""

from collections.abc import Iterable

from textual.color import Color
from textual.theme import Theme

DARK = Theme(
    name="digest-dark",
    primary="#e8b36a",
    secondary="#8fb8c9",
    accent="#e8b36a",
    foreground="#dcd9d2",
    background="#13151b",
    surface="#181b23",
    panel="#20242e",
    success="#8cbf88",
    warning="#e3c15b",
    error="#f0857a",
    dark=True,
)

LIGHT = Theme(
    name="digest-light",
    primary="#933619",
    secondary="#2a5a6b",
    accent="#933619",
    foreground="#2a2723",
    background="#f7f4ee",
    surface="#fcfaf6",
    panel="#ece7dd",
    success="#2f6a2e",
    warning="#745300",
    error="#a8201a",
    dark=False,
)


READABLE = 4.5
"""The least contrast of text with its ground (WCAG 2.2, 1.4.3)."""


def own_variables(theme: Theme) -> dict[str, str]:
    """The shades that our styles use beside Textual's, for any theme.

    `meta` is what is said beside a headline, `cursor-row` and `cursor-row-blur` the row under the cursor,
    `sidebar` the pane of sources. A theme in the terminal's own colours has no shades to mix: it gets the
    terminal's grey.
    """
    colours = theme.to_color_system().generate()
    ink, page = Color.parse(colours["foreground"]), Color.parse(colours["background"])
    if ink.ansi is not None or page.ansi is not None:
        return {
            "meta": "ansi_bright_black",
            "cursor-row": "ansi_blue",
            "cursor-row-blur": "ansi_bright_black",
            "sidebar": colours["background"],
        }
    accent, panel = Color.parse(colours["accent"]), Color.parse(colours["panel"])
    cursor, blurred = page.blend(accent, 0.16), page.blend(ink, 0.08)
    return {
        "meta": _quiet(ink, page, (page, panel, cursor, blurred)).hex,
        "cursor-row": cursor.hex,
        "sidebar": page.blend(panel, 0.6).hex,
        "cursor-row-blur": blurred.hex,
    }


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _quiet(ink: Color, page: Color, grounds: Iterable[Color]) -> Color:
    """The quietest shade of `ink` on `page` that can still be read on all of `grounds`."""
    shades = (page.blend(ink, step / 100) for step in range(58, 100, 2))
    readable = (shade for shade in shades if all(contrast(shade, one) >= READABLE for one in grounds))
    return next(readable, ink)


def _luminance(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
