"""SwAV: put views of pictures into clusters, and foretell the cluster of one view from another.

Caron et al. 2020, "Unsupervised learning of visual features by contrasting cluster assignments". The clusters are
found on the way, and the vectors of a batch are spread over them evenly (three rounds of Sinkhorn and Knopp), so that
not everything becomes one. The last norm of the head, as MoCo's third version has it (Chen, Xie and He 2021), takes off
what all pictures of a pretrained network share: without it the clusters stay empty of meaning. The paper's queue for
small batches is left out: while the head learns, vectors of before look unlike those of today, and clusters come to
tell old from new. Cut-outs are as large as DINO's: in the paper's, of 5 to 14 % of a picture, the test finds little.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch

from deskhand.engine.adapting.compared_views import ComparedViews, OfPictures, crops, seeing
from deskhand.engine.adapting.projection import Norm, Prototypes, head, unit
from deskhand.engine.adapting.topped import drawn
from deskhand.engine.finetuning import Work
from deskhand.engine.trainees.trainee import Batch, Trainee
from deskhand.engine.trainees.varied_pictures import STRONG

_SIZE = 128
_TEMPERATURE, _EVENNESS, _ROUNDS = 0.1, 0.05, 3
_SMALL = 4  # the paper has 6
_MOST, _LEAST, _PICTURES_EACH = 128, 16, 10  # clusters: a batch of 64 cannot be spread over the paper's 3,000
_WHOLE = replace(STRONG, area=(0.4, 1.0))
_PART = replace(STRONG, area=(0.05, 0.4), small=True)


@dataclass(frozen=True, slots=True)
class SwAV(OfPictures):
    name: str = "swapped-clusters"
    words: str = "sorting pictures into groups that it finds by itself"
    known_from: str = "Online clustering with swapped assignments: SwAV (Caron et al., 2020), after DeepCluster (2018)"

    def work(self, trainee: Trainee[Any], contents: Sequence[Any], seed: int) -> Work:
        with drawn(seed):
            return _Clusters(trainee, contents, seed)


class _Clusters(ComparedViews):
    def __init__(self, trainee: Trainee[Any], jpegs: Sequence[bytes], seed: int) -> None:
        count = max(_LEAST, min(_MOST, len(jpegs) // _PICTURES_EACH))
        self._head = torch.nn.Sequential(head(seeing(trainee).width, _SIZE), Norm(_SIZE, affine=False))
        self._prototypes = Prototypes(_SIZE, count)
        top = torch.nn.ModuleList([self._head, self._prototypes])
        super().__init__(trainee, jpegs, top, seed, crops(trainee, _WHOLE, _PART, _SMALL))

    def loss(self, prepared: Batch) -> torch.Tensor:
        """Each view foretells the clusters of both large ones, but not its own."""
        views = self.views(prepared)
        likeness = self._prototypes(self._head(self.seen(self.trainee.network, views))).chunk(len(views))
        foretold = [(each / _TEMPERATURE).log_softmax(dim=1) for each in likeness]
        spread = [evenly(each.detach()) for each in likeness[:2]]
        pairs = [(at, no) for at in range(2) for no in range(len(views)) if no != at]
        return torch.cat([-(spread[at] * foretold[no]).sum(dim=1) for at, no in pairs]).mean()

    def after_step(self, step: int, of: int) -> None:
        directions = self._prototypes.directions
        with torch.no_grad():
            directions.copy_(unit(directions))


def evenly(likeness: torch.Tensor) -> torch.Tensor:
    """(rows, clusters), each row 1 in sum, and the rows together about as much of each cluster (Cuturi 2013)."""
    shares = ((likeness - likeness.max()) / _EVENNESS).exp()
    for _ in range(_ROUNDS):
        shares = shares / shares.sum(dim=0).clamp_min(torch.finfo(shares.dtype).tiny)
        shares = shares / shares.sum(dim=1, keepdim=True).clamp_min(torch.finfo(shares.dtype).tiny)
    return shares
