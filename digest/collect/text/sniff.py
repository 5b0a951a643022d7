"""What bytes are (a page, a text, neither) and which letters they mean."""

import codecs
import json
import re
from dataclasses import dataclass
from typing import Literal

from digest.collect.text.twice import encoded_twice
from digest.model import DeskError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
# The comments are passed over once (*+): tried again in every way to part them, they would take for ever.
_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)*+(?:<\?xml[^>]{0,300}\?>\s*)?(?:<!DOCTYPE\s+html|<(?:html|head|body|article|main|div|p|meta|h1)\b)",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAGS = re.compile(r"</(?:p|div|a|body|html|title|h[1-6]|article|span|li)>", re.IGNORECASE)
_FEED = re.compile(
    r"\s*(?:<\?xml[^>]{0,300}\?>\s*)?(?:<(?:\?xml-stylesheet|!DOCTYPE|!--)[^>]{0,1000}>\s*){0,5}"
    r"<(?:rss|feed|rdf:RDF|opml|urlset|sitemapindex)\b",
    re.IGNORECASE,
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_PROBE = 65_536
_EBCDIC_PROBE = 2_000
_EBCDIC_SHARE = 0.6
_NOT_SMALL_EBCDIC = bytes(
    byte for byte in range(256) if not (byte >= 0x80 and bytes([byte]).decode("cp037").islower())
)
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
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "x-gbk": "gb18030",
    "iso-8859-8-i": "iso-8859-8",
    "windows-874": "cp874",
    "utf8mb4": "utf-8",
}
_NARROW = ("cp125", "iso8859", "koi8", "mac-", "latin", "cp866", "cp874", "tis-620")
# What letters that are in no declared encoding may be in. Those of Latin languages cannot be told apart by their
# bytes alone: there the language that the page declares decides.
_GUESSES = [
    "gb18030", "big5", "cp932", "euc_jp", "cp949", "cp1251", "koi8_r", "cp1256", "cp1253", "cp1255", "cp874", "cp1252",
]  # fmt: skip
_BY_LANGUAGE = {
    **dict.fromkeys(("pl", "cs", "sk", "hu", "hr", "sl", "ro", "bs", "sq"), "cp1250"),
    **dict.fromkeys(("tr", "az"), "cp1254"),
    **dict.fromkeys(("lt", "lv", "et"), "cp1257"),
    "vi": "cp1258",
}
_LANGUAGE = re.compile(rb"(?:<(?:dc:)?language>\s*|\blang\s*=\s*[\"']?)([a-z]{2})\b", re.IGNORECASE)
_PLAIN_LETTER, _HIGH = re.compile(rb"[A-Za-z]"), re.compile(rb"[\x80-\xff]")
_FOREIGN = re.compile(rb"[^<>]*[\x80-\xff][^<>]*")
# A byte that is no UTF-8, as Python keeps it in a text.
_STRAYS = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}


@dataclass(frozen=True, slots=True)
class Read:
    """Bytes that turned out to be text; `kind` says of which sort."""

    kind: Literal["html", "text"]
    text: str


def read_bytes(data: bytes, name: str, charset: str | None = None) -> Read:
    """The text in `data`, and whether it is HTML. `name` says in the message where it came from.

    Raises DeskError, in one sentence, when it is empty, no text (an image, a PDF, an archive), or a feed or the like.
    """
    if is_ebcdic(data):
        raise DeskError(f"{name} is in EBCDIC, the letters of mainframes; save it as UTF-8 and give that.")
    text = decode_text(data, charset)
    if not text.strip():
        raise DeskError(f"{name} is empty; there is nothing to read in it.")
    controls = len(_CONTROL.findall(text[:_PROBE]))
    if controls > 1 + len(text[:_PROBE]) // 500:
        raise DeskError(f"{name} is not text; give an HTML page or a plain text.")
    if _FEED.match(text):  # before tags are counted: those of a feed, and of what it quotes, are HTML's too
        raise DeskError(f"{name} is a feed and no article; follow it with 'digest source add'.")
    if is_html(text):
        return Read("html", text)
    if _is_json(text):
        raise DeskError(f"{name} is data for programs and no article; give the page that people read.")
    return Read("text", text)


def is_ebcdic(data: bytes) -> bool:
    """Whether bytes are text in EBCDIC: its spaces among its small letters, and no space or line of any other."""
    start = data[:_EBCDIC_PROBE]
    if not start or b" " in start or b"\n" in start:
        return False
    letters = len(start.translate(None, _NOT_SMALL_EBCDIC))
    return letters + start.count(b"\x40") > _EBCDIC_SHARE * len(start) and b"\x40" in start


def _is_json(text: str) -> bool:
    if not text.lstrip().startswith(("{", "[")):
        return False
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return False


def is_html(text: str) -> bool:
    """Whether a text is a page, or a part of one."""
    return _HTML.match(text) is not None or len(_HTML_TAGS.findall(text[:_PROBE])) >= 3


def decode_text(data: bytes, charset: str | None = None) -> str:
    """Bytes to text: by byte order mark, by the declared charset, as UTF-8, else by what the letters look like.

    `charset` is what the transport declared.
    """
    return decode_surely(data, charset)[0]


def decode_surely(data: bytes, charset: str | None = None) -> tuple[str, bool]:
    """The same, and whether it is sure: all of it is in the encoding that was declared, or in UTF-8."""
    for mark, coding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(coding, "replace"), True
    if b"\x00" in data[:200] and (guess := _utf16(data)):
        return data.decode(guess, "replace"), True
    found = _CHARSET.search(data[:4096])
    declared = found.group(1).decode("ascii") if found else ""
    if declared.lower().startswith(("utf-16", "utf-32", "ucs-")):
        declared = ""  # it could not be read here if that were so
    if text := encoded_twice(data):
        return text, False
    for encoding in (charset, declared, "utf-8"):
        if encoding and (text := _decoded(data, encoding)) is not None:
            # Hardly any letters of another encoding happen to be UTF-8, all of them.
            whole = _decoded(data, "utf-8") if encoding != "utf-8" and _is_narrow(encoding) else None
            return (text, True) if whole in (None, text) else (whole, False)
    return _mostly_utf8(data) or _guessed(data), False


def _is_narrow(encoding: str) -> bool:
    """Whether an encoding has a byte for each letter."""
    name = codecs.lookup(_WEB_NAMES.get(encoding.lower(), encoding)).name
    return name.startswith(_NARROW)


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


def _mostly_utf8(data: bytes) -> str | None:
    """UTF-8 with some bytes in it that are not, which are Windows-1252; a letter cut off at the end is left out."""
    text = data.decode("utf-8", "surrogateescape")
    strays = len(text) - len(text.encode("utf-8", "ignore").decode())
    letters = len(text) - len(text.encode("ascii", "ignore")) - strays
    if letters < strays:
        return None
    return text.rstrip("".join(map(chr, _STRAYS))).translate(_STRAYS)


def _guessed(data: bytes) -> str:
    import charset_normalizer

    probe = data[:_PROBE]
    foreign = b"\n".join(_FOREIGN.findall(probe))
    language = _LANGUAGE.search(probe)
    encoding = _BY_LANGUAGE.get(language[1].decode().lower()) if language else None
    if encoding is None and len(_PLAIN_LETTER.findall(foreign)) < len(_HIGH.findall(foreign)):
        best = charset_normalizer.from_bytes(foreign, cp_isolation=_GUESSES).best()
        encoding = best.encoding if best is not None else None
    # Without either, it is a letter here and there among Latin ones.
    encoding = encoding or "cp1252"
    return data.decode(encoding, "replace")
