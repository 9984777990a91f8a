"""Which model suits a project, and how models that are here compare on its answers; then use one."""

import argparse
from pathlib import Path

from deskhand.cli import sources
from deskhand.cli.console import Console
from deskhand.cli.driver import Driver
from deskhand.domain.acts import ModelChosen
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import (
    CompareModels,
    Estimate,
    ModelCompared,
    ModelRecommended,
    Noticed,
    RecommendModel,
    Wish,
)
from deskhand.domain.models import Modality, Model
from deskhand.domain.problems import Problem, ProblemError
from deskhand.domain.questions import Question
from deskhand.storage import models
from deskhand.storage.view import ProjectView

_READ = {SourceKind.PHOTOS: Modality.PICTURE, SourceKind.SOUNDS: Modality.SOUND, SourceKind.RECORDINGS: Modality.SPEECH}
_GIGA = 1e9
_READS = {Modality.SPEECH: {Modality.SPEECH, Modality.SOUND}}  # Whisper hears, too; others do what they are for
_WIDE = 50  # characters: the longest technical name of the catalogue
_DOES = {
    Modality.TEXT: "reads with",
    Modality.PICTURE: "looks with",
    Modality.SOUND: "listens with",
    Modality.SPEECH: "turns speech into words with",
}


def of_a_project(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--project", metavar="P", type=Path, required=True, help="the project")
    parser.add_argument(
        "--for",
        dest="modality",
        choices=[one.value for one in Modality],
        help="what is read, looked at or heard; else what the project has most",
    )


def to_recommend(parser: argparse.ArgumentParser) -> None:
    of_a_project(parser)
    wishes = [wish.value for wish in Wish]
    parser.add_argument("--wish", choices=wishes, default=Wish.BALANCED.value, help="what matters")


def to_compare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", metavar="ID", nargs="*", help="models that are here; none: all that are")
    of_a_project(parser)
    parser.add_argument("--question", metavar="NAME", help="the question whose answers are used; else the first")


def to_use(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="the technical name of a model that is here; “usual”: as by itself")
    of_a_project(parser)


def recommend(options: argparse.Namespace, console: Console) -> None:
    with sources.open_existing(options.project) as project:
        request = RecommendModel(_modality(options, project), Wish(options.wish))
        answer = Driver(project, console).answer(ModelRecommended, request)
    console.say(f"{answer.model.name} ({answer.model.id}). {answer.why}")
    for estimate in answer.estimates:
        console.result(_fields(estimate, answer), _words(estimate))


def compare(options: argparse.Namespace, console: Console) -> None:
    with sources.open_existing(options.project) as project:
        modality, question = _modality(options, project), _question(options, project)
        here = tuple(one.id for one in models.on_the_shelf() if one.here and one.modality is modality)
        request = CompareModels(question.id, modality, tuple(options.ids) or here)
        for event in Driver(project, console).events(request):
            if isinstance(event, Noticed):
                console.say(event.words)
            elif isinstance(event, ModelCompared):
                score = event.score
                span = f"likely {100 * score.low:.0f} to {100 * score.high:.0f} of 100"
                words = f"{event.model:{_WIDE}} {score.right:,} of {score.of:,} right, {span}, {event.seconds:,.1f} s"
                told = {"right": score.right, "of": score.of, "low": score.low, "high": score.high}
                console.result(
                    {"model": event.model, **told, "seconds": event.seconds, "size": event.size},
                    f"{words}, {event.size / 1e6:,.0f} MB" if event.size else words,
                )


def use(options: argparse.Namespace, console: Console) -> None:
    with sources.open_existing(options.project) as project:
        modality = _modality(options, project)
        name = "" if options.id == "usual" else options.id
        model = next((one for one in models.on_the_shelf() if one.here and one.id == name), None)
        if name and model is None:
            raise ProblemError(_not_here(name))
        if model is not None and modality not in _READS.get(model.modality, {model.modality}):
            raise ProblemError(_reads_else(model, modality))
        project.record(ModelChosen(modality, name))
    words = f"From now on this project {_DOES[modality]} {'the usual model' if model is None else model.full_name}."
    console.result({"modality": modality, "model": name}, words)


def _modality(options: argparse.Namespace, view: ProjectView) -> Modality:
    if options.modality:
        return Modality(options.modality)
    kinds = [source.kind for source in view.sources.all()]
    return _READ.get(kinds[0], Modality.TEXT) if kinds else Modality.TEXT


def _question(options: argparse.Namespace, view: ProjectView) -> Question:
    for question in view.questions.all():
        if options.question in (None, question.name):
            return question
    raise ProblemError(_NO_QUESTION)


def _fields(estimate: Estimate, answer: ModelRecommended) -> dict[str, object]:
    return {
        "model": estimate.model,
        "recommended": estimate.model == answer.model.id,
        "why": answer.why if estimate.model == answer.model.id else "",
        "seconds": estimate.seconds,
        "disk": estimate.disk,
        "memory": estimate.memory,
        "measured": estimate.measured,
    }


def _words(estimate: Estimate) -> str:
    how = f"measured on {estimate.measured:,} items" if estimate.measured else "reckoned, as it is not here"
    return (
        f"{estimate.model:{_WIDE}} about {estimate.seconds:,.0f} s, {estimate.disk / 1e6:,.0f} MB on disk,"
        f" {estimate.memory / _GIGA:.1f} GB of memory; {how}"
    )


RECOMMEND, COMPARE, USE = (to_recommend, recommend), (to_compare, compare), (to_use, use)
_NO_QUESTION = Problem(
    title="There is no such question",
    happened="The project does not ask this, or it asks nothing yet.",
    did="Nothing was compared.",
    advice="See its questions with: deskhand report --project P.",
)


def _reads_else(model: Model, modality: Modality) -> Problem:
    return Problem(
        title="The model is not for this",
        happened=f"{model.full_name} is for {model.modality}, and this would need one for {modality}.",
        did="Nothing was changed.",
        advice=f"Use one for {modality}: deskhand models lists them. Or say what it is to be used for, with --for.",
    )


def _not_here(name: str) -> Problem:
    return Problem(
        title="The model is not here",
        happened=f"“{name}” is not on the shelf of this computer.",
        did="Nothing was changed.",
        advice=f"Get it first: deskhand models get {name}. Or add it: deskhand models import FOLDER.",
    )
