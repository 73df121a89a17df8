"""The research export: consistent, keyed ids, no name and no date in any file, and what it says of video."""

import csv
import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from failing_disk import failing_everywhere
from records import ANNA, MONDAY, filled, recorded

from tfcollab.errors import UserError
from tfcollab.store.exam_export import export_exam
from tfcollab.store.exams import add_visit, exclude
from tfcollab.store.models import Role
from tfcollab.store.patients import PatientData, add_patient
from tfcollab.store.research import export_research
from tfcollab.store.research_tables import TABLES, age_years
from tfcollab.store.store import Store
from tfcollab.store.visit_texts import add_note, save_questionnaire
from tfcollab.video import open_source

HOSTILE = '=HYPERLINK("x") <b>/../\\ \u202e\x1b[31m' + "long " * 2000


def everything(store: Store) -> Path:
    """Two patients, the second with a hostile name; gives the file of the one recording."""
    visit, saved = filled(store)
    path, _ = recorded(store, visit)
    exclude(store, saved.recording_id, 1, 2, "Anna moved")
    add_note(store, visit, "Anna said so")
    save_questionnaire(store, visit, "DEQ-5", (1, 2, 0, 1, 0))
    other = add_patient(store, PatientData(HOSTILE, date(1900, 1, 1), external_ids={"=cmd": "@sum"}))
    add_visit(store, other.id, MONDAY)
    add_visit(store, other.id, MONDAY + timedelta(days=30))
    return path


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_tables_hold_what_was_measured_and_nothing_that_names_anybody(station, tmp_path: Path) -> None:
    store = station(Role.ADMINISTRATOR)
    path = everything(store)
    out = tmp_path / "out"
    made = export_research(store, out, "dry eye 2026", with_video=True, with_parquet=True)
    assert (made.subjects, made.recordings, made.missing) == (2, 1, 1)
    assert set(made.files) == {f.relative_to(out).as_posix() for f in out.rglob("*") if f.is_file()}
    measured = table(out, "measurements")
    assert sorted(row["nif_but_s"] for row in measured) == ["", "", "5.0", "5.0", "7.0", "7.0"]
    assert [row["nif_but_censored_at_s"] for row in measured if row["nif_but_kind"] == "censored"] == ["9.0", "9.0"]
    assert sum(row["excluded"] == "yes" for row in measured) == 1
    assert {row["day"] for row in table(out, "visits")} == {"0", "30"}
    assert sorted(row["age_years"] for row in table(out, "visits")) == ["56", "90", "90"]
    assert table(out, "questionnaires")[0]["answers"] == "1 2 0 1 0"
    (video,) = (out / "videos").iterdir()
    assert video.name in {row["video"] for row in table(out, "recordings")}
    with open_source(video) as source:
        assert len(list(source)) == 12
    content = b"".join(file.read_bytes() for file in out.rglob("*") if file.is_file())
    names = ["Anna", "Müster", "H-4711", "HYPERLINK", "1970", "1900", "2026-03", "@sum", path.name, store.user.name]
    names += [ANNA.name, "ab" * 32]
    assert [name for name in names if name.encode() in content.replace(b"dry eye 2026", b"")] == []
    assert b"Video of an eye is itself identifying" in (out / "README.txt").read_bytes()
    exported = store.audit_entries()[-1]
    assert (exported["action"], exported["entity"]) == ("export", "record")


def test_ids_are_the_same_for_a_project_and_others_for_another_and_in_another_record(station, tmp_path: Path) -> None:
    store = station(Role.ADMINISTRATOR)
    everything(store)
    ids = {}
    for name, project in (("one", "A"), ("again", "A"), ("other", "B")):
        export_research(store, tmp_path / name, project)
        ids[name] = {row["subject"] for row in table(tmp_path / name, "subjects")}
    assert ids["one"] == ids["again"]
    assert not ids["one"] & ids["other"]
    assert all(re.fullmatch("S-[A-Z2-7]{16}", found) for found in ids["one"])
    assert "There is no video" in (tmp_path / "one" / "README.txt").read_text()


