"""Sentences of the rooms below, which are English, in the language of the window.

The catalogue is `Sentences.ts` of the language: each source is a sentence with %1, %2 … where its values stand. What is
said in a value is said in that language too where it is known; anything else stays as it was.
"""

import re
from collections.abc import Mapping
from functools import cache

from tfcollab.app.translation import SOURCE_LANGUAGE, read_catalogue, translations_dir

#: name of the context in the catalogue
CONTEXT = "Sentences"
_PLACE = re.compile(r"%(\d)")
_END = re.compile(r"(?<=\.) (?=[A-Z])")


class Sentences:
    """The sentences of one language; pairs: source, with its places, -> translation."""

    def __init__(self, pairs: Mapping[str, str]) -> None:
        self._whole = {source: said for source, said in pairs.items() if not _PLACE.search(source)}
        forms = [(_pattern(source), said, source) for source, said in pairs.items() if _PLACE.search(source)]
        # where several fit, the one that says most by itself
        self._forms = sorted(forms, key=lambda form: -len(_PLACE.sub("", form[2])))

    def say(self, sentence: str) -> str:
        """The sentence in this language, or several of them; as it is where it is not known."""
        parts = _END.split(sentence)
        said = [self._said(part) for part in parts] if len(parts) > 1 else [None]
        if None not in said:
            return " ".join(map(str, said))
        known = self._said(sentence)
        return sentence if known is None else known

    def _said(self, sentence: str) -> str | None:
        if sentence in self._whole:
            return self._whole[sentence]
        for pattern, said, source in self._forms:
            found = pattern.fullmatch(sentence)
            if found is not None:
                numbers = _PLACE.findall(source)
                values = {number: self.say(value) for number, value in zip(numbers, found.groups(), strict=True)}
                return _PLACE.sub(lambda place, values=values: values[place[1]], said)  # type: ignore[misc]
        return None


@cache
def sentences(language: str) -> Sentences:
    """Those of a language; read when they are first wanted."""
    if language == SOURCE_LANGUAGE:
        return Sentences({})
    words = read_catalogue(translations_dir(language))
    return Sentences({source: said for (context, source), said in words.items() if context == CONTEXT})


def _pattern(source: str) -> re.Pattern[str]:
    return re.compile("(.+?)".join(re.escape(part) for part in _PLACE.split(source)[::2]), re.DOTALL)
