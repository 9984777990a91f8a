"""The report card of a skill, as fields for scripts and as words for people."""

from collections.abc import Mapping

from deskhand.domain.evaluations import Candidate, CategoryScore, Evaluation, Method, NumberScore, Score
from deskhand.domain.questions import Question
from deskhand.domain.skills import Skill

METHODS = {
    Method.MODEL: "the model",
    Method.WORDS: "word counts",
    Method.COMMONEST: "always the commonest answer",
    Method.COLOURS: "colours and shapes",
    Method.PICTURE: "the picture model",
    Method.BOTH: "text and picture together",
    Method.TONES: "loudness and pitch",
    Method.SOUND: "the sound model",
    Method.CONTRASTIVE: "the model, fine-tuned by contrast",
    Method.FULL: "the model, fine-tuned",
    Method.LORA: "the model, fine-tuned by LoRA",
}
LOOKS = {
    "text alone": (Method.WORDS, Method.MODEL),
    "the picture alone": (Method.COLOURS, Method.PICTURE),
    "text and picture together": (Method.BOTH,),
    "the sound alone": (Method.TONES, Method.SOUND),
}
NUMBER_METHODS = {**METHODS, Method.COMMONEST: "always the middle number"}
REFERENCES = {"reference_commonest": Method.COMMONEST, "reference_words": Method.WORDS}


def fields(question: Question, skill: Skill) -> dict[str, object]:
    """One flat object; ``right`` and the references are counts out of ``of``, ``low`` and ``high`` shares (0 to 1).

    Of a question for numbers, ``right`` is ``None``, and ``error``, the references, ``low`` and ``high`` are amounts,
    ``None`` if none was tested.
    ``of`` can be less than ``items``: of very many only some are tested, and those ``left_out`` are not.
    """
    card = skill.evaluation
    labels = list(question.labels) if isinstance(card.score, Score) else []
    return {
        "question": question.name,
        "kind": question.kind.value,
        "items": card.items,
        "labels": labels,
        **_score_fields(card.score),
        **{name: _amount(card, method) for name, method in REFERENCES.items()},
        "method": card.method.value,
        "verdict": card.verdict.value,
        "careful": card.careful,
        "left_out": list(card.left_out),
        "model": skill.model,
        "picture_model": skill.picture_model,
        "sound_model": skill.sound_model,
        "together": card.together,
        "skill": skill.id,
        "seconds": round(card.seconds, 2),
    }


def _score_fields(score: Score | NumberScore) -> Mapping[str, object]:
    if isinstance(score, Score):
        return {"right": score.right, "of": score.of, "low": score.low, "high": score.high}
    amounts = {"error": score.error, "low": score.low, "high": score.high}
    return {"right": None, "of": score.of, **(amounts if score.of else dict.fromkeys(amounts))}


def _amount(card: Evaluation, method: Method) -> float | None:
    scores = (candidate.score for candidate in card.candidates if candidate.method is method)
    return next((_mark(score) for score in scores), None)


def _mark(score: Score | NumberScore) -> float | None:
    if isinstance(score, Score):
        return score.right
    return score.error if score.of else None


def words(question: Question, skill: Skill) -> str:
    """The report card as a person reads it."""
    card = skill.evaluation
    lines = [f"{question.name}: {_figure(card.score)}"]
    if card.score.of < card.items:
        lines.append(f"  tested on {card.score.of:,} of {card.items:,} answers, learned from all")
    methods = METHODS if isinstance(card.score, Score) else NUMBER_METHODS
    lines += [f"  {methods[candidate.method]}: {_short(candidate.score)}" for candidate in _references(card)]
    lines.append(f"  answered by {methods[card.method]}; {card.verdict.value}. {card.verdict_reason}".rstrip())
    if look := _best_look(card):
        lines.append(f"  {look}")
    lines += [f"  {_category(category)}" for category in card.categories]
    if card.together:
        lines.append(f"  {card.together:,} speakers (machines, days) by name: learned from or tested on, never both")
    if card.left_out:
        why = "with too few answers to be tested, or all of them near-copies of one"
        lines.append(f"  left out, {why}: {', '.join(card.left_out)}")
    if card.forecast:
        lines.append(f"  {card.forecast}")
    return "\n".join(lines)


def _best_look(card: Evaluation) -> str:
    """Which way of looking at a document was best, in a sentence; "" where only one was possible."""
    looks = {look: [one for one in card.candidates if one.method in methods] for look, methods in LOOKS.items()}
    tried = {look: max(those, key=_worth) for look, those in looks.items() if those}
    ours = next((look for look, methods in LOOKS.items() if card.method in methods), "")
    if len(tried) < 2 or ours not in tried:
        return ""
    best = tried.pop(ours)
    others = ", ".join(f"{look} {_short(one.score)}" for look, one in tried.items())
    words = "Nothing was better than" if any(_worth(one) >= _worth(best) for one in tried.values()) else "Best was"
    return f"{words} {ours} ({_short(best.score)}); {others}."


def _worth(candidate: Candidate) -> float:
    score = candidate.score
    return -score.error if isinstance(score, NumberScore) else score.right / max(1, score.of)


def _figure(score: Score | NumberScore) -> str:
    if not score.of:
        return "not tested yet, so nothing is known about how often it is right"
    if isinstance(score, NumberScore):
        return f"off by {score.error:.3g} on average (between {score.low:.3g} and {score.high:.3g}), on {score.of:,}"
    low, high = round(score.low * score.of), round(score.high * score.of)
    return f"right {score.right:,} of {score.of:,} (between {low:,} and {high:,}), on ones it had not learned from"


def _references(card: Evaluation) -> list[Candidate]:
    """The other candidates, if they were tested."""
    return [candidate for candidate in card.candidates if candidate.method is not card.method and candidate.score.of]


def _short(score: Score | NumberScore) -> str:
    return f"off by {score.error:.3g}" if isinstance(score, NumberScore) else f"{score.right:,} of {score.of:,}"


def _category(category: CategoryScore) -> str:
    return f"{category.label}: {category.right:,} of {category.of:,}"
