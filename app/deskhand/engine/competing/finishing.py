"""The end of a competition: who won, by how much, what was learned from all answers, and its report card."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

from deskhand.domain.courses import Decision, detectable
from deskhand.domain.evaluations import Method
from deskhand.domain.models import Modality
from deskhand.engine import choices
from deskhand.engine.competing.clock import Clock
from deskhand.engine.competing.competition import Competition, Contender
from deskhand.engine.competing.tuning import HEAD, NETWORK, Tuning
from deskhand.engine.finetuning import Step
from deskhand.engine.inputs import Floats
from deskhand.engine.methods.method import Head
from deskhand.engine.methods.vectors import VectorsHead
from deskhand.engine.study import Study
from deskhand.engine.winning import Comparison

_FINAL = "final"
_NAMES = {
    Method.CONTRASTIVE: "the model, changed by comparing your answers with each other",
    Method.FULL: "the model, changed by your answers",
    Method.LORA: "the model, changed a little by your answers",
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
    study = choices.studied(competition.lesson, quick, tested, quick.head)
    best = max(competition.contenders, key=lambda one: one.comparison.gain, default=None)
    return Outcome(study, _kept_as_it_was(competition, best, tested.winner))


def learned_from_all(competition: Competition, winner: Contender, clock: Clock) -> Outcome:
    """The winner learns from all answers, as often as was best; from where it was left."""
    entry = winner.entry
    start = entry.start(np.arange(len(competition.lesson)))
    tuning: Tuning = entry.tuning(_FINAL, winner.plan, start)
    for moment in tuning.run(start, [], winner.epoch + 1):
        if isinstance(moment, Step):
            clock.look("Learning from all your answers")
    folder = entry.folder / _FINAL
    tuning.save(folder, winner.head)
    tuning.clear()
    return _changed(competition, winner, tuning.heads[winner.head], folder / NETWORK)


def best_so_far(competition: Competition) -> Outcome:
    """What has been found until it was stopped. The network is the one that the chart shows as best: it has learned
    from all answers but those set apart."""
    found = []
    for entry in competition.entries:
        plan, best = entry.kept_plan(), entry.best_folder(competition.first)
        if plan is not None and best.is_dir():
            found.append(competition.contender(entry, plan, [competition.first]))
    competition.contenders[:] = found
    winner = competition.winner
    if winner is None:
        return unchanged(competition)
    folder = winner.entry.best_folder(competition.first)
    tensors = load_file(folder / HEAD)
    head = VectorsHead(winner.entry.method, winner.entry.trial.chosen.look, tensors["weights"], tensors["bias"])
    return _changed(competition, winner, head, folder / NETWORK)


def _changed(competition: Competition, winner: Contender, head: Head, network: Path) -> Outcome:
    """The report card tells of the items that the winner was tested on, and of nothing else."""
    rows = np.concatenate([exam.rows for exam in winner.exams])
    place = {int(row): number for number, row in enumerate(competition.quick.tested)}
    places = [place[int(row)] for row in rows]
    marks: dict[Method, Floats] = {trial.method.method: trial.marks[places] for trial in competition.quick.trials}
    same = [one for one in competition.contenders if len(one.marks) == len(rows)]
    marks |= {one.entry.method: one.marks for one in same}
    tested = choices.Tested(rows, marks, winner.entry.method, winner.outputs)
    study = choices.studied(competition.lesson, competition.quick, tested, head)
    return Outcome(study, _won(winner), winner.entry.material.modality, network)


# --- words --------------------------------------------------------------------------------------


def _won(winner: Contender) -> Decision:
    name = _NAMES[winner.entry.method]
    words = (
        f"{_upper(name)} is better: {_points(winner.comparison.gain)} more of 100 right ({_range(winner.comparison)}),"
        f" on {len(winner.marks):,} answers that it had not learned from. It is used from now on."
    )
    return _decision(winner.comparison, winner.entry.method, len(winner.marks), words)


def _kept_as_it_was(competition: Competition, best: Contender | None, method: Method) -> Decision:
    now = _QUICK.get(method, "the model as it is")
    of = len(competition.quick.tested)
    if best is None:
        why = f" ({competition.refused[0]})" if competition.refused else ""
        words = f"Nothing was changed{why}: {now} is used, which learns in seconds."
        return _decision(Comparison(0.0, 0.0, 0.0, wins=False), method, of, words)
    least = _points(detectable(max(1, len(best.marks))))
    words = (
        f"No gain that could be shown: {_NAMES[best.entry.method]} came to {_signed(best.comparison.gain)} of 100"
        f" ({_range(best.comparison)}). On {len(best.marks):,} checked answers only a gain of about {least} of 100 can"
        f" be shown for certain. {_upper(now)} is used, which learns in seconds."
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
    return f"{_points(share)} {'more' if share >= 0 else 'fewer'}"


def _range(comparison: Comparison) -> str:
    return f"likely {_signed(comparison.low)} to {_signed(comparison.high)}"


def _upper(words: str) -> str:
    return words[0].upper() + words[1:]
