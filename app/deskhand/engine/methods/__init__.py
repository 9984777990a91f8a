"""The methods that compete for a question. Each tuple is simplest first: on a tie the simpler wins."""

from deskhand.engine.methods.commonest import Commonest
from deskhand.engine.methods.method import LearningMethod
from deskhand.engine.methods.model import PretrainedModel
from deskhand.engine.methods.numbers import ModelNumbers, UsualNumber, WordNumbers
from deskhand.engine.methods.words import WordCounts

CHOICES: tuple[LearningMethod, ...] = (Commonest(), WordCounts(), PretrainedModel())
NUMBERS: tuple[LearningMethod, ...] = (UsualNumber(), WordNumbers(), ModelNumbers())
