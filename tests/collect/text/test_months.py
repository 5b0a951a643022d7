"""The names of the months beside those of CLDR, by Babel."""

import pytest
from babel import Locale

from digest.collect.text.months import months, plain

LANGUAGES = (
    "en de fr es it pt ca gl nl da nb sv fi is pl cs sk sl hu ro tr lt lv et ru uk be bg sr mk el he ar"
    " ur fa hi mr bn ta th id ms"
)
"""All but Croatian, whose October is the November of Poland: a date with it is read by its page's language alone."""


@pytest.mark.parametrize("language", LANGUAGES.split())
def test_each_month_is_called_as_cldr_has_it(language: str) -> None:
    wide = Locale.parse(language).months["format"]["wide"]
    # "de gener", "d’abril": the word in front is not the month's.
    names = {month: plain(name.removeprefix("de ").removeprefix("d’")) for month, name in wide.items()}
    assert {name: months().get(name) for name in names.values()} == {
        name: month for month, name in names.items()
    }
