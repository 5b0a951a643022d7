"""MJML to HTML: the one place that calls mjml-python."""

import re

from mjml import mjml2html

from digest.model import DeskError
from digest.render.harden import harden

SIZE_LIMIT = 4_000_000
"""Characters of MJML: forty times what Gmail shows whole."""

DEPTH_LIMIT = 200
"""Elements inside each other; the native code ends the whole program at about ten thousand."""

_KNOWN = frozenset(
    [
        "mj-accordion",
        "mj-accordion-element",
        "mj-accordion-text",
        "mj-accordion-title",
        "mj-all",
        "mj-attributes",
        "mj-body",
        "mj-breakpoint",
        "mj-button",
        "mj-class",
        "mj-column",
        "mj-divider",
        "mj-font",
        "mj-group",
        "mj-head",
        "mj-hero",
        "mj-image",
        "mj-navbar",
        "mj-navbar-link",
        "mj-raw",
        "mj-section",
        "mj-social",
        "mj-social-element",
        "mj-spacer",
        "mj-style",
        "mj-table",
        "mj-text",
        "mj-title",
        "mj-wrapper",
    ]
)
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"})
_TAG = re.compile(r"<!--.*?-->|<(/?)([A-Za-z][\w:-]*)((?:\"[^\"]*\"|'[^']*'|[^'\">])*)>", re.DOTALL)
_TABLE_WITHOUT_ROLE = re.compile(r"<table\b(?![^>]*\brole=)")


def to_html(mjml: str, template: str) -> str:
    """The HTML of `mjml`, which the template named `template` made.

    Raises DeskError for MJML that is not in order. Nothing is loaded from the network or a file, and no web font
    is linked to.
    """
    _examine(mjml, template)
    try:
        html: str = mjml2html(harden(mjml), fonts={})
    except ValueError as error:
        raise DeskError(f"The mail template {template!r} makes MJML that cannot be read: {error}.") from None
    except BaseException as error:
        # A panic of the native code arrives as a BaseException of a type that cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise DeskError(
            f"The mail template {template!r} makes MJML that MJML cannot bear: {error}."
        ) from None
    return _TABLE_WITHOUT_ROLE.sub('<table role="presentation"', html)


def _examine(mjml: str, template: str) -> None:
    """Refuse what the native code would pass through silently or not survive."""
    if len(mjml) > SIZE_LIMIT:
        raise DeskError(f"The mail template {template!r} makes more than {SIZE_LIMIT:,} characters of MJML.")
    depth = 0
    for tag in _TAG.finditer(mjml):
        closing, name, rest = tag[1], tag[2], tag[3]
        if name is None:
            continue
        if name.startswith("mj-") and name not in _KNOWN:
            raise DeskError(f"The mail template {template!r} uses <{name}>, which MJML does not know.")
        if closing:
            depth -= 1
        elif name.lower() not in _VOID and not rest.endswith("/"):
            depth += 1
        if depth > DEPTH_LIMIT:
            raise DeskError(f"The mail template {template!r} nests more than {DEPTH_LIMIT} elements.")
