"""Words and figures of a patient's report; the template only places them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from tfcollab.exam.clinic import Clinic
from tfcollab.exam.frame import Eye
from tfcollab.exam.repeatability import ChangeKind, Difference
from tfcollab.report.gathered import EyeFindings, Gathered, HeldMeasurement, HeldRecording
from tfcollab.report.page_texts import NONE, Pairs, Rows, clean, learned_from, number, settings_text, shortened
from tfcollab.report.patient_content import Edition
from tfcollab.store.history import EyeAtVisit
from tfcollab.store.models import Sex
from tfcollab.store.report_models import ReportState
from tfcollab.store.visit_texts import FilledIn

#: longer ones are shortened on the page, and whole in report.json
_LONGEST, _LONGEST_REASON = 240, 600
SHORTENED = "A text that is too long for the page is shortened (…); it is whole in the attached report.json."


def on_page(text: str, longest: int = _LONGEST) -> str:
    """Foreign text as the page shows it."""
    return shortened(clean(text), longest)


def day_text(at: datetime | None) -> str:
    return NONE if at is None else at.strftime("%Y-%m-%d")


def patient_pairs(found: Gathered) -> Pairs:
    """Label and value of the patient's own data."""
    data = found.patient.data
    if data is None:
        return []
    pairs = [
        ("Name", on_page(data.name)),
        ("Date of birth", "not stated" if data.birth_date is None else data.birth_date.isoformat()),
        ("Sex", "not stated" if data.sex is Sex.UNKNOWN else str(data.sex)),
    ]
    pairs += [(f"Id ({on_page(system, 40)})", on_page(value)) for system, value in data.external_ids.items()]
    if found.visit is not None:
        pairs.append(("Examined", "" if found.visit.at is None else f"{found.visit.at:%Y-%m-%d %H:%M} UTC"))
    else:
        pairs.append(("Visits", visits_text(found)))
    return pairs


def visits_text(found: Gathered) -> str:
    first, last = found.visits[0], found.visits[-1]
    if len(found.visits) == 1:
        return f"1, on {day_text(first.at)}"
    return f"{len(found.visits)}, from {day_text(first.at)} to {day_text(last.at)}"


def clinic_texts(clinic: Clinic) -> tuple[str, str]:
    """Name and address line."""
    return on_page(clinic.name), on_page(clinic.address)


def state_line(edition: Edition) -> str:
    """Who signed it and when, or that nobody has."""
    when = f"{edition.at:%Y-%m-%d %H:%M} UTC"
    if edition.state is ReportState.SIGNED:
        return f"Signed by {clean(edition.author)} ({edition.role}) on {when}. Version {edition.number}."
    return f"Draft, not signed. Version {edition.number}, made by {clean(edition.author)} on {when}."


def amendment_line(edition: Edition) -> str:
    if edition.amends is None:
        return ""
    return (
        f"Amendment of version {edition.amends}, which was signed before. "
        f"Reason: {on_page(edition.reason, _LONGEST_REASON)}"
    )


def short_rows(eye: EyeFindings) -> Rows:
    """No., first break-up (interval below it), NIAvg-BUT, area at end, and what is to be known of it."""
    several = len(eye.recordings) > 1
    return [
        [
            row_number(recording, row, several),
            f"{measurement.first_breakup.text()}\n{measurement.interval_text()}".rstrip(),
            number(measurement.average_breakup_s, 1, " s"),
            number(measurement.area_at_end_pct, 1, " %"),
            standing(row),
        ]
        for recording in eye.recordings
        for row in recording.measurements
        for measurement in (row.measurement,)
    ]


def row_number(recording: HeldRecording, row: HeldMeasurement, several: bool) -> str:
    """`2`, or `1.2` where the eye has several recordings."""
    return f"{recording.number}.{row.measurement.number}" if several else str(row.measurement.number)


def standing(row: HeldMeasurement) -> str:
    """`acceptable`, or all that keeps it from being that."""
    parts = [] if row.measurement.quality.acceptable else ["not acceptable"]
    if row.original is not None:
        # a time and its unit stay on one line
        said = row.original.replace(" ", "\u00a0")
        parts.append(f"corrected; the program said {said}")
    if row.excluded:
        parts.append("excluded from the median")
    return "; ".join(parts) or "acceptable"


def change_sentence(visit: EyeAtVisit) -> str:
    """Against the eye's visit before."""
    if visit.change is None:
        return "First visit of this eye."
    return f"Against the visit before: {difference_text(visit.change)}."


def difference_text(difference: Difference) -> str:
    """`+4.3 s, within repeatability (limit 4.6 s)`; a bound as one."""
    if difference.difference_s is None:
        return "not known, as a time is missing"
    amount = signed_text(difference)
    limit = "" if difference.limit_s is None else f" (limit {difference.limit_s:g} s)"
    what = "cannot be told" if difference.kind is ChangeKind.NOT_KNOWN else str(difference.kind)
    return f"{amount}, {what}{limit}"


def signed_text(difference: Difference) -> str:
    """`+4.3 s`; where one of the times is a bound the difference is one too, or says nothing at all."""
    if difference.difference_s is None:
        return NONE
    if not difference.difference_is_bound:
        return f"{difference.difference_s:+.1f} s".replace("-", "−")
    if difference.kind is ChangeKind.NOT_KNOWN:
        return "not known (censored)"
    sign = "≥" if difference.kind is ChangeKind.LONGER else "≤"
    return f"{sign} {difference.difference_s:+.1f} s".replace("-", "−")


