import json

import pytest

from tfcollab.errors import UserError
from tfcollab.exam.corrections import Correction, Decision, ExcludeSpan, Judge, MoveBreakup, SpanLabel
from tfcollab.report.corrections_form import from_form, to_form

ALL = (
    Correction(MoveBreakup(2, 131), "Ada", "早些"),
    Correction(Judge(1, Decision.REJECTED), "", "moved"),
    Correction(Judge(2, Decision.ACCEPTED), "Ada", "seen twice"),
    *(Correction(ExcludeSpan(3, 9, label), "Ada", str(label)) for label in SpanLabel),
)


def test_corrections_come_back_from_their_form():
    assert from_form(json.loads(json.dumps(to_form(ALL)))) == ALL
    assert from_form(to_form(())) == ()


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"version": 2, "items": []},
        {"version": 1, "items": [{"change": "exclude span", "first_frame": 1, "last_frame": 2, "label": "tear"}]},
        {"version": 1, "items": [{"change": "shift", "measurement": 1, "who": "", "why": "x"}]},
        {"version": 1, "items": [{"change": "rejected", "who": "", "why": "x"}]},
        {"version": 1, "items": ["rejected"]},
    ],
)
def test_another_form_is_refused(form):
    with pytest.raises(UserError, match="corrections"):
        from_form(form)
