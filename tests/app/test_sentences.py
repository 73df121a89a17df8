"""Every sentence that the rules can bring before a user is there in every language of the window."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import tfcollab
from tfcollab.app.preferences import Preferences
from tfcollab.app.sentences import CONTEXT, Sentences, sentences
from tfcollab.app.translation import LANGUAGES, SOURCE_LANGUAGE, read_catalogue, translations_dir
from tfcollab.exam.quality import QualityLog, assess
from tfcollab.exam.settings import ClinicalSettings

OTHERS = [language for language in LANGUAGES if language != SOURCE_LANGUAGE]
ROOT = Path(tfcollab.__file__).parent
#: reached by imports, but by nothing that can be done in the window
NOT_SHOWN = {
    "tfcollab.report.logo",
    "tfcollab.store.server",
    "tfcollab.store.starts",
    "tfcollab.video.folder",
}
#: lists of sentences that are shown, beside what is raised
LISTS = {"reasons", "warnings", "found", "failed", "self._warnings", "self.notes"}


def name_of(path: Path) -> str:
    return ".".join(("tfcollab", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")


def reached() -> dict[str, ast.Module]:
    """The modules that the app imports, themselves and by others."""
    trees = {name_of(path): ast.parse(path.read_text("utf-8")) for path in ROOT.rglob("*.py")}
    found: dict[str, ast.Module] = {}
    waiting = [name for name in trees if name.startswith("tfcollab.app")]
    while waiting:
        name = waiting.pop()
        if name in found or name not in trees:
            continue
        found[name] = trees[name]
        for node in ast.walk(trees[name]):
            if isinstance(node, ast.ImportFrom) and node.module:
                waiting += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return {name: tree for name, tree in found.items() if name not in NOT_SHOWN}


def form(node: ast.expr) -> str | None:
    """A text with %1, %2 … for its values; None where it is no text."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if not isinstance(node, ast.JoinedStr):
        return None
    text, places = "", 0
    for part in node.values:
        if isinstance(part, ast.Constant):
            text += str(part.value)
        else:
            places += 1
            text += f"%{places}"
    return text


def told(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        raised = isinstance(node.func, ast.Name) and node.func.id == "UserError"
        listed = (
            isinstance(node.func, ast.Attribute)
            and node.func.attr == "append"
            and ast.unparse(node.func.value) in LISTS
        )
        emitted = isinstance(node.func, ast.Attribute) and ast.unparse(node.func) == "self.failed.emit"
        text = form(node.args[0]) if raised or listed or emitted else None
        if text is not None and " " in text:
            yield text


ALL = {(name, text) for name, tree in reached().items() for text in told(tree)}


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_said_in_every_language(language: str) -> None:
    assert len(ALL) > 150
    said = sentences(language)
    # a value stands for each place, so that a form is found as it is in use
    unsaid = [(name, text) for name, text in sorted(ALL) if said.say(filled(text)) == filled(text)]
    assert unsaid == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_sentence_keeps_every_value(language: str) -> None:
    said = sentences(language)
    for _, text in ALL:
        answer = said.say(filled(text))
        for place in range(1, 8):
            assert (value(place) in answer) == (f"%{place}" in text), text


def value(place: int) -> str:
    return f"{place}{place}7"


def filled(text: str) -> str:
    for place in range(1, 8):
        text = text.replace(f"%{place}", value(place))
    return text


@pytest.mark.parametrize("language", OTHERS)
def test_the_catalogue_names_nothing_that_is_never_said(language: str) -> None:
    """Whole sentences alone; their parts are said by several modules in several ways."""
    texts = "\n".join(path.read_text("utf-8").replace('"\n', "") for path in ROOT.rglob("*.py"))
    found = {source for (context, source) in read_catalogue(translations_dir(language)) if context == CONTEXT}
    for source in found:
        first = source.split("%")[0].split(":")[0].split(",")[0]
        assert first in texts or len(first) < 4, source


def test_the_quality_of_a_measurement_is_said_in_chinese() -> None:
    settings = ClinicalSettings()
    # as exam.witness words it
    disagreement = "first break-up by the nets 3.2 s (by hand), by the rings' regularity > 4.0 s"
    log = QualityLog(times_s=[0.0, 0.1, 0.2, 0.3, 2.0], frames=10, blurred=5, unseen_s=0.6, disagreement=disagreement)
    reasons = assess(log, settings).reasons
    assert len(reasons) >= 5
    said = sentences("zh_CN")
    assert said.say(reasons[0]) == "50% 的帧模糊（上限 30%）"
    assert said.say(reasons[-1]) == "首次破裂：网络 3.2 秒（手动），圆环规则性 > 4.0 秒"
    assert all(said.say(reason) != reason for reason in reasons)


def test_a_broken_settings_file_is_said_in_chinese(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text("{", "utf-8")
    held = Preferences(path)
    assert sentences("zh_CN").say(held.notes[0]) == "设置无法读取；窗口使用默认设置。"


def test_what_is_not_known_stays_as_it_is() -> None:
    assert sentences("en").say("Anything at all.") == "Anything at all."
    assert sentences("zh_CN").say("Anything at all.") == "Anything at all."
    # the form that says most by itself is taken, and a value that is none stays
    said = Sentences({"%1 is wrong": "%1错", "The key %1 is wrong": "密钥%1错"})
    assert said.say("The key A is wrong") == "密钥A错"
    assert said.say("B is wrong") == "B错"
