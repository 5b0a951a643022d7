"""MJML to HTML: the one place that calls mjml-python."""

import re

from mjml import mjml2html

from digest.render.examine import MjmlError, examine
from digest.render.harden import harden

_TABLE_WITHOUT_ROLE = re.compile(r"<table\b(?![^>]*\brole=)")


def to_html(mjml: str) -> str:
    """The HTML of `mjml`. Nothing is loaded from the network or a file, and no web font is linked to.

    Raises MjmlError for MJML that is not in order.
    """
    examine(mjml)
    try:
        html: str = mjml2html(harden(mjml), fonts={})
    except ValueError as error:
        raise MjmlError(f"MJML refuses it: {error}", None) from None
    except BaseException as error:
        # A panic of the native code arrives as a BaseException of a type that cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise MjmlError(f"MJML cannot bear it: {error}", None) from None
    return _TABLE_WITHOUT_ROLE.sub('<table role="presentation"', html)
