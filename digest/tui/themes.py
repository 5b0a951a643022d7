"""Our two themes: ink by night, paper by day. One accent; the rest is shades of the page."""

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
    primary="#9a3b1f",
    secondary="#2f6274",
    accent="#9a3b1f",
    foreground="#2a2723",
    background="#f7f4ee",
    surface="#fcfaf6",
    panel="#ece7dd",
    success="#3c7a3a",
    warning="#8a6400",
    error="#b3261e",
    dark=False,
)


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
    accent = Color.parse(colours["accent"])
    return {
        "meta": page.blend(ink, 0.58).hex,
        "cursor-row": page.blend(accent, 0.20).hex,
        "sidebar": page.blend(Color.parse(colours["panel"]), 0.6).hex,
        "cursor-row-blur": page.blend(ink, 0.08).hex,
    }
