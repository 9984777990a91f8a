"""Problem: something that went wrong, in the person's words, with advice."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Three answers for a person: what happened, what Deskhand did, what they can do.

    ``details`` is for *Copy details*: names and states, never contents.
    """

    title: str
    happened: str
    did: str
    advice: str
    details: str = ""

    def __str__(self) -> str:
        return f"{self.title}. {self.happened} {self.did} {self.advice}"


class ProblemError(Exception):
    """Carries a ``Problem`` up to whoever can show it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem
