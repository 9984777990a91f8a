"""What was learned for one question."""

from dataclasses import dataclass

from deskhand.domain.evaluations import Evaluation


@dataclass(frozen=True, slots=True)
class Skill:
    """``id`` is also the name of its folder below ``skills`` of the project.

    ``model`` names the encoder of texts (an id of the shelf), also where word counts won; ``picture_model`` that of
    pictures and ``sound_model`` that of sounds ("": none was there). Where one was fine-tuned the evaluation says
    so by its method, and the changed model lies in the same folder.
    """

    id: str
    question_id: int
    model: str
    evaluation: Evaluation
    made_at: str
    picture_model: str = ""
    sound_model: str = ""
