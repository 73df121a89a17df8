"""What a report can draw is known before it is set, and what it cannot is refused by the font's name."""

import shutil

import pytest

from tfcollab.errors import UserError
from tfcollab.exam.clinic import HanForms
from tfcollab.report.fonts import SERIF, FontShelf, choose, not_drawn

INSIDE_ALONE = FontShelf(system=False)
SYSTEM = FontShelf()


def families(text: str, shelf: FontShelf, han: HanForms | None = None) -> tuple[str, ...]:
    return choose([("the patient's name", text)], shelf, han).families


@pytest.mark.parametrize("name", ["Nguyễn Łukasz Müller", "Παπαδόπουλος", "Иванов Їжак", "דָּוִד בן־גוריון"])
def test_latin_greek_cyrillic_and_hebrew_need_no_other_font(name: str) -> None:
    assert families(name, INSIDE_ALONE) == (SERIF,)


@pytest.mark.parametrize(
    ("name", "han", "refusal"),
    [
        ("山田太郎", None, r"Chinese or Japanese letters \(太 山 田 郎\): install the font family Noto Serif CJK SC"),
        ("山田太郎", HanForms.JAPANESE, r"Japanese letters \(太 山 田 郎\): install the font family Noto Serif CJK JP"),
        ("山田さくら", None, r"Japanese letters \(く さ ら 山 田\): install the font family Noto Serif CJK JP"),
        ("王小明", HanForms.TRADITIONAL, r"Chinese letters .+ Noto Serif CJK TC"),
        ("김철수", None, r"Korean letters \(김 수 철\): install the font family Noto Serif CJK KR"),
        ("สมชาย", None, r"Thai letters .+ Noto Sans Thai"),
        ("Иван 王 김", None, r"Korean letters \(王 김\): .+ Noto Serif CJK KR"),
    ],
)
def test_what_no_font_has_is_refused_with_letters_script_and_font(
    name: str, han: HanForms | None, refusal: str
) -> None:
    with pytest.raises(UserError, match=f"the patient's name, with {refusal}") as caught:
        families(name, INSIDE_ALONE, han)
    assert str(caught.value).endswith("or name a folder that holds such a font with --fonts.")


def test_arabic_is_drawn_by_the_font_inside_where_there_is_no_better_one() -> None:
    assert families("محمد علي می\u200cخواهم", INSIDE_ALONE) == (SERIF, "DejaVu Sans Mono")


@pytest.mark.parametrize(
    ("name", "han", "family"),
    [
        ("محمد علي", None, "Noto Naskh Arabic"),
        ("山田さくら 葛\U000e0100城", None, "Noto Serif CJK JP"),
        ("王小明", HanForms.TRADITIONAL, "Noto Serif CJK TC"),
        ("王小明", HanForms.JAPANESE, "Noto Serif CJK JP"),
        ("王小明", None, "Noto Serif CJK SC"),
        ("김철수", None, "Noto Serif CJK KR"),
    ],
)
def test_the_system_s_font_of_the_script_is_taken_or_its_absence_said(
    name: str, han: HanForms | None, family: str
) -> None:
    if family in SYSTEM.families:
        assert families(name, SYSTEM, han) == (SERIF, family)
    elif family == "Noto Naskh Arabic":
        assert len(families(name, INSIDE_ALONE, han)) == 2
    else:
        with pytest.raises(UserError, match=family):
            families(name, INSIDE_ALONE, han)


def test_a_folder_of_fonts_is_used_before_all_others(tmp_path) -> None:
    known = [font.path for font in SYSTEM.all.fonts() if font.path and font.family == "DejaVu Sans"]
    if not known:
        pytest.skip("the system has no font to try with")
    shutil.copy(known[0], tmp_path)
    assert families("محمد", FontShelf(tmp_path, system=False))[1] == "DejaVu Sans"


def test_a_folder_without_fonts_is_refused(tmp_path) -> None:
    (tmp_path / "notes.ttf").write_text("no font")
    with pytest.raises(UserError, match="No font is in"):
        FontShelf(tmp_path)


def test_texts_that_may_have_boxes_are_not_refused() -> None:
    found = choose([("the patient's name", "Anna")], INSIDE_ALONE, also=["検査.mkv"])
    assert found.families == (SERIF,)


def test_every_missing_letter_is_named_however_many() -> None:
    letters = {chr(0x4E00 + step) for step in range(300)}
    assert not_drawn("".join(letters) + "a", [SERIF], INSIDE_ALONE.inside) == letters
