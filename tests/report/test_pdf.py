from dataclasses import replace
from datetime import UTC, datetime

import pypdf
import pytest

from tfcollab.errors import UserError
from tfcollab.exam.frame import Eye
from tfcollab.exam.result import Patient
from tfcollab.report.fonts import FontShelf
from tfcollab.report.key_frames import KeyFrames
from tfcollab.report.page_texts import INTENDED_USE
from tfcollab.report.pdf import write_pdf

CREATED = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
PATIENT = Patient("P-1042", "Łukasz Żółć-Παπαδόπουλος", "1961-04-30")


#: alike on every machine
INSIDE_ALONE = FontShelf(system=False)


def _pdf(reading, path, patient=PATIENT):
    kept = KeyFrames()
    for result, state in reading.pairs:
        kept.push(result, state)
    write_pdf(reading.result, kept, patient, path, CREATED, INSIDE_ALONE)
    return pypdf.PdfReader(path)


def _text(pdf):
    # a zero-width space lets long words wrap
    joined = "\n".join(page.extract_text() for page in pdf.pages)
    return " ".join(joined.replace("\u200b", "").replace("\xa0", " ").split())


@pytest.fixture(scope="module")
def pdf(typical, tmp_path_factory):
    return _pdf(typical, tmp_path_factory.mktemp("pdf") / "report.pdf")


def test_two_pages_with_everything_in_them(pdf, typical):
    text = _text(pdf)
    assert len(pdf.pages) == 2
    assert text.count(INTENDED_USE) == 3
    for expected in (
        "Łukasz Żółć-Παπαδόπουλος",
        "P-1042",
        "1961-04-30",
        "OD (right eye)",
        "OD_visit1.mkv",
        "2026-03-04 09:30 UTC",
        "Page 1 of 2",
        "Page 2 of 2",
        "SHA-256 111111111111…",
        "probability from 0.45; crop 1.2 × rings",
        "Learned from Synthetic eye only.",
        typical.result.source.sha256,
        "TF-Collab 0.1.0",
        "CPUExecutionProvider (no CUDA device found)",
        "TFOS DEWS II 2017, DEWS III 2025: NIBUT < 10 s. A value below the cut-off is not a diagnosis.",
    ):
        assert expected in text


def test_every_measurement_is_shown_and_censored_ones_as_such(pdf):
    text = _text(pdf)
    assert "3 of 3" in text
    assert "Fewer than three" not in text
    for row in (
        "1 0.00–2.00 s blink start not seen",
        "2 2.20–11.40 s blink 5.2 s",
        "3 11.55–19.95 s blink > 8.3 s",
        "4 20.55–26.10 s end of recording 3.1 s",
    ):
        assert row in text
    assert text.count("8.3 s") == text.count("> 8.3 s")


def test_conforms_to_pdf_ua_and_pdf_a(pdf):
    metadata = pdf.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert pdf.trailer["/Root"]["/Lang"] == "en"
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.metadata.title == "Tear film break-up · OD_visit1.mkv · OD"


def test_figures_have_words_for_who_cannot_see_them(pdf):
    alternatives = []

    def walk(node):
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            if "/Alt" in node:
                alternatives.append(str(node["/Alt"]))
            if "/K" in node:
                walk(node["/K"])

    walk(pdf.trailer["/Root"]["/StructTreeRoot"])
    joined = "\n".join(alternatives)
    assert "Break-up map of measurement 2. 15 of 174 seen cells broke." in joined
    assert "inferior 5.2 s" in joined
    assert "measurement 3 > 8.3 s" in joined
    # two pictures of each of the two measurements that broke
    assert joined.count("Frame ") == 4


