"""What a check found."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Severity(StrEnum):
    """error: do not send so. warning: look at it. note: good to know."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Finding(BaseModel):
    """One finding: which `rule`, how bad, what is wrong and what to do about it.

    `section` and `item` are the ids of the place it is about; both None where it is the digest itself
    or the newsletter's settings.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: str
    severity: Severity
    message: str
    hint: str = ""
    section: int | None = None
    item: int | None = None
