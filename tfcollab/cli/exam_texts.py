"""`tfcollab exam note` and `tfcollab exam questionnaire`: what is said in an exam, beside what is measured."""

from enum import StrEnum
from typing import Annotated

import typer

from tfcollab.cli.login import FolderOption, KeyringOption, UserOption, logged_in
from tfcollab.errors import UserError

_Exam = Annotated[str, typer.Argument(help="Number of the exam, or its first 6 characters, as `exam list` shows it.")]


class InstrumentChoice(StrEnum):
    """The questionnaires that are scored."""

    OSDI = "OSDI"
    OSDI_6 = "OSDI-6"
    DEQ_5 = "DEQ-5"
    SPEED = "SPEED"


def note(
    exam: _Exam,
    user: UserOption,
    text: Annotated[str, typer.Option(help="What is to be noted.", prompt="Note")],
    folder: FolderOption = None,
    keyring: KeyringOption = False,
) -> None:
    """Keep a note with an exam."""
    from tfcollab.store.overview import exam as seen_exam
    from tfcollab.store.visit_texts import add_note

    with logged_in(user, folder, keyring) as store:
        add_note(store, seen_exam(store, exam).visit_id, text)
    print("The note is kept.")


def questionnaire(
    exam: _Exam,
    instrument: Annotated[InstrumentChoice, typer.Argument(help="Which one.")],
    answers: Annotated[
        list[str], typer.Argument(help="A number for each question, in the form's order; . where there is no answer.")
    ],
    user: UserOption,
    reason: Annotated[str, typer.Option(help="Of a correction: why.")] = "",
    folder: FolderOption = None,
    keyring: KeyringOption = False,
) -> None:
    """Keep a questionnaire's answers with an exam, and show score and published band."""
    from tfcollab.store.overview import exam as seen_exam
    from tfcollab.store.visit_texts import save_questionnaire

    wrong = [answer for answer in answers if answer != "." and not (answer.isascii() and answer.isdigit())]
    if wrong:
        raise UserError(f"{wrong[0]!r} is no answer: give a whole number for each question, or . for none.")
    given = [None if answer == "." else int(answer) for answer in answers]
    with logged_in(user, folder, keyring) as store:
        kept = save_questionnaire(store, seen_exam(store, exam).visit_id, instrument.value, given, reason)
    found = kept.score
    told = "no score, answers are missing" if found.score is None else f"{found.score:g}, {found.band}"
    print(f"{kept.instrument}: {told}")
    print(f"  {found.source}")
    if found.remark:
        print(f"note  {found.remark}")
