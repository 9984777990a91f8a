"""The end of a competition: who won, by how much, what was learned from all answers, and its report card."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

from deskhand.domain.courses import Decision, detectable
from deskhand.domain.evaluations import Method
from deskhand.domain.models import Modality
from deskhand.engine import choices
from deskhand.engine.competing.clock import Clock
from deskhand.engine.competing.competition import Competition, Contender, best_of
from deskhand.engine.competing.tuning import HEAD, NETWORK, Tuning
from deskhand.engine.inputs import Floats
from deskhand.engine.methods.method import Head
from deskhand.engine.methods.vectors import VectorsHead
from deskhand.engine.study import Study
from deskhand.engine.winning import Comparison

_FINAL = "final"
_NAMES = {
    Method.CONTRASTIVE: "a model that was changed by comparing your answers with each other",
    Method.FULL: "a model that was changed by your answers",
    Method.LORA: "a model that was changed a little by your answers",
}
_QUICK = {
    Method.COMMONEST: "always the commonest answer",
    Method.WORDS: "word counts",
    Method.COLOURS: "colours and shapes",
    Method.TONES: "loudness and pitch",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is used from now on. ``network`` is the folder of the changed model of ``modality``; ``None``: none was."""

    study: Study
    decision: Decision
    modality: Modality | None = None
    network: Path | None = None


def unchanged(competition: Competition) -> Outcome:
    """The champion stays."""
    quick = competition.quick
    tested = choices.Tested.of(quick)
    same = (one for one in competition.contenders if len(one.marks) == len(tested.rows))
    marks = {**tested.marks, **{one.entry.method: one.marks for one in same}}
    tested = replace(tested, marks=marks)
    study = choices.studied(competition.lesson, competition.curve, tested, quick.head)
    best = max(competition.contenders, key=lambda one: one.comparison.gain, default=None)
    return Outcome(study, _kept_as_it_was(competition, best, tested.winner))


def learned_from_all(competition: Competition, winner: Contender, clock: Clock) -> Outcome:
    """The winner learns from all answers, as often as was best; from where it was left."""
    entry = winner.entry
    start = entry.start(np.arange(len(competition.lesson)))
    tuning: Tuning = entry.tuning(_FINAL, winner.plan, start)
    for _ in tuning.run(start, [], partial(clock.look, "Learning from all your answers"), winner.epoch + 1):
        pass
    folder = entry.folder / _FINAL
    tuning.save(folder, winner.head)  # its checkpoints stay: cut off before the end, it is not learned again
    return _changed(competition, winner, competition.contenders, tuning.heads[winner.head], folder / NETWORK)


def best_so_far(competition: Competition) -> Outcome:
    """What has been found until it was stopped. The network is the one that the chart shows as best: it has learned
    from all answers but those set apart."""
    found = _tested_so_far(competition)
    winner = best_of(found)
    if winner is not None:
        return _as_seen(competition, winner, found)
    competition.contenders[:] = found
    if not found:
        competition.refused.insert(0, "it was stopped before the first test")
    return unchanged(competition)


def won_so_far(competition: Competition) -> Outcome | None:
    """The same while it goes on; ``None``: nothing has won yet, were it stopped now."""
    found = _tested_so_far(competition)
    winner = best_of(found)
    return None if winner is None else _as_seen(competition, winner, found)


def _tested_so_far(competition: Competition) -> list[Contender]:
    """All that was tested on the split of the chart."""
    found = []
    for entry in competition.entries if len(competition.quick.tested) else ():
        fixed = entry.kept()
        if fixed is not None and fixed.plan is not None and entry.best_folder(competition.first, fixed.plan):
            found.append(competition.contender(entry, fixed.plan, [competition.first]))
    return found


def _as_seen(competition: Competition, winner: Contender, among: Sequence[Contender]) -> Outcome:
    """With the network that the chart shows as best."""
    folder = winner.entry.best_folder(competition.first, winner.plan)
    assert folder is not None
    tensors = load_file(folder / HEAD)
    head = VectorsHead(winner.entry.method, winner.entry.trial.chosen.look, tensors["weights"], tensors["bias"])
    return _changed(competition, winner, among, head, folder / NETWORK)


def _changed(
    competition: Competition, winner: Contender, among: Sequence[Contender], head: Head, network: Path
) -> Outcome:
    """The report card tells of the items that the winner was tested on, and of nothing else."""
    rows = np.concatenate([exam.rows for exam in winner.exams])
    place = {int(row): number for number, row in enumerate(competition.quick.tested)}
    places = [place[int(row)] for row in rows]
    marks: dict[Method, Floats] = {trial.method.method: trial.marks[places] for trial in competition.quick.trials}
    same = [one for one in among if len(one.marks) == len(rows)]
    marks |= {one.entry.method: one.marks for one in same}
    tested = choices.Tested(rows, marks, winner.entry.method, winner.outputs)
    study = choices.studied(competition.lesson, competition.curve, tested, head)
    return Outcome(study, _won(winner), winner.entry.material.modality, network)


# --- words --------------------------------------------------------------------------------------


def _won(winner: Contender) -> Decision:
    words = (
        f"Better by {_points(winner.comparison.gain)} of 100: {_NAMES[winner.entry.method]}, tested on"
        f" {len(winner.marks):,} answers that it had not learned from ({_range(winner.comparison)})."
        " It is used from now on."
    )
    return _decision(winner.comparison, winner.entry.method, len(winner.marks), words)


def _kept_as_it_was(competition: Competition, best: Contender | None, method: Method) -> Decision:
    stays = f"What learns in seconds is used: {_QUICK.get(method, 'the unchanged model')}."
    if best is None:
        why = competition.refused[0] if competition.refused else "nothing that was tried came near"
        words = f"Nothing was changed: {why}. {stays}"
        return _decision(Comparison(0.0, 0.0, 0.0, wins=False), method, len(competition.quick.tested), words)
    least = _points(detectable(max(1, len(best.marks))))
    words = (
        f"No measurable gain on {len(best.marks):,} checked answers: {_NAMES[best.entry.method]} is right on"
        f" {_signed(best.comparison.gain)} of 100 ({_range(best.comparison)}). So many answers can show a gain of about"
        f" {least} of 100 or more. {stays}"
    )
    return _decision(best.comparison, method, len(best.marks), words)


def _decision(comparison: Comparison, method: Method, tested: int, words: str) -> Decision:
    return Decision(
        kept=comparison.wins,
        method=method,
        gain=round(comparison.gain, 5),
        low=round(comparison.low, 5),
        high=round(comparison.high, 5),
        tested=tested,
        detectable=detectable(max(1, tested)),
        words=words,
    )


def _points(share: float) -> str:
    return f"{100 * abs(share):.1f}".removesuffix(".0")


def _signed(share: float) -> str:
    points = _points(share)
    return "as many" if points == "0" else f"{points} {'more' if share > 0 else 'fewer'}"


def _range(comparison: Comparison) -> str:
    return f"likely {_signed(comparison.low)} to {_signed(comparison.high)}"
