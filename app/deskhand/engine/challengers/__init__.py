"""Ways to change a pretrained model by a question's answers: one file each, all of one shape (``challenger.py``)."""

from deskhand.domain.courses import Way
from deskhand.domain.evaluations import Method
from deskhand.engine.challengers.challenger import Challenger
from deskhand.engine.challengers.contrastive import Contrastive
from deskhand.engine.challengers.fine_tuned import FineTuned

_WAYS: dict[Way, tuple[Challenger, ...]] = {
    Way.AUTO: (Contrastive(), FineTuned(Method.FULL), FineTuned(Method.LORA, only_large=True)),
    Way.FROZEN: (),
    Way.CONTRASTIVE: (Contrastive(),),
    Way.FULL: (FineTuned(Method.FULL),),
    Way.LORA: (FineTuned(Method.LORA),),
}


def of(way: Way) -> tuple[Challenger, ...]:
    """Those that a course tries, in this order."""
    return _WAYS[way]
