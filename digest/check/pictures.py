"""Rules about pictures that are to go with the mail: which stay behind, and how heavy it gets by them."""

from collections.abc import Iterator

from digest.check.case import Case
from digest.model import Finding, Severity

HEAVY_BYTES = 3 << 20
"""From here on a mail takes its time on a phone's network, and some servers cut it down."""


def loose_picture(case: Case) -> Iterator[Finding]:
    """A picture that was to be embedded and stays a link."""
    for address, reason in case.loose_pictures.items():
        place = next(((section, item) for section, item in case.places() if item.image_url == address), None)
        yield Finding(
            rule="loose-picture",
            severity=Severity.WARNING,
            message=f"The picture {address} is not embedded: {reason}.",
            hint="It is shown from its address; choose another picture, or put a file into images/.",
            section=place[0].id if place else None,
            item=place[1].id if place else None,
        )


def heavy_mail(case: Case) -> Iterator[Finding]:
    """A whole mail that is large, which its pictures alone can make it."""
    if case.mail_bytes is not None and case.mail_bytes > HEAVY_BYTES:
        yield Finding(
            rule="heavy-mail",
            severity=Severity.WARNING,
            message=f"With its pictures the mail is {case.mail_bytes / (1 << 20):.1f} MB.",
            hint='Choose smaller pictures, or let them be links: images = "link" under [mail] in newsletter.toml.',
        )
