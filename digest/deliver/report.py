"""What became of a mail, recipient by recipient."""

from enum import StrEnum

from pydantic import BaseModel


class Outcome(StrEnum):
    """accepted: the server has it. refused: it never will. deferred: not now, it says. in_doubt: the connection
    broke after the whole mail was sent, and nobody can know. pending: it was not sent, and can be."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    DEFERRED = "deferred"
    IN_DOUBT = "in_doubt"
    PENDING = "pending"


class Answer(BaseModel):
    """One recipient's address, and what the server said, or why it could not."""

    address: str
    answer: str


class SendReport(BaseModel):
    """The recipients, by what became of their mail; each of them is in one of the lists."""

    accepted: list[Answer] = []
    refused: list[Answer] = []
    deferred: list[Answer] = []
    in_doubt: list[Answer] = []
    pending: list[Answer] = []

    def add(self, outcome: Outcome, address: str, answer: str) -> None:
        """Put one more recipient where they belong."""
        answers: list[Answer] = getattr(self, outcome.value)
        answers.append(Answer(address=address, answer=answer))

    @property
    def is_complete(self) -> bool:
        """Whether the server accepted every mail."""
        return not (self.refused or self.deferred or self.in_doubt or self.pending)
