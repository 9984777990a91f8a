"""Ways to change a pretrained model by a question's answers: one file each, all of one shape (``challenger.py``)."""

from deskhand.domain.evaluations import Method
from deskhand.engine.challengers.challenger import Challenger
from deskhand.engine.challengers.contrastive import Contrastive
from deskhand.engine.challengers.fine_tuned import FineTuned

ALL: tuple[Challenger, ...] = (Contrastive(), FineTuned(Method.FULL), FineTuned(Method.LORA))
