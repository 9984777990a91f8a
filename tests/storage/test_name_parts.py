"""A file name in parts, and which of them may be a speaker or a machine."""

from deskhand.domain.name_parts import joined, likely_part, part_of, parts_of, together

DIGITS = [
    (f"{digit}_{who}_{take}.wav", str(digit))
    for digit in range(10)
    for who in ("george", "jackson")
    for take in range(4)
]


def test_parts_stand_between_underscores_hyphens_and_blanks() -> None:
    assert parts_of("3_george_12.wav") == ("3", "george", "12")
    assert parts_of("Lift 2 - humming.mp3") == ("Lift", "2", "humming")
    assert part_of("3_George_12.wav", 2) == "george"
    assert part_of("3.wav", 2) == part_of("3.wav", 0) == ""


def test_the_part_that_comes_again_in_several_answers_is_likely_a_speaker() -> None:
    assert likely_part(DIGITS) == 2


def test_numbers_of_takes_and_the_answer_itself_are_no_speakers() -> None:
    assert likely_part((f"rain_{take}.wav", "rain") for take in range(12)) == 0
    assert likely_part([(f"{kind}_{take}.wav", kind) for kind in ("rain", "wind") for take in range(6)]) == 0
    assert likely_part([]) == 0


def test_what_shares_a_speaker_or_is_a_near_copy_is_one_group() -> None:
    shared = together({1: "0_george_1.wav", 2: "1_george_1.wav", 3: "1_lucas_1.wav", 4: "other.wav"}, 2)
    assert shared == {1: "george", 2: "george", 3: "lucas"}
    groups = joined({3: 9, 5: 9}, shared)
    assert groups[1] == groups[2] != groups[3] == groups[5]
    assert 4 not in groups
    assert len(set(joined({2: 7, 3: 7}, shared).values())) == 1
