"""What stands before a site and lets only browsers in: known by what it answers, and told by its name."""

import re
from collections.abc import Mapping

_LONGEST = 40_000  # bytes: what such a service writes is short, and an article that is about one is longer
_ADVICE = {
    "feed": "ask the site's owner to open the feed to programs, or follow another address of it",
    "page": "open it in your browser, and paste what it says",
}

# Hosts to which large sites send who comes without a cookie.
_CONSENT = re.compile(r"(?:consent|guce)\.[^.]+\.")
# A header, what its value begins with, and whose it is.
_HEADERS = (
    ("cf-mitigated", "challenge", "Cloudflare"),
    ("x-vercel-mitigated", "challenge", "Vercel"),
    ("x-amzn-waf-action", "c", "Amazon's firewall"),  # challenge or captcha
    ("sg-captcha", "challenge", "SiteGround"),
    ("x-sucuri-block", "", "Sucuri"),
)
# What the pages themselves have in them. A site behind such a service may carry its scripts on every page: only
# what stands on the barrier itself counts.
_MARKS = (
    (
        rb"<title>\s*just a moment\.\.\.\s*</title>|attention required! \| cloudflare|\b_cf_chl_opt\b",
        "Cloudflare",
    ),
    (rb"//(?:geo|ct)\.captcha-delivery\.com/", "DataDome"),
    (rb"id=[\"']?px-captcha\b", "HUMAN"),
    (rb"src=[\"']?/_incapsula_resource\?[^\"'>]*incident_id", "Imperva"),
    (rb"id=[\"']?anubis_challenge\b", "Anubis"),
    (rb"//errors\.edgesuite\.net/", "Akamai"),
    (rb"/\.well-known/(?:sg)?captcha/", "SiteGround"),
    (rb"<title>\s*(?:ddos-guard|checking your browser[^<]*ddos-guard)\s*</title>", "DDoS-Guard"),
    (rb"<title>\s*sucuri website firewall\b", "Sucuri"),
)
_MARK = re.compile(b"|".join(b"(%b)" % mark for mark, _ in _MARKS), re.IGNORECASE)
_UNNAMED = re.compile(
    rb"<title>[^<]{0,80}\b(?:captcha|are you (?:a )?(?:human|robot)|not a (?:ro)?bot|checking your browser"
    rb"|verify(?:ing)? (?:that )?you are (?:a )?human|security check)\b",
    re.IGNORECASE,
)


def barrier(host: str, headers: Mapping[str, str], body: bytes, what: str = "feed") -> str | None:
    """A sentence for the curator where an answer (of `host`) is a test for browsers, or a question to readers, and not
    the feed (or page) that was asked for; None where it is none that is known. `headers` are by their names in lower
    case.
    """
    if _CONSENT.match(host):
        return f"{host} asks for a reader's consent first, which no program can give; {_ADVICE[what]}."
    if (name := _name(headers, body, what)) is None:
        return None
    return f"{name} stands before {host} and lets only browsers in; {_ADVICE[what]}."


def _name(headers: Mapping[str, str], body: bytes, what: str) -> str | None:
    for header, begins, name in _HEADERS:
        if headers.get(header, "-").lower().startswith(begins) and header in headers:
            return name
    if len(body) > _LONGEST:
        return None
    if found := _MARK.search(body):
        return _MARKS[(found.lastindex or 1) - 1][1]
    # An article may well have such a title; what was to be a feed and is a page has no other business with it.
    return "A test for robots" if what == "feed" and _UNNAMED.search(body) else None
