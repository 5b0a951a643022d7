"""The mail as a frame of the preview shows it: in one scheme, whatever the browser's own is."""

import html
import re
from typing import Literal

Scheme = Literal["light", "dark"]

_STYLE = re.compile(r"(<style\b[^>]*>)(.*?)(</style>)", re.DOTALL | re.IGNORECASE)
_ASKED = re.compile(r"\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)", re.IGNORECASE)
_DECLARED = re.compile(r"((?:supported-)?color-schemes?\s*:\s*)[^;}]+", re.IGNORECASE)
_META = re.compile(r"""(<meta\s+name="(?:supported-)?color-schemes?"\s+content=)"[^"]*\"""", re.IGNORECASE)
_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)

_NO_BAR = "<style>html{scrollbar-width:none}</style>"

# Conditions that hold always and never, and stand wherever a question about the scheme can.
_YES, _NO = "(min-width:0)", "(max-width:0)"


def in_scheme(page: str, scheme: Scheme) -> str:
    """`page` as it is drawn where `scheme` is preferred: its style sheets' questions about it are answered.

    Only style sheets and the declarations in the head change; a mail that tells of such code keeps its words.
    """

    def answered(style: re.Match[str]) -> str:
        # The questions first: their own name has the declarations' in it.
        rules = _ASKED.sub(lambda asked: _YES if asked[1].lower() == scheme else _NO, style[2])
        return style[1] + _DECLARED.sub(rf"\g<1>{scheme}", rules) + style[3]

    head, end, body = page.partition("</head>")
    return _META.sub(rf'\1"{scheme}"', _STYLE.sub(answered, head)) + end + _STYLE.sub(answered, body)


def framed(page: str, scheme: Scheme) -> str:
    """The mail's HTML for a frame: in `scheme`, its links opening beside the preview, no scroll bar taking width."""
    ours = f'<base target="_blank">{_NO_BAR}'
    return _HEAD.sub(lambda head: head[0] + ours, in_scheme(page, scheme), count=1)


def text_page(text: str, scheme: Scheme) -> str:
    """The text part as a mail program shows it: in cells, and every line in its own direction."""
    lines = "".join(f'<div dir="auto">{html.escape(line) or "<br>"}</div>' for line in text.split("\n"))
    return f"""<!doctype html>
<html lang="und"><head><meta charset="utf-8"><title>Text</title>{_NO_BAR}<style>
:root {{ color-scheme: {scheme} }}
body {{ margin: 16px; font: 14px/1.5 ui-monospace, Menlo, Consolas, monospace; white-space: pre-wrap;
  overflow-wrap: anywhere }}
</style></head><body>{lines}</body></html>"""
