"""Our two themes: paper by day, ink by night. One accent; the rest is shades of the page."""

from textual.theme import Theme

_SHARED_DARK = {
    "block-cursor-foreground": "#f4efe6",
    "block-cursor-background": "#3a3f4d",
    "input-cursor-background": "#e8b36a",
    "input-selection-background": "#e8b36a 30%",
    "footer-key-foreground": "#e8b36a",
    "meta": "#8d93a3",
    "cursor-row": "#2b303d",
    "cursor-row-blur": "#222630",
    "pane": "#171a21",
}

DARK = Theme(
    name="digest-dark",
    primary="#e8b36a",
    secondary="#8fb8c9",
    accent="#e8b36a",
    foreground="#d9d6cf",
    background="#12141a",
    surface="#171a21",
    panel="#1d212a",
    success="#8cbf88",
    warning="#e3c15b",
    error="#f0857a",
    dark=True,
    variables=_SHARED_DARK,
)

LIGHT = Theme(
    name="digest-light",
    primary="#9a3b1f",
    secondary="#2f6274",
    accent="#9a3b1f",
    foreground="#2a2723",
    background="#f7f4ee",
    surface="#fbf9f5",
    panel="#ece7dd",
    success="#3c7a3a",
    warning="#8a6400",
    error="#b3261e",
    dark=False,
    variables={
        "block-cursor-foreground": "#1d1b18",
        "block-cursor-background": "#dfd6c6",
        "input-cursor-background": "#9a3b1f",
        "input-selection-background": "#9a3b1f 22%",
        "footer-key-foreground": "#9a3b1f",
        "meta": "#767066",
        "cursor-row": "#e6decf",
        "cursor-row-blur": "#eee9df",
        "pane": "#fbf9f5",
    },
)
