import pytest

from tfcollab.cli.choices import parse_models
from tfcollab.errors import UserError


def test_model_options_name_task_and_model() -> None:
    assert parse_models(["segment=a=b", "detect=/x"]) == {"segment": "a=b", "detect": "/x"}
    for bad in (["segment"], ["=x"], ["segment="], ["segment=a", "segment=b"]):
        with pytest.raises(UserError):
            parse_models(bad)
