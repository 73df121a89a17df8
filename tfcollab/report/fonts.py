"""Which fonts can draw a report's texts, found before it is set; what none can draw is refused by the font's name.

Latin, Greek, Cyrillic and Hebrew letters are in the fonts inside typst. Others come from a folder of fonts or from the
system. Whether a font has a letter is asked of typst itself, by setting the text, so that the answer is the report's.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

import typst

from tfcollab.errors import UserError
from tfcollab.exam.clinic import HanForms

_MOST_NAMED = 12
#: inside typst
SERIF = "Libertinus Serif"
#: drawn in place of a letter that no font has, where that is no patient's or clinic's
INSTEAD = "□"
_TRIAL = b"""#set document(title: "letters")
#let data = json(bytes(sys.inputs.data))
#set text(lang: "en", font: data.families, fallback: data.fallback)
#data.text"""
_NOT_DRAWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
#: they choose between forms of the letter before; a font without them draws the usual form
_VARIATION_SELECTORS = {*map(chr, range(0xFE00, 0xFE10)), *map(chr, range(0xE0100, 0xE01F0))}

#: families that draw a script well, the one to install first; serifs before others, to match the rest of the page
_FAMILIES: dict[str, tuple[str, ...]] = {
    HanForms.JAPANESE: (
        *("Noto Serif CJK JP", "Noto Sans CJK JP", "Noto Serif JP", "Noto Sans JP", "Source Han Serif"),
        *("Source Han Sans", "Yu Mincho", "Yu Gothic", "MS Mincho", "MS Gothic", "Meiryo", "Hiragino Mincho ProN"),
        *("Hiragino Sans", "IPAexMincho", "IPAexGothic"),
    ),
    HanForms.SIMPLIFIED: (
        *("Noto Serif CJK SC", "Noto Sans CJK SC", "Noto Serif SC", "Noto Sans SC", "Source Han Serif SC"),
        *("Source Han Sans SC", "SimSun", "Microsoft YaHei", "Songti SC", "PingFang SC", "WenQuanYi Zen Hei"),
    ),
    HanForms.TRADITIONAL: (
        *("Noto Serif CJK TC", "Noto Sans CJK TC", "Noto Serif TC", "Noto Sans TC", "Source Han Serif TC"),
        *("Source Han Sans TC", "PMingLiU", "MingLiU", "Microsoft JhengHei", "Songti TC", "PingFang TC"),
    ),
    HanForms.KOREAN: (
        *("Noto Serif CJK KR", "Noto Sans CJK KR", "Noto Serif KR", "Noto Sans KR", "Source Han Serif K"),
        *("Source Han Sans K", "Batang", "Malgun Gothic", "AppleMyungjo", "Apple SD Gothic Neo", "NanumMyeongjo"),
    ),
    "Arabic": (
        *("Noto Naskh Arabic", "Noto Sans Arabic", "Amiri", "Geeza Pro", "Times New Roman", "Arial", "Segoe UI"),
        *("DejaVu Sans", "DejaVu Sans Mono"),
    ),
    "Hebrew": ("Noto Serif Hebrew", "Noto Sans Hebrew", "Times New Roman", "Arial", "DejaVu Sans"),
}
_HAN_NAMES = {
    HanForms.JAPANESE: "Japanese",
    HanForms.SIMPLIFIED: "Chinese",
    HanForms.TRADITIONAL: "Chinese",
    HanForms.KOREAN: "Korean",
}
#: first words of the Unicode names of letters that the fonts for Chinese, Japanese and Korean have
_EAST_ASIAN = {"CJK", "IDEOGRAPHIC", "KANGXI", "BOPOMOFO", "HIRAGANA", "KATAKANA", "HALFWIDTH", "FULLWIDTH", "HANGUL"}
_FORMS_BY_SCRIPT = {"HIRAGANA": HanForms.JAPANESE, "KATAKANA": HanForms.JAPANESE, "HANGUL": HanForms.KOREAN}


class FontShelf:
    """The fonts there are: typst's own, those of a folder, and the system's (looked through when first needed).

    folder: of font files, with its subfolders, or None. system: whether the system's may be used.

    Raises:
        UserError: the folder is none, or no font is in it.
    """

    def __init__(self, folder: Path | None = None, system: bool = True) -> None:
        self._folder, self._system = folder, system
        self.inside = typst.Fonts(include_system_fonts=False)
        #: of the folder: they go before the usual families, as somebody chose them
        self.chosen: tuple[str, ...] = ()
        if folder is not None:
            own = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
            self.chosen = tuple(own.families())
            if not self.chosen:
                raise UserError(f"No font is in {folder}: name a folder with TTF or OTF files.")

    @cached_property
    def all(self) -> typst.Fonts:
        paths = [] if self._folder is None else [str(self._folder)]
        return typst.Fonts(include_system_fonts=self._system, font_paths=paths)

    @cached_property
    def families(self) -> frozenset[str]:
        return frozenset(self.all.families())


