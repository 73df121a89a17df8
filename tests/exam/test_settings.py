"""Settings that make no sense are refused with a sentence."""

from dataclasses import fields, replace

import pytest

from tfcollab.errors import UserError
from tfcollab.exam.settings import ClinicalSettings


def test_the_defaults_are_accepted() -> None:
    ClinicalSettings().check()


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"persistence_s": -0.1}, "persistence_s is -0.1; choose from 0 to 5"),
        ({"min_broken_share": 0.4}, "min_broken_share"),
        ({"annuli": 0}, "annuli"),
        ({"sectors": 24.5}, "sectors must be a whole number, not 24.5"),
        ({"time_limit_s": float("nan")}, "time_limit_s must be a number"),
        ({"cutoff_s": "ten"}, "cutoff_s must be a number, not 'ten'"),
        ({"latest_probability": 0.6}, "sure_probability must not be larger than latest_probability"),
        ({"extended_blink_s": 0.6}, "extended_blink_s must not be larger than super_extended_blink_s"),
    ],
)
def test_a_setting_out_of_range_is_named(changes: dict[str, float], part: str) -> None:
    with pytest.raises(UserError, match=part.replace(".", r"\.")):
        replace(ClinicalSettings(), **changes).check()


@pytest.mark.parametrize("name", [field.name for field in fields(ClinicalSettings) if field.name != "cutoff_source"])
def test_every_number_has_a_range(name: str) -> None:
    for value in (-1.0, 1e9, float("inf"), None, True):
        with pytest.raises(UserError, match=name):
            replace(ClinicalSettings(), **{name: value}).check()
