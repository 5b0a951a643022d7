"""Sending: a digest's mail to the curator's own inbox, and to a few others who read it first."""

from collections.abc import Sequence
from dataclasses import dataclass

from digest.deliver.report import SendReport
from digest.desk.mail.output import Output
from digest.desk.write.digests import Digests
from digest.model import DeskError, Newsletter


@dataclass(frozen=True)
class Sending:
    """The way out by mail. A number of None means the newest digest that has not gone out."""

    newsletter: Newsletter
    digests: Digests
    output: Output

    def send_test(self, number: int | None, addresses: Sequence[str]) -> SendReport:
        """Send a digest's mail, marked as a test, to each of `addresses`. Nothing of it is kept.

        Raises DeskError, with nothing sent, where the mail cannot be drawn, an address is none, or the server
        does not let us in; what it says of each recipient is in the report.
        """
        from digest.deliver.address import envelope_address
        from digest.deliver.server import find_server
        from digest.deliver.trial import send_test
        from digest.render.words import words

        if self.newsletter.sender.email is None:
            raise DeskError(
                'The mail has nobody to be from: set email = "editor@example.org" under [sender] in newsletter.toml.'
            )
        digest = self.digests.get(number)
        message = self.output.render(digest.number).message
        sender = envelope_address(self.newsletter.sender.email)
        mark = words(self.newsletter.language, self.output.workspace.languages).test
        subject = f"[{mark}] {digest.subject}"
        return send_test(find_server(self.newsletter), sender, subject, message, addresses)