def between_sentence(found: Gathered) -> str:
    """OS against OD, or nothing."""
    if found.between_eyes is None:
        return ""
    kind = found.between_eyes.kind
    if kind is ChangeKind.NOT_KNOWN:
        return "OS against OD: not known, as a time is missing or censored."
    words = {
        ChangeKind.WITHIN: "within the repeatability of one eye",
        ChangeKind.LONGER: "OS longer, beyond repeatability",
        ChangeKind.SHORTER: "OS shorter, beyond repeatability",
    }
    limit_s = found.between_eyes.limit_s
    return f"OS against OD: {signed_text(found.between_eyes)}; {words[kind]} (limit {limit_s:g} s)."


def limit_note(found: Gathered) -> str:
    """Which repeatability limit was used, whose, and where it comes from."""
    held, limit = found.limit, found.limit.limit
    whose = (
        "the program's own"
        if held.number == 0
        else f"no. {held.number} of this clinic, set by {clean(held.author)} on {held.at[:10]}"
    )
    usual, low = (
        ", ".join(f"{value:g}" for value in values) for values in (limit.by_repeats_s, limit.low_by_repeats_s)
    )
    return (
        f"Repeatability limit used: {whose}. It is {usual} s with one, two, three or more measurements behind both "
        f"medians, and {low} s where both are below {limit.low_below_s:g} s. A change within it is no change that can "
        f"be told; one beyond it still wants a second look. Source: {on_page(limit.source)}."
    )


def visit_numbers(found: Gathered) -> dict[str, int]:
    """1-based, by the visit's id, in order of time over all of the patient's visits."""
    return {visit.id: number for number, visit in enumerate(found.visits, start=1)}


def trend_rows(history: Sequence[EyeAtVisit], numbers: Mapping[str, int]) -> Rows:
    return [
        [
            str(numbers[visit.visit_id]),
            day_text(visit.at),
            visit.repeats.median_text(),
            _counts(visit),
            NONE if visit.change is None else signed_text(visit.change),
            NONE if visit.change is None or visit.change.limit_s is None else f"{visit.change.limit_s:g} s",
            "first visit" if visit.change is None else str(visit.change.kind),
        ]
        for visit in history
    ]


def _counts(visit: EyeAtVisit) -> str:
    repeats = visit.repeats
    named = (
        (repeats.measured, "measured"),
        (repeats.censored, "censored"),
        (repeats.start_not_seen, "start not seen"),
        (visit.excluded, "excluded"),
        (visit.corrected, "corrected"),
    )
    return ", ".join(f"{count} {name}" for count, name in named if count) or "none"


def questionnaire_rows(found: Gathered) -> Rows:
    """Visit, instrument, score, band, remark."""
    days = {visit.id: day_text(visit.at) for visit in found.visits}
    return [
        [
            days[visit_id],
            filled.instrument,
            NONE if filled.score.score is None else f"{filled.score.score:.1f}".removesuffix(".0"),
            filled.score.band or "cannot be told",
            _remark(filled),
        ]
        for visit_id, held in found.questionnaires.items()
        for filled in held
    ]


def _remark(filled: FilledIn) -> str:
    parts = [filled.score.remark] if filled.score.remark else []
    if filled.score.missing:
        parts.append(f"Not answered: {', '.join(map(str, filled.score.missing))}.")
    if filled.number > 1:
        parts.append("Corrected after it was filled in.")
    return " ".join(parts)


def questionnaire_sources(found: Gathered) -> str:
    """Where scores and bands come from, each instrument once."""
    sources = {filled.instrument: filled.score.source for held in found.questionnaires.values() for filled in held}
    return " ".join(f"{name}: {source}." for name, source in sources.items())


def source_pairs(found: Gathered) -> Pairs:
    """What the report was made from."""
    pairs = [(f"{held.result.eye}, recording {held.number}", _origin(held)) for held in _recordings(found)]
    learned = dict.fromkeys(clean(learned_from(held.result.provenance.models)) for held in _recordings(found))
    pairs += [("Learned from", text or NONE) for text in learned]
    thresholds = dict.fromkeys(settings_text(held.result) for held in _recordings(found))
    pairs += [("Thresholds", text) for text in thresholds]
    if found.visit is None:
        count = len(found.result_ids)
        pairs.append(
            ("Results", f"{count} result version{'s' if count != 1 else ''}, named in the attached report.json")
        )
    return pairs


def _recordings(found: Gathered) -> list[HeldRecording]:
    return [held for eye in found.exam.values() for held in eye.recordings]


def _origin(held: HeldRecording) -> str:
    result, version = held.result, held.version
    models = "; ".join(
        f"{model.task} {model.name} {model.version} {model.precision} ({model.sha256[:12]}…)"
        for model in result.provenance.models
    )
    return (
        f"{on_page(result.source.name, 80)}, SHA-256 {result.source.sha256}; result version {version.number} "
        f"({version.change}, by {clean(version.author or '')}); TF-Collab {result.provenance.program_version}; "
        f"{clean(models)}; {clean(result.provenance.provider)}"
    )


def eyes_text(eyes: Sequence[Eye]) -> str:
    return " and ".join("eye not stated" if eye is Eye.UNKNOWN else str(eye) for eye in eyes)
