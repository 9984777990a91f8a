"""What the data check says about each kind of finding, and what its remedy is called."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from deskhand.domain.findings import Finding, FindingKind


@dataclass(frozen=True, slots=True)
class FindingWords:
    """``remedy`` is the button ("": there is none); ``done`` the line once applied; ``shows`` the quiet way on."""

    title: str
    why: str
    remedy: str = ""
    done: str = ""
    shows: str = "Show"


def _empty(_: Finding, __: str) -> FindingWords:
    return FindingWords("Empty", "Nothing to read.", "Set aside", "Set aside")


def _repeats(_: Finding, __: str) -> FindingWords:
    return FindingWords("Exact repeats", "Would be counted twice.", "Set aside", "Set aside, one of each kept")


def _near_copies(_: Finding, __: str) -> FindingWords:
    return FindingWords("Near-copies", "Could flatter the result.", "Keep together", "Kept together when testing")


def _contradictions(_: Finding, question: str) -> FindingWords:
    why = f"Same words, another {question}."
    return FindingWords("Answers that disagree", why, "Leave out", "Not learned from", "Compare")


def _variants(finding: Finding, question: str) -> FindingWords:
    title = f"“{finding.subject}” in {len(finding.spellings)} spellings"
    others = ", ".join(f"“{one}”" for one in finding.spellings if one != finding.subject)
    return FindingWords(title, f"{question}: also {others}.", "Count as one", f"Counted as “{finding.subject}”")


def _few(finding: Finding, question: str) -> FindingWords:
    title = f"Only {finding.count} “{finding.subject}”"
    return FindingWords(title, f"{question}: ten or more work well.", "Leave out", "Left out of learning")


def _lopsided(finding: Finding, question: str) -> FindingWords:
    why = f"{question}: rare answers could be overlooked."
    return FindingWords(f"Mostly “{finding.subject}”", why, "Weigh rare ones", "Rare answers weigh more")


def _languages(finding: Finding, _: str) -> FindingWords:
    return FindingWords(f"About this many in {finding.subject}", "The model was made for English.")


_WORDS: dict[FindingKind, Callable[[Finding, str], FindingWords]] = {
    FindingKind.EMPTY: _empty,
    FindingKind.REPEATS: _repeats,
    FindingKind.NEAR_COPIES: _near_copies,
    FindingKind.CONTRADICTIONS: _contradictions,
    FindingKind.VARIANTS: _variants,
    FindingKind.FEW: _few,
    FindingKind.LOPSIDED: _lopsided,
    FindingKind.LANGUAGES: _languages,
}


def words_of(finding: Finding, question: str = "", many: str = "messages") -> FindingWords:
    """``question`` is the name of the question that the finding is about, ``many`` what its items are called."""
    words = _WORDS[finding.kind](finding, question)
    return replace(words, title=f"Empty {many}") if finding.kind is FindingKind.EMPTY else words


def is_open(finding: Finding) -> bool:
    """Whether there is a remedy that is not applied."""
    return bool(words_of(finding).remedy) and not finding.applied
