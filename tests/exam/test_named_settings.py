import pytest

from tfcollab.errors import UserError
from tfcollab.exam.named_settings import with_named
from tfcollab.exam.protocol import Protocol
from tfcollab.exam.settings import ClinicalSettings


def test_what_is_named_is_changed_and_the_rest_is_usual() -> None:
    assert with_named(ClinicalSettings(), {"cutoff_s": 5}, "The settings") == ClinicalSettings(cutoff_s=5)
    assert with_named(Protocol(), {}, "The settings") == Protocol()


def test_a_name_that_is_none_and_a_value_out_of_range_are_refused() -> None:
    with pytest.raises(UserError, match=r"The settings A name rest, which is none of measurements, rest_s, "):
        with_named(Protocol(), {"rest": 5}, "The settings A")
    with pytest.raises(UserError, match="cutoff_s is -1; choose from 0 to 600"):
        with_named(ClinicalSettings(), {"cutoff_s": -1}, "The settings")
