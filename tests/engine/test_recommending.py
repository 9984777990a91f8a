"""The model that is recommended fits the languages, the memory and the wish; and the sentence says what is true."""

from deskhand.domain.model_messages import Estimate, Wish
from deskhand.domain.models import Modality, Model
from deskhand.engine.recommending import Candidate, Need, recommended

GIGA = 1 << 30


def candidate(
    name: str, codes: tuple[str, ...], quality: int, seconds: float, *, here: bool = False, memory: int = GIGA
) -> Candidate:
    model = Model(name, name, Modality.TEXT, "", "", "MIT", 0, "", here=here, codes=codes, quality=quality, longest=512)
    return Candidate(model, Estimate(name, seconds, 0, memory, 0))


SHELF = (
    candidate("small", ("en",), 4, 20, here=True),
    candidate("base", ("en",), 6, 90),
    candidate("many", ("en", "es", "de"), 5, 60),
    candidate("large", ("en", "es", "de"), 8, 4000, memory=6 * GIGA),
    candidate("raw", ("en", "es", "de"), 0, 1),
)


def names(need: Need) -> list[str]:
    return [one.model.id for one in recommended(need, SHELF)[0]]


def need(*codes: str, wish: Wish = Wish.BALANCED, memory: int = 8 * GIGA, longest: int = 50) -> Need:
    return Need(codes, longest, memory, wish)


def test_what_is_here_is_recommended_where_it_is_good_enough() -> None:
    assert names(need("en"))[0] == "small"


def test_a_model_that_does_not_know_the_languages_is_not_recommended() -> None:
    assert names(need("en", "es")) == ["many", "large"]
    assert names(need("en", "es", wish=Wish.FASTER))[0] == "many"


def test_the_best_is_the_best_that_there_is_room_for() -> None:
    assert names(need("en", wish=Wish.BEST))[0] == "large"
    assert names(need("en", wish=Wish.BEST, memory=2 * GIGA))[0] == "base"


def test_what_is_not_meant_for_it_is_only_there_for_those_who_ask_for_it() -> None:
    assert all("raw" not in names(need("en", wish=wish)) for wish in Wish)


def test_where_no_model_knows_the_language_one_is_recommended_all_the_same_and_it_is_said() -> None:
    order, why = recommended(need("ka"), SHELF)
    assert order[0].model.id == "small"
    assert "does not know all the languages" in why


def test_it_is_said_what_must_be_fetched_and_that_long_texts_are_cut() -> None:
    assert "already here" in recommended(need("en"), SHELF)[1]
    assert "fetched first" in recommended(need("es"), SHELF)[1]
    assert "the beginning of long ones" in recommended(need("en", longest=4000), SHELF)[1]


def test_from_nothing_nothing_is_recommended() -> None:
    assert recommended(need("en"), ()) == ([], "")
