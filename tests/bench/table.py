"""What every benchmark prints: a measure beside what it is compared with."""

from dataclasses import dataclass

HEAD = f"{'':<52} {'beside':>9} {'is':>9} {'':<3} {'ratio':>6}"


@dataclass(frozen=True)
class Line:
    """One line of the table: a measure, what stands beside it, what it is, in the same unit."""

    what: str
    beside: float
    is_: float
    unit: str

    def __str__(self) -> str:
        """The line as it is printed."""
        ratio = self.is_ / self.beside
        return f"{self.what:<52} {self.beside:>9.1f} {self.is_:>9.1f} {self.unit:<3} {ratio:>6.2f} x"
