"""The lines of a copied page that are part of no article: buttons, menus, counters, invitations, pointers."""

import re

from digest.collect.pages.phrases import GROUPS, NOISE, SECTIONS, folded
from digest.model import Teaser

_INVITATION = re.compile(
    r"(?:sign up|subscribe|register|get |join|abonnieren|melden sie|inscrivez|abonnez|suscríb|recib"
    r"|عضو|مشترک|اشترك)"
    r".{0,80}\b(?:newsletters?|inbox|briefing|postfach|boîte mail|boletín|خبرنامه|النشرة)\b.{0,40}",
    re.IGNORECASE,
)
_FOLLOW = re.compile(
    r"follow (?:him|her|them|us|@\w+)\b.{0,60}|(?:folgen sie|suivez|siga|sigue) .{0,60}", re.IGNORECASE
)
_COUNTER = re.compile(
    r"[\d.,]+\s*[KkMm]?\s+(?:shares?|views?|likes?|reads?|claps?|followers|subscribers|responses)|\d+\s*(?:seconds?|minutes?|mins?|hours?|hrs?|days?)\s+ago"
    r"|\d+[ -]min(?:ute)?s?(?:\s+read)?|(?:reading time|lesezeit|temps de lecture|tiempo de lectura|زمان مطالعه"
    r"|مدة القراءة|وقت القراءة)\b.{0,20}",
    re.IGNORECASE,
)
_STRIP = re.compile(r"(?:trending(?: now)?|in focus|hot topics?|topics)\s*[:|]\s*\S.{0,120}", re.IGNORECASE)
_POINTER = re.compile(
    r"(?P<group>(?:read|see|watch) (?:also|more)|(?:also|more to) read|further reading|related(?: (?:story|news))?"
    r"|lesen sie auch|mehr zum thema|(?:à )?lire aussi|à lire|(?:lea|lee) también|بیشتر بخوانید|همچنین بخوانید"
    r"|اقرأ أيضا[ًّ]?)\s*[:|»›>–—-]+\s*(?P<title>\S.{11,199})",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"(?:\d+ )?(?:comments?|kommentare?|commentaires?|comentarios?|نظرات?|دیدگاه‌?ها|تعليقات?)(?: \(?\d+\)?)?",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!؟。…][\"”’»)]*$")
_LEAST_ENTRIES = 3
_LEAST_POINTED, _LONGEST_POINTER = 12, 220
_MOST_BLOCKS = 500  # among which a repeated quote is looked for


def is_noise(block: str) -> bool:
    """Whether a line is a button, a menu, a counter or an invitation, wherever it stands."""
    if len(block) < 60 and (folded(block) in NOISE or not any(char.isalnum() for char in block)):
        return True
    if len(block) > 140:
        return False
    patterns = (_INVITATION, _FOLLOW, _COUNTER, _STRIP)
    return any(one.fullmatch(block.rstrip(".!")) for one in patterns) or _is_menu(block)


def _is_menu(block: str) -> bool:
    """Whether a line holds a paper's sections side by side ("Home World Politics Sport")."""
    words = [word for word in re.split(r"[\s|·•,/]+", block) if word]
    entries = sum(folded(word) in NOISE or SECTIONS.fullmatch(word) is not None for word in words)
    return entries >= _LEAST_ENTRIES and entries >= 0.75 * len(words)


def pointer_in(block: str) -> Teaser | None:
    """The teaser that a line within the text is ("Read more: Nine cranes counted"); None for other lines."""
    if _ENDED.search(block):
        return None
    if found := _POINTER.fullmatch(block):
        return Teaser(title=found["title"], group=found["group"])
    label, _, title = (part.strip() for part in block.partition(":"))
    is_pointer = len(title) >= _LEAST_POINTED and len(block) <= _LONGEST_POINTER and folded(label) in GROUPS
    return Teaser(title=title, group=label) if is_pointer else None


def begins_comments(block: str) -> bool:
    """Whether readers' comments begin after this line."""
    return _COMMENTS.fullmatch(block) is not None


def is_repeated(quote: str, blocks: list[str]) -> bool:
    """Whether a short line in quotation marks only says again what another of the blocks says."""
    words = quote.strip('“”„"«»‘’ ')
    is_quote = len(words) < min(len(quote), 200) and len(blocks) <= _MOST_BLOCKS
    return is_quote and any(words in block for block in blocks if block != quote and len(block) > len(quote))
