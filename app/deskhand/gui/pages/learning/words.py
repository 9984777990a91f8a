"""The sentences of the Learning page."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from deskhand.domain.courses import ADAPT_OFF, Aim, Course, Decision, Lines, Point, Stage, detectable
from deskhand.domain.evaluations import Method, Score
from deskhand.domain.models import Modality
from deskhand.domain.objectives import HOURS, PICTURES, TEXTS
from deskhand.domain.recordings import FEWEST_TO_LEARN
from deskhand.gui.pages.learning.subject import Material
from deskhand.gui.work_words import duration

ENOUGH = 20  # answers under which nothing can be tested
SAFE = "Close the window whenever you like. It goes on from the last time through."
FREE = "You can go on working meanwhile, and stop at any time with the best so far."
NUMBERS = "This question asks for a number: that is learned in seconds, as before. Only categories gain from more time."
OVER = "What you had is kept: you can go back to it at any time."


@dataclass(frozen=True, slots=True)
class Budget:
    """A stop of the slider; ``words`` say what to expect of it."""

    minutes: float
    name: str
    words: str


BUDGETS: tuple[Budget, ...] = (
    Budget(5, "5 min", "A quick look: one way of learning, tested a few times."),
    Budget(15, "15 min", "Enough to try one way properly. A good first choice with a few hundred answers."),
    Budget(30, "30 min", "Enough for two ways, each tested after every time through your answers."),
    Budget(60, "1 hour", "All ways that fit your answers, the promising ones for longer."),
    Budget(180, "3 hours", "The same with more repeats: worth it from about a thousand answers."),
    Budget(
        480,
        "Overnight",
        "Up to 8 hours: everything, also on a slow computer. It ends sooner if nothing is gained any more.",
    ),
)
FIRST_BUDGET = 2
_ALONE = "It goes through them as often as there is time for, and ends sooner where nothing is gained any more."

METHODS: dict[Method | None, str] = {
    None: "reading",
    Method.COMMONEST: "always the commonest",
    Method.WORDS: "word counts",
    Method.MODEL: "as it is",
    Method.COLOURS: "colours and shapes",
    Method.PICTURE: "pictures as they are",
    Method.BOTH: "text and picture",
    Method.TONES: "loudness and pitch",
    Method.SOUND: "sound as it is",
    Method.CONTRASTIVE: "by comparing",
    Method.FULL: "as a whole",
    Method.LORA: "in a few places",
}
"""What each candidate is called in the chart."""
_HEARERS: dict[Method | None, str] = {
    Method.SOUND: "the speech model, as it came",
    Method.LORA: "taught by your corrections",
}
_STAGES: dict[Stage, tuple[str, str]] = {
    Stage.READ_FILES: ("Read your files first", "to get used to your words"),
    Stage.PUT_TOGETHER: ("Put near-copies together", "each group on one side only"),
    Stage.LEARN: ("Go through your answers", "several times, testing after each"),
    Stage.SET_CAREFUL: ("Set how careful to be", "so that “9 in 10 sure” means it"),
    Stage.COMPARE: ("Compare with the skill you have", "on the same ones; the better one stays"),
}
_HEARD = {Stage.LEARN: ("Go through your corrections", "several times, listening after each")}
_SIDES = {Stage.PUT_TOGETHER: ("Put recordings together", "each caller on one side only")}
_OF_HEARING = {**_SIDES, **_HEARD, Stage.COMPARE: ("Compare with how it hears now", "words, names, and silence")}
_OF_FILES = {Stage.COMPARE: ("Compare with the model you have", "on your answers, where there are any")}


def name_of(method: Method | None, aim: Aim) -> str:
    """What a candidate of a course is called in the chart."""
    return (METHODS | _HEARERS if aim is Aim.HEARING else METHODS)[method]


def purpose_of(aim: Aim) -> str:
    """What it would do, in two sentences."""
    if aim is Aim.FILES:
        return (
            "Deskhand reads all your files, with or without answers, to get used to how you write and what you have. "
            "What it learned is used for every question, and for finding look-alikes, if it finds as well as before."
        )
    if aim is Aim.HEARING:
        return (
            "Deskhand learns to hear your callers from the texts that you corrected. "
            "It is used only if it hears words and names better, and still hears nothing where nobody speaks."
        )
    return (
        "So far Deskhand learned in seconds from a model that stays as it is. Here it changes the model itself, tries "
        "several ways against each other, and uses a new one only if it wins on answers it has not learned from."
    )


def stages_of(course: Course) -> tuple[tuple[Stage, str, str], ...]:
    """The stages that this course has: (which, name, what there is to say before it is reached)."""
    own = {Aim.FILES: _OF_FILES, Aim.HEARING: _OF_HEARING}.get(course.aim, {})
    left_out = {
        Aim.QUESTION: () if course.adapt != ADAPT_OFF else (Stage.READ_FILES,),
        Aim.FILES: (Stage.LEARN, Stage.SET_CAREFUL),
        Aim.HEARING: (Stage.READ_FILES, Stage.SET_CAREFUL),
    }[course.aim]
    return tuple((stage, *own.get(stage, words)) for stage, words in _STAGES.items() if stage not in left_out)


def enough_of(aim: Aim) -> int:
    """How many answers, or checked texts, are the least to begin with."""
    return {Aim.FILES: 0, Aim.HEARING: FEWEST_TO_LEARN}.get(aim, ENOUGH)


def expected(budget: Budget, aim: Aim) -> str:
    """What to expect of so much time."""
    return budget.words if aim is Aim.QUESTION else _ALONE


def shown_gain(answers: int, aim: Aim) -> str:
    """What so many checked answers can show."""
    if aim is Aim.HEARING:
        needed = f"{FEWEST_TO_LEARN} recordings whose text you checked are needed to begin; you have {answers:,}."
        return needed if answers < FEWEST_TO_LEARN else f"From {answers:,} recordings whose text you checked."
    if answers < ENOUGH:
        return f"{ENOUGH} checked answers are needed to begin; you have {answers}."
    points = round(100 * detectable(answers))
    only = "only a gain of" if points > 5 else "a gain of"
    return f"With {answers:,} checked answers {only} {points} of 100 or more can be shown."


def reading_words(material: Material) -> str:
    """When it pays to let it read first."""
    if material.pays:
        return "It pays most where your files are unlike what everybody writes or photographs. It takes longer."
    least = {
        Modality.PICTURE: f"{PICTURES:,} pictures",
        Modality.SOUND: f"{HOURS} hours of sound",
    }.get(material.modality, f"{TEXTS:,} texts")
    sound = material.modality is Modality.SOUND and material.hours
    here = f"{material.hours:.0f} hours" if sound else material.noun.count(material.items)
    return f"You have {here}: below {least} it rarely pays."


def time_words(seconds: float, now: datetime) -> tuple[str, str]:
    """The large figure, and the words after it."""
    if seconds < 1:
        return "Almost done", ""
    end = now + timedelta(seconds=seconds)
    day = "" if end.date() == now.date() else " tomorrow" if (end.date() - now.date()).days == 1 else f" {end:%d %b}"
    return duration(seconds), f"left, done at about {end.hour}:{end:%M}{day}"


def ahead(lines: Lines | None, best: Point | None, aim: Aim) -> str:
    """Which is ahead, and what would come of it."""
    if aim is Aim.FILES and best is None:
        return "Whether it was worth it is tested at the end."
    if lines is None and best is not None and best.score is not None:
        return f"{of_score(best.score)} so far. Whether that is better is compared at the end."
    if lines is None or best is None or best.score is None:
        return "The first figure is still to come. What you have stays in use until something has won."
    ours, theirs = _share(best.score), _share(lines.now)
    figures = f"{best.score.right:,} against {lines.now.right:,} of {best.score.of:,}"
    if best.score.of != lines.now.of:
        figures = f"{of_score(best.score)} against {of_score(lines.now)}"
    if ours - theirs >= detectable(best.score.of):
        return f"The new one: {figures}. If it ends like this, Deskhand uses the new one."
    if ours > theirs:
        return f"The new one, but too close to tell: {figures}. The comparison at the end decides."
    tie = "Neither" if ours == theirs else "What you have"
    return f"{tie}: {figures}. If it ends like this, Deskhand keeps what you have."


def shown_of(decision: Decision) -> str:
    """How much what came out can be relied on."""
    if not decision.tested:
        return "Nothing was tested."
    low, high = (f"{100 * share:+.0f}".replace("-", "−") for share in (decision.low, decision.high))
    parts = [f"The gain lies between {low} and {high} of 100, as far as the {decision.tested:,} tested ones tell."]
    parts += [f"So many can show a gain of {100 * decision.detectable:.0f} of 100 or more."] * (decision.detectable < 1)
    return " ".join(parts[decision.low == decision.high :])


def chart_about(lines: Lines | None, noun_of: str, aim: Aim) -> tuple[str, str]:
    """The title of the chart, and what it shows."""
    if aim is Aim.FILES:
        return "Still wrong", "how much of what is hidden it guesses wrong, each time through; lower is better"
    if aim is Aim.HEARING:
        return "Right of 100", "of the words in passages set apart, which it is not learning from"
    if lines is None:
        return "Right of 100", "on answers set apart, which it is not learning from"
    return "Right of 100", f"on {noun_of} set apart, which it is not learning from · the band shows the likely range"


def of_score(score: Score) -> str:
    """``37 of 41``."""
    return f"{score.right:,} of {score.of:,}"


def _share(score: Score) -> float:
    return score.right / max(1, score.of)