def test_parquet_holds_the_same_with_types(store: Store, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    everything(store)
    out = tmp_path / "out"
    export_research(store, out, "A", with_parquet=True)
    for name in TABLES:
        held = parquet.read_table(out / f"{name}.parquet")
        assert held.column_names == list(TABLES[name])
        assert held.num_rows == len(table(out, name))
    rows = parquet.read_table(out / "measurements.parquet").to_pylist()
    assert {row["nif_but_s"] for row in rows} == {5.0, 7.0, None}
    assert {type(row["excluded"]) for row in rows} == {bool}


def test_without_pyarrow_parquet_is_refused_in_a_sentence(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(UserError, match=r"tfcollab\[research\]"):
        export_research(store, tmp_path / "out", "A", with_parquet=True)
    export_research(store, tmp_path / "out", "A")


def test_who_may_and_for_what(station, tmp_path: Path) -> None:
    researcher = station(Role.RESEARCHER)
    export_research(researcher, tmp_path / "tables", "A")
    with pytest.raises(UserError, match="A researcher may not"):
        export_research(researcher, tmp_path / "video", "A", with_video=True)
    with pytest.raises(UserError, match="A researcher may not"):
        export_exam(researcher, "0" * 32, tmp_path / "exam")
    with pytest.raises(UserError, match="A clinician may not"):
        export_research(station(Role.CLINICIAN), tmp_path / "more", "A")
    with pytest.raises(UserError, match="Name the project"):
        export_research(researcher, tmp_path / "none", " \n")
    assert [path.name for path in tmp_path.iterdir() if path.name not in ("records", "tables")] == []


@pytest.mark.parametrize(
    ("birth", "at", "age"),
    [("2000-03-02", "2026-03-02", 26), ("2000-03-03", "2026-03-02", 25), ("1900-01-01", "2026-03-02", 90)],
)
def test_an_age_is_in_full_years(birth: str, at: str, age: int) -> None:
    assert age_years(date.fromisoformat(birth), f"{at}T00:00:00.000000Z") == age
    assert age_years(None, at) is None
    assert datetime.fromisoformat(at)


def test_a_disk_that_fails_at_any_moment_leaves_no_export(store: Store, tmp_path: Path) -> None:
    everything(store)
    out = tmp_path / "out"

    def look(is_done: bool) -> None:
        assert out.exists() == is_done
        if is_done:
            out.rename(tmp_path / f"done-{len(list(tmp_path.iterdir()))}")
        assert list(tmp_path.glob(".part-*")) == []

    refused, _ = failing_everywhere(lambda: export_research(store, out, "A", with_video=True), look)
    assert refused >= 12


def test_an_exam_goes_out_with_its_recording_as_it_was_and_hostile_text_is_only_text(
    store: Store, tmp_path: Path
) -> None:
    import hashlib
    import json

    other = add_patient(store, PatientData(HOSTILE))
    visit = add_visit(store, other.id, MONDAY)
    recorded(store, visit)
    recorded(store, visit)
    add_note(store, visit, HOSTILE)
    names = export_exam(store, visit[:8], tmp_path / "out", with_video=True)
    assert names == ("OD-1.json", "OD-1.mkv", "OD-2.json", "OD-2.mkv", "exam.json")
    held = json.loads((tmp_path / "out" / "exam.json").read_text("utf-8"))
    assert held["patient"]["name"] == held["notes"][0]["text"] == HOSTILE
    assert held["recordings"][0]["versions"][0]["measurements"][2]["text"] == "> 9.0 s"
    document = json.loads((tmp_path / "out" / "OD-1.json").read_text("utf-8"))
    assert hashlib.sha256((tmp_path / "out" / "OD-1.mkv").read_bytes()).hexdigest() == document["source"]["sha256"]


def test_an_exam_whose_recording_is_missing_or_altered_does_not_go_out(store: Store, tmp_path: Path) -> None:
    visit, _ = filled(store)
    with pytest.raises(UserError, match="is missing, so nothing was exported"):
        export_exam(store, visit, tmp_path / "out", with_video=True)
    other = add_visit(store, add_patient(store, PatientData("B")).id, MONDAY)
    path, _ = recorded(store, other)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    for export in (
        lambda: export_exam(store, other, tmp_path / "out", with_video=True),
        lambda: export_research(store, tmp_path / "out", "A", with_video=True),
    ):
        with pytest.raises(UserError, match="altered or damaged"):
            export()
    assert not (tmp_path / "out").exists()
    assert list(tmp_path.glob(".part-*")) == []