class Choice:
    """What a report is set with: the fonts that are looked at, and families in order."""

    def __init__(self, fonts: typst.Fonts, families: tuple[str, ...]) -> None:
        self.fonts, self.families = fonts, families


def choose(
    wanted: Sequence[tuple[str, str]], shelf: FontShelf, han: HanForms | None = None, also: Iterable[str] = ()
) -> Choice:
    """Fonts for all texts of a report.

    wanted: (whose text, e.g. "the patient's name"; the text): each must be drawn whole. also: texts that may end up
    with □ in them (file names, warnings). han: forms of Chinese letters where kana and Hangul do not tell.

    Raises:
        UserError: which letters, of what, cannot be drawn, and which font to install.
    """
    everything = " ".join((*(text for _, text in wanted), *also))
    missing = not_drawn(everything, (SERIF,), shelf.inside)
    if not missing:
        return Choice(shelf.inside, (SERIF,))
    families = [SERIF]
    for _, letters, usual in _groups("".join(sorted(missing)), everything, han):
        families += _family_for(letters, usual, shelf)
    choice = Choice(shelf.all, tuple(dict.fromkeys(families)))
    for what, text in wanted:
        # forms of East Asian letters must not be left to chance
        left = {
            letter for letter in not_drawn(text, choice.families, choice.fonts) if _first_word(letter) in _EAST_ASIAN
        }
        left |= not_drawn(text, choice.families, choice.fonts, fallback=True)
        if left:
            raise UserError(_refusal(what, left, text, han))
    return choice


def not_drawn(text: str, families: Sequence[str], fonts: typst.Fonts, fallback: bool = False) -> set[str]:
    """The letters of the text that none of the families has (with fallback: that no font has)."""
    missing: set[str] = set()
    while True:
        data = json.dumps({"text": text, "families": list(families), "fallback": fallback})
        try:
            typst.compile(_TRIAL, format="pdf", sys_inputs={"data": data}, pdf_standards=["ua-1"], font_paths=fonts)
            return missing - _VARIATION_SELECTORS
        except typst.TypstError as error:
            # an error need not name all of them at once
            found = named_letters(error) & set(text)
            if not found:
                raise
            missing |= found
            text = text.translate(dict.fromkeys(map(ord, found)))


def named_letters(error: typst.TypstError) -> set[str]:
    """The letters that typst says it cannot draw."""
    texts = (_ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) for text in _NOT_DRAWN.findall(error.diagnostic))
    return {letter for text in texts for letter in text if not letter.isascii()}


def _family_for(letters: str, usual: Sequence[str], shelf: FontShelf) -> list[str]:
    """The first family that has all the letters, or all of those that have some."""
    some = []
    for family in (*shelf.chosen, *(family for family in usual if family in shelf.families)):
        left = not_drawn(letters, (family,), shelf.all)
        if not left:
            return [family]
        if len(left) < len(set(letters)):
            some.append(family)
    return some


def _groups(letters: str, text: str, han: HanForms | None) -> list[tuple[str, str, tuple[str, ...]]]:
    """(name of the script, its letters, its usual families, the one to install first) for each script."""
    found: dict[str, str] = {}
    for letter in letters:
        found[_script(letter)] = found.get(_script(letter), "") + letter
    return [(_script_name(script, text, han), held, _usual(script, text, han)) for script, held in found.items()]


def _usual(script: str, text: str, han: HanForms | None) -> tuple[str, ...]:
    if script in _FAMILIES:
        return _FAMILIES[script]
    if script != "East Asian":
        return (f"Noto Sans {script}", f"Noto Serif {script}")
    forms = _forms(text, han)
    if forms is not None:
        return _FAMILIES[forms]
    return tuple(family for known in (HanForms.SIMPLIFIED, *HanForms) for family in _FAMILIES[known])


def _script_name(script: str, text: str, han: HanForms | None) -> str:
    forms = _forms(text, han)
    return script if script != "East Asian" else _HAN_NAMES[forms] if forms else "Chinese or Japanese"


def _forms(text: str, han: HanForms | None) -> HanForms | None:
    told = (_FORMS_BY_SCRIPT.get(_first_word(letter)) for letter in text)
    return next((forms for forms in told if forms), han)


def _script(letter: str) -> str:
    first = _first_word(letter)
    if first in _EAST_ASIAN:
        return "East Asian"
    return first.capitalize() if unicodedata.category(letter)[0] in "LM" else "Symbols 2"


def _first_word(letter: str) -> str:
    return unicodedata.name(letter, "UNKNOWN").replace("-", " ").split()[0]


def _refusal(what: str, missing: set[str], text: str, han: HanForms | None) -> str:
    parts = [
        f"{name} letters ({' '.join(held[:_MOST_NAMED])}): install the font family {usual[0]}"
        for name, held, usual in _groups("".join(sorted(missing)), text, han)
    ]
    return (
        f"No font here draws {what}, with {'; and '.join(parts)}, or name a folder that holds such a font with --fonts."
    )
