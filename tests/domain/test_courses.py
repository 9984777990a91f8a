"""What so many checked answers can show, and the rules by which files are read first."""

import pytest

from deskhand.domain.courses import detectable
from deskhand.domain.models import Modality
from deskhand.domain.objectives import OBJECTIVES, fewest_of, objectives_of


@pytest.mark.parametrize(("items", "points"), [(50, 20.5), (100, 12.5), (200, 8), (500, 4.5), (1000, 3)])
def test_the_gain_that_can_be_shown_is_that_of_the_table(items: int, points: float) -> None:
    assert 100 * detectable(items) == pytest.approx(points)


def test_more_items_show_less_and_one_shows_nothing() -> None:
    shown = [detectable(items) for items in range(1, 3000)]
    assert shown == sorted(shown, reverse=True)
    assert detectable(1) == 1
    with pytest.raises(ValueError, match="0"):
        detectable(0)


def test_every_rule_has_a_name_of_its_own_and_a_source() -> None:
    assert len({one.name for one in OBJECTIVES}) == len(OBJECTIVES)
    assert all("(" in one.known_from and one.words and one.fewest > 0 for one in OBJECTIVES)


def test_there_are_rules_for_texts_pictures_and_sounds() -> None:
    assert [len(objectives_of(one)) for one in (Modality.TEXT, Modality.PICTURE, Modality.SOUND)] == [6, 11, 2]
    assert [fewest_of(one) for one in (Modality.TEXT, Modality.PICTURE)] == [2_000, 5_000]
