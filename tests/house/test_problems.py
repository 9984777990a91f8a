"""Every problem tells what happened, what Deskhand did, and what the person can do."""

import ast

from deskhand.domain.problems import Problem
from house.source import calls, place

PARTS = ("title", "happened", "did", "advice")


def parts_of(call: ast.Call) -> dict[str, ast.expr]:
    named = {part.arg: part.value for part in call.keywords if part.arg}
    return dict(zip(PARTS, call.args, strict=False)) | named


def is_empty(part: ast.expr | None) -> bool:
    return part is None or (isinstance(part, ast.Constant) and not str(part.value).strip())


def test_every_problem_has_all_three_answers_and_a_title() -> None:
    assert not [
        (place(file, call.lineno), name)
        for file, call in calls("Problem")
        for name in PARTS
        if is_empty(parts_of(call).get(name))
    ]


def test_no_title_is_a_number_or_an_error_occurred() -> None:
    titles = [(file, call, parts_of(call).get("title")) for file, call in calls("Problem")]
    assert not [
        place(file, call.lineno)
        for file, call, title in titles
        if isinstance(title, ast.Constant)
        and (str(title.value)[:1].isdigit() or "error occurred" in str(title.value).lower())
    ]


def test_problems_are_read_as_sentences() -> None:
    problem = Problem("The file is open elsewhere", "It could not be replaced.", "It was left as it is.", "Close it.")
    assert str(problem) == "The file is open elsewhere. It could not be replaced. It was left as it is. Close it."
