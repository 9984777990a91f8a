"""Which languages a heap of messages is in."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from py3langid.langid import MODEL_FILE, LanguageIdentifier

FEWEST_LETTERS = 20
"""Below this many letters a guess is worth nothing, so none is made."""

_SURE = 0.9  # probability, normalised over all languages
_NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "nb": "Norwegian", "nl": "Dutch",
    "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


@dataclass(slots=True)
class Languages:
    """``told`` texts were long and clear enough; ``places`` of each language, by its English name, commonest first."""

    told: int = 0
    places: dict[str, list[int]] = field(default_factory=dict)


def languages_of(texts: Iterable[str]) -> Languages:
    """The languages of ``texts``, those told apart with confidence; places count from 0."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(set(_NAMES) & set(identifier.labels)))
    found = Languages()
    for place, text in enumerate(texts):
        if sum(map(str.isalpha, text)) < FEWEST_LETTERS:
            continue
        code, sureness = identifier.classify(text)
        if sureness >= _SURE:
            found.told += 1
            found.places.setdefault(_NAMES[code], []).append(place)
    found.places = dict(sorted(found.places.items(), key=lambda item: -len(item[1])))
    return found


def codes_of(texts: Iterable[str], rare: float) -> tuple[str, ...]:
    """ISO 639-1 codes of the languages of ``texts``, commonest first, without those of less than a share ``rare``."""
    found = languages_of(texts)
    codes = {name: code for code, name in _NAMES.items()}
    return tuple(codes[name] for name, places in found.places.items() if len(places) >= rare * found.told)
