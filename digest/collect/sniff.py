"""What bytes are (a page, a text, neither) and which letters they mean."""

import codecs
import re
from dataclasses import dataclass
from typing import Literal

from digest.model import DeskError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_HTML = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)*(?:<\?xml[^>]{0,300}\?>\s*)?(?:<!DOCTYPE\s+html|<(?:html|head|body|article|main|div|p|meta|h1)\b)",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAGS = re.compile(r"</(?:p|div|a|body|html|title|h[1-6]|article|span|li)>", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_PROBE = 65_536
# What the web means by these names is the larger set of letters (WHATWG Encoding, "names and labels").
_WEB_NAMES = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "latin1": "cp1252",
    "iso-8859-1": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "shift_jis": "cp932",
}


@dataclass(frozen=True, slots=True)
class Read:
    """Bytes that turned out to be text; `kind` says of which sort."""

    kind: Literal["html", "text"]
    text: str


def read_bytes(data: bytes, name: str, charset: str | None = None) -> Read:
    """The text in `data`, and whether it is HTML. `name` says in the message where it came from.

    Raises DeskError, in one sentence, when it is empty or no text (an image, a PDF, an archive).
    """
    text = decode_text(data, charset)
    if not text.strip():
        raise DeskError(f"{name} is empty; there is nothing to read in it.")
    controls = len(_CONTROL.findall(text[:_PROBE]))
    if controls > 1 + len(text[:_PROBE]) // 500:
        raise DeskError(f"{name} is not text; give an HTML page or a plain text.")
    return Read("html" if _is_html(text) else "text", text)


def _is_html(text: str) -> bool:
    return _HTML.match(text) is not None or len(_HTML_TAGS.findall(text[:_PROBE])) >= 3


def decode_text(data: bytes, charset: str | None = None) -> str:
    """Bytes to text: by byte order mark, by the declared charset, as UTF-8, else by what the letters look like.

    `charset` is what the transport declared. What says it is UTF-8 and is not, is read as Windows-1252.
    """
    for mark, coding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(coding, "replace")
    if b"\x00" in data[:200] and (guess := _utf16(data)):
        return data.decode(guess, "replace")
    found = _CHARSET.search(data[:4096])
    declared = found.group(1).decode("ascii") if found else None
    for encoding in (charset, declared, "utf-8"):
        if encoding and (text := _decoded(data, encoding)) is not None:
            return text
    if found or charset:
        return data.decode("cp1252", "replace")
    return _guessed(data)


def _utf16(data: bytes) -> str | None:
    even, odd = data[:200:2].count(0), data[1:200:2].count(0)
    if odd > 4 * max(even, 1) and odd > 20:
        return "utf-16-le"
    return "utf-16-be" if even > 4 * max(odd, 1) and even > 20 else None


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        codec = codecs.lookup(_WEB_NAMES.get(encoding.lower(), encoding))
        if not codec._is_text_encoding:
            return None
        return data.decode(codec.name)
    except (LookupError, UnicodeError, ValueError):
        return None


def _guessed(data: bytes) -> str:
    import charset_normalizer

    best = charset_normalizer.from_bytes(data[:_PROBE]).best()
    encoding = best.encoding if best is not None else "cp1252"
    return data.decode(encoding, "replace")
