"""Say how good the skills of a project are, on items that they had not learned from."""

import argparse
from pathlib import Path

from deskhand.cli import cards, sources
from deskhand.cli.console import Console
from deskhand.domain.problems import Problem, ProblemError

HELP = "say how often a project is right"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--project", metavar="FOLDER", type=Path, required=True, help="the project")


def do(options: argparse.Namespace, console: Console) -> None:
    with sources.open_existing(options.project) as project:
        questions = project.questions.all()
        learned = [(question, skill) for question in questions if (skill := project.skills.in_use(question.id))]
        own = [model for model, is_used in project.courses.own_models() if is_used]
    for model in own:
        decided = model.decision.words if model.decision is not None else "It was not tested."
        console.say(f"{model.modality.value.capitalize()}s go through a model of this project’s own. {decided}")
    if not learned:
        raise ProblemError(NOTHING_LEARNED)
    for question, skill in learned:
        console.result(cards.fields(question, skill), cards.words(question, skill))


NOTHING_LEARNED = Problem(
    title="Nothing has been learned yet",
    happened="This project has no question that Deskhand can answer.",
    did="Nothing was changed.",
    advice="Learn first: deskhand learn TABLE --text COLUMN --question COLUMN --project FOLDER.",
)
