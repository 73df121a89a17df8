"""Questionnaires and notes of a visit."""

import pytest
from records import filled

from tfcollab.errors import UserError
from tfcollab.store.models import Role
from tfcollab.store.store import LOST_UPDATE
from tfcollab.store.visit_texts import add_note, change_note, notes, questionnaires, save_questionnaire


def test_a_questionnaire_is_kept_with_its_score_and_corrected_by_a_new_one(station) -> None:
    store = station(Role.CLINICIAN)
    visit, _ = filled(store)
    first = save_questionnaire(store, visit, "OSDI", [2] * 11 + [None])
    assert (first.score.score, first.score.band) == (50.0, "severe")
    with pytest.raises(UserError, match="needs a reason"):
        save_questionnaire(store, visit, "OSDI", [1] * 12)
    save_questionnaire(store, visit, "OSDI", [1] * 12, "mistyped")
    save_questionnaire(store, visit, "DEQ-5", [1, 1, 1, 1, None])
    held = [(one.instrument, one.number, one.score.score, one.reason) for one in questionnaires(store, visit)]
    assert held == [("DEQ-5", 1, None, ""), ("OSDI", 1, 50.0, ""), ("OSDI", 2, 25.0, "mistyped")]
    for instrument, answers, sentence in (
        ("OSDI", [5] * 12, "from 0 to 4"),
        ("OSDI", [1], "12 questions"),
        ("VFQ", [1], "There is no questionnaire VFQ"),
    ):
        with pytest.raises(UserError, match=sentence):
            save_questionnaire(store, visit, instrument, answers)


def test_a_note_is_never_lost_to_another_station(station) -> None:
    one, other = station(Role.CLINICIAN), station(Role.CLINICIAN)
    visit, _ = filled(one)
    note = add_note(one, visit, "blinks <i>often</i>\n\u202e")
    changed = change_note(other, note.id, note.version, "blinks rarely")
    with pytest.raises(UserError) as refused:
        change_note(one, note.id, note.version, "mine")
    assert str(refused.value) == LOST_UPDATE
    assert notes(one, visit) == (changed,)
    assert changed.author == other.user.name


def test_a_researcher_reads_neither(station) -> None:
    visit, _ = filled(station(Role.CLINICIAN))
    researcher = station(Role.RESEARCHER)
    for forbidden in (notes, questionnaires):
        with pytest.raises(UserError, match="A researcher may not"):
            forbidden(researcher, visit)


def test_a_filling_in_that_another_station_corrected_is_not_passed_over(station) -> None:
    one, other = station(Role.CLINICIAN), station(Role.CLINICIAN)
    visit, _ = filled(one)
    save_questionnaire(one, visit, "OSDI-6", [1] * 6, seen_number=0)
    with pytest.raises(UserError) as refused:
        save_questionnaire(other, visit, "OSDI-6", [2] * 6, seen_number=0)
    assert str(refused.value) == LOST_UPDATE
    save_questionnaire(other, visit, "OSDI-6", [2] * 6, "asked again", seen_number=1)
    with pytest.raises(UserError) as refused:
        save_questionnaire(one, visit, "OSDI-6", [3] * 6, "mistyped", seen_number=1)
    assert str(refused.value) == LOST_UPDATE
    assert [held.number for held in questionnaires(one, visit)] == [1, 2]