def test_same_input_and_stamp_give_the_same_bytes(typical, tmp_path):
    _pdf(typical, tmp_path / "a.pdf")
    _pdf(typical, tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


@pytest.mark.parametrize(
    "hostile",
    ["#panic()", "*bold* _it_ $x$ `raw`", '] #read("/etc/passwd")', '=HYPERLINK("http://x")', "<a & b> \\ \" ' @ref"],
)
def test_hostile_text_is_only_text(typical, tmp_path, hostile):
    reading = replace(
        typical,
        result=replace(
            typical.result, source=replace(typical.result.source, name=hostile), warnings=(f"Warning {hostile}",)
        ),
    )
    text = _text(_pdf(reading, tmp_path / "report.pdf", Patient(hostile, hostile, hostile)))
    assert text.count(hostile) >= 5


def test_control_characters_and_broken_unicode_are_left_out(typical, tmp_path):
    patient = Patient("P\x00-1\n2", "A\u202eB\udcff C", "")
    text = _text(_pdf(typical, tmp_path / "report.pdf", patient))
    assert "P -1 2" in text
    assert "A B C" in text


def test_very_long_texts_fit(typical, tmp_path):
    name = "x" * 240 + ".mkv"
    reading = replace(typical, result=replace(typical.result, source=replace(typical.result.source, name=name)))
    pdf = _pdf(reading, tmp_path / "report.pdf", Patient("9" * 80, "Hohenlohe-Schillingsfürst " * 6, "1961-04-30"))
    assert len(pdf.pages) == 2
    assert name in _text(pdf).replace(" ", "")
    # and wraps: a line of it is no wider than the page
    lines = [line.replace("\u200b", "") for page in pdf.pages for line in page.extract_text().splitlines()]
    assert 0 < max(line.count("x") for line in lines) < 130


def test_without_patient_measurement_or_eye_it_says_so(reader, tmp_path):
    reading = reader([("closed", 1.0)], Eye.UNKNOWN, "x.mkv", ("No open eye was found.",))
    pdf = _pdf(reading, tmp_path / "report.pdf", None)
    text = _text(pdf)
    assert len(pdf.pages) == 1
    for expected in ("No patient stated.", "No measurement:", "not stated", "No open eye was found.", INTENDED_USE):
        assert expected in text


def test_stable_film_is_shown_as_bounds_alone(reader, tmp_path):
    reading = reader([("closed", 0.2), ("clear", 25.0), ("closed", 0.2), ("clear", 11.0)], Eye.OS)
    text = _text(_pdf(reading, tmp_path / "report.pdf"))
    assert "> 24.0 s" in text
    assert text.count("24.0 s") == text.count("> 24.0 s")
    assert "Mean none (censored)" in text
    assert "2 of 2" in text
    assert "Fewer than three measurements" in text


def test_long_lists_say_how_many_more(reader, tmp_path):
    script = [("closed", 0.2), ("clear", 1.0)] * 60
    reading = reader(script, warnings=tuple(f"warning {number}" for number in range(9)))
    text = _text(_pdf(reading, tmp_path / "report.pdf"))
    assert "And 52 more" in text
    assert "And 3 more" in text
    assert "60 blinks" in text


def test_letters_of_the_patient_that_cannot_be_drawn_are_named(typical, tmp_path):
    with pytest.raises(
        UserError, match=r"Chinese or Japanese letters \(太 山 田 郎\): install the font family Noto Serif CJK"
    ):
        _pdf(typical, tmp_path / "report.pdf", Patient("1", "山田太郎", ""))
    assert list(tmp_path.iterdir()) == []


def test_letters_of_the_file_name_that_cannot_be_drawn_are_shown_as_boxes(typical, tmp_path):
    source = replace(typical.result.source, name="検査_1_ไทย.mkv")
    reading = replace(typical, result=replace(typical.result, source=source, warnings=("検査 is blurred.",)))
    text = _text(_pdf(reading, tmp_path / "report.pdf"))
    assert "□□_1_□□□.mkv" in text
    assert "□□ is blurred." in text
    assert "Łukasz Żółć-Παπαδόπουλος" in text


def test_a_stamp_of_now_will_do(typical, tmp_path):
    write_pdf(typical.result, KeyFrames(), None, tmp_path / "report.pdf", CREATED.replace(microsecond=123))
    assert "2026-03-04 09:30 UTC" in _text(pypdf.PdfReader(tmp_path / "report.pdf"))


def test_missing_folder_is_said(typical, tmp_path):
    with pytest.raises(UserError, match="Cannot write"):
        _pdf(typical, tmp_path / "absent" / "report.pdf")
