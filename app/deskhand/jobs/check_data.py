"""The data check: what may be wrong with the items and their answers, each with a remedy that can be switched."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from deskhand.domain.findings import Finding, FindingItem, FindingKind
from deskhand.domain.items import FILES, text_of
from deskhand.domain.jobs import CheckData, Event, Found, FoundItems, Progress, Report
from deskhand.domain.questions import Question, QuestionKind
from deskhand.engine import categories, copies, languages
from deskhand.storage.view import ProjectView

_CHUNK = 500
_MOST_FEW = 8  # categories with too few answers that are said singly for a question, the rarest first
_LANGUAGE_ITEMS = 2000
_LANGUAGE_SHARE = 0.03

Draft = tuple[Finding, list[FindingItem]]
"""A finding that has no number yet, and its items."""


@dataclass(slots=True)
class _Survey:
    """What the checks share: the ids of the items with text, in order, and which of them say the same."""

    view: ProjectView
    tick: Callable[[], None]
    ids: list[int]
    empty: list[int]
    repeats: list[list[int]]  # places in ``ids``
    same_files: list[list[int]]  # ids of items without words that are the same picture

    def texts(self, places: Sequence[int]) -> list[str]:
        wanted = [self.ids[place] for place in places]
        columns = {source.id: source.text_columns for source in self.view.sources.all()}
        return [text_of(item.cells, columns[item.source_id]) for item in self.view.items.many(wanted)]


def check_data(request: CheckData, view: ProjectView, report: Report) -> Iterator[Event]:
    """Answers with ``Found`` and its ``FoundItems`` as each of the six checks ends.

    A finding of an earlier check keeps its number, and the person's choice whether it is applied; one that
    no longer holds comes back with a count of 0.
    """
    del request
    numbers = _Numbers(view.findings.all())
    survey: _Survey | None = None
    for done, (name, check) in enumerate(_CHECKS):

        def tick(done: int = done, name: str = name) -> None:
            report.progress(Progress(done, len(_CHECKS), "checks", name))

        tick()
        survey = survey or _survey(view, tick)
        survey.tick = tick
        for draft, items in check(survey):
            finding = numbers.settle(draft)
            yield Found(finding)
            for start in range(0, len(items), _CHUNK):
                yield FoundItems(finding.id, tuple(items[start : start + _CHUNK]))
    for vanished in numbers.vanished():
        yield Found(vanished)


class _Numbers:
    """Gives findings the numbers and the switches that they had before."""

    def __init__(self, before: Sequence[Finding]) -> None:
        self._before = {_subject(finding): finding for finding in before}
        self._last = max((finding.id for finding in before), default=0)

    def settle(self, draft: Finding) -> Finding:
        known = self._before.pop(_subject(draft), None)
        if known is not None:
            return replace(draft, id=known.id, applied=known.applied if known.count else draft.applied)
        self._last += 1
        return replace(draft, id=self._last)

    def vanished(self) -> list[Finding]:
        return [replace(finding, count=0) for finding in self._before.values() if finding.count]


def _subject(finding: Finding) -> tuple[FindingKind, int | None, str]:
    return finding.kind, finding.question_id, finding.subject


def _survey(view: ProjectView, tick: Callable[[], None]) -> _Survey:
    sources = {source.id: source for source in view.sources.all()}
    ids: list[int] = []
    wordless: list[int] = []
    fingerprints: list[int] = []
    for count, item in enumerate(view.items.each()):
        text = text_of(item.cells, sources[item.source_id].text_columns)
        if text:
            ids.append(item.id)
            fingerprints.append(copies.fingerprint(text))
        else:
            wordless.append(item.id)
        if count % 10_000 == 0:
            tick()
    files = any(source.kind in FILES for source in sources.values())
    empty, same_files = _without_words(view, wordless) if files else (wordless, [])
    return _Survey(view, tick, ids, empty, list(copies.same(np.array(fingerprints, np.uint64))), same_files)


def _without_words(view: ProjectView, item_ids: list[int]) -> tuple[list[int], list[list[int]]]:
    """Which of these are empty, and which are pictures of the same file. Files that were not read yet are neither."""
    read = view.files.digests(item_ids)
    pictured = view.files.pictured(item_ids)
    unread = view.files.many(item_ids).keys() - read.keys()
    same: dict[str, list[int]] = {}
    for item_id, digest in pictured.items():
        same.setdefault(digest, []).append(item_id)
    empty = [item_id for item_id in item_ids if item_id not in pictured and item_id not in unread]
    return empty, [group for group in same.values() if len(group) > 1]


def _check_empty(survey: _Survey) -> Iterator[Draft]:
    if survey.empty:
        items = [FindingItem(item_id, aside=True) for item_id in survey.empty]
        yield Finding(0, FindingKind.EMPTY, len(items), applied=True), items


def _check_repeats(survey: _Survey) -> Iterator[Draft]:
    """Of each group the first with an answer is kept; if none has one, the first."""
    groups = [[survey.ids[place] for place in places] for places in survey.repeats] + survey.same_files
    if not groups:
        return
    answered: set[int] = set()
    for question in survey.view.questions.all():
        answered.update(label.item_id for label in survey.view.labels.of(question.id))
    items = []
    for group, members in enumerate(groups, start=1):
        kept = next((item_id for item_id in members if item_id in answered), members[0])
        items += [FindingItem(item_id, group, aside=item_id != kept) for item_id in members]
    aside = len(items) - len(groups)
    yield Finding(0, FindingKind.REPEATS, aside, applied=True), items


def _check_near_copies(survey: _Survey) -> Iterator[Draft]:
    """Repeats belong to the groups of their near-copies, but make none by themselves."""
    first_of = {place: places[0] for places in survey.repeats for place in places}
    groups = copies.near_copies(_each_text(survey), survey.texts, lambda _: survey.tick())
    groups = [group for group in groups if len({first_of.get(place, place) for place in group}) > 1]
    if groups:
        items = [
            FindingItem(survey.ids[place], number) for number, group in enumerate(groups, start=1) for place in group
        ]
        yield Finding(0, FindingKind.NEAR_COPIES, len(items), applied=True), items


def _each_text(survey: _Survey) -> Iterator[str]:
    for start in range(0, len(survey.ids), _CHUNK):
        yield from survey.texts(range(start, min(start + _CHUNK, len(survey.ids))))


def _check_contradictions(survey: _Survey) -> Iterator[Draft]:
    """Items that say the same and are answered differently, be it only in other words than case and space."""
    for question in survey.view.questions.all():
        given = survey.view.labels.of(question.id)
        answers = {label.item_id: " ".join(label.value.casefold().split()) for label in given}
        items = []
        for group, places in enumerate(survey.repeats, start=1):
            members = [survey.ids[place] for place in places if survey.ids[place] in answers]
            if len({answers[item_id] for item_id in members}) > 1:
                items += [FindingItem(item_id, group) for item_id in members]
        if items:
            yield Finding(0, FindingKind.CONTRADICTIONS, len(items), question.id), items


def _check_categories(survey: _Survey) -> Iterator[Draft]:
    for question in survey.view.questions.all():
        if question.kind is QuestionKind.CHOICE:
            yield from _check_question(survey, question)


def _check_question(survey: _Survey, question: Question) -> Iterator[Draft]:
    given: dict[str, list[FindingItem]] = {}
    for label in survey.view.labels.of(question.id):
        given.setdefault(label.value, []).append(FindingItem(label.item_id))
    counts = {label: len(items) for label, items in given.items()}
    for spelled in categories.variants(counts):
        items = [item for other in spelled.others for item in given[other]]
        spellings = (spelled.kept, *spelled.others)
        yield Finding(0, FindingKind.VARIANTS, len(items), question.id, spelled.kept, spellings, spelled.sure), items
        if spelled.sure:
            for other in spelled.others:
                counts[spelled.kept] += counts.pop(other)
                given[spelled.kept] += given[other]
    for rare in categories.few(counts)[:_MOST_FEW]:
        yield Finding(0, FindingKind.FEW, counts[rare], question.id, rare), given[rare]
    if commonest := categories.lopsided(counts):
        yield Finding(0, FindingKind.LOPSIDED, counts[commonest], question.id, commonest), given[commonest]


def _check_languages(survey: _Survey) -> Iterator[Draft]:
    """On up to 2,000 items, evenly spread; counts are scaled to all."""
    step = max(1, -(-len(survey.ids) // _LANGUAGE_ITEMS))
    places = range(0, len(survey.ids), step)
    found = languages.languages_of(survey.texts(places))
    for language, members in islice(found.places.items(), 1, None):
        if len(members) >= _LANGUAGE_SHARE * found.told:
            items = [FindingItem(survey.ids[places[place]]) for place in members]
            yield Finding(0, FindingKind.LANGUAGES, len(items) * step, subject=language), items


_CHECKS: tuple[tuple[str, Callable[[_Survey], Iterator[Draft]]], ...] = (
    ("Looking for empty rows", _check_empty),
    ("Looking for repeats", _check_repeats),
    ("Looking for near-copies", _check_near_copies),
    ("Looking for contradictions", _check_contradictions),
    ("Looking at the categories", _check_categories),
    ("Looking at the languages", _check_languages),
)
