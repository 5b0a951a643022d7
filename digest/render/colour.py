"""Colours: how far apart two are to an eye, by WCAG 2.2."""

AA = 4.5
"""The least contrast of text with what is behind it (WCAG 2.2, 1.4.3)."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio, 1 to 21, of two colours written like #9a2a1a."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(value / 255) for value in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def readable(colour: str, *behind: str, ratio: float = AA) -> str:
    """The colour nearest to `colour` that has `ratio` on everything in `behind`: itself, or a darker or lighter one.

    Black or white where nothing between does.
    """
    for step in range(101):
        for end in ("#000000", "#ffffff"):
            mixed = _mix(colour, end, step / 100)
            if all(contrast(mixed, ground) >= ratio for ground in behind):
                return mixed
    return max(("#000000", "#ffffff"), key=lambda end: min(contrast(end, ground) for ground in behind))


def _mix(colour: str, other: str, part: float) -> str:
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * part):02x}" for one, two in pairs)
