"""What is picked out of the words of a recording, and when it may be filled in."""

import csv
from pathlib import Path

import pytest

from deskhand.domain.recordings import CallState, Said, SaidKind, Transcript
from deskhand.engine.said.finding import said_in
from deskhand.engine.speech.words import HeardWord

NUMBERS = [
    ("en", "You can call me back at five five five, oh one four seven.", "555-0147"),
    ("en", "My number is two one two five five five oh one four two.", "212-555-0142"),
    ("en", "It's two one two, triple five, zero one four two.", "212-555-0142"),
    ("en", "Ring me on oh double seven double oh nine hundred one two three.", "07700 900 123"),
    ("en", "Ring me on 07700 900123 please.", "07700 900123"),
    ("en", "My number is oh two oh, seven nine four six, oh one two three.", "020 7946 0123"),
    ("en", "Call me at 5550142.", "555-0142"),
    ("en", "Call me at 2125550142 any time.", "212-555-0142"),
    ("en", "Reach me on plus four four seven seven double oh nine hundred one two three.", "+44 7700 900 123"),
    ("en", "Reach me on +44 7700 900123.", "+44 7700 900123"),
    ("en", "Reach me on +49 30 1234567.", "+49 30 1234567"),
    ("en", "Call five five five, oh one six. Two.", "555-0162"),
    ("en", "My number is (212) 555-0142.", "(212) 555-0142"),
    ("en", "It's 212 555 0142.", "212 555 0142"),
    ("en", "It's 212.555.0142 okay.", "212.555.0142"),
    ("en", "Call me on 1-800-555-0199.", "1-800-555-0199"),
    ("en", "Call one eight hundred five five five oh one nine nine.", "1-800-555-0199"),
    ("en", "My number is 212, 555, 0142.", "212-555-0142"),
    ("en", "My number is 212-555-0142 extension 425.", "212-555-0142 ext. 425"),
    ("en", "My number is 212-555-0142, extension four two five.", "212-555-0142 ext. 425"),
    ("en", "My extension is 425. My number is 310-555-8987.", "310-555-8987"),
    ("en", "My order number is 5295123 and I need it.", ""),
    ("en", "The tracking number is 1234567890.", ""),
    ("en", "My account number is 2125550142.", ""),
    ("en", "The account number is 20183345. My phone number is 555-0053.", "555-0053"),
    ("en", "I live at 1234 Main Street, zip 90210.", ""),
    ("en", "It was in 2019 2020 and 2021.", ""),
    ("en", "My date of birth is 12/3/1984.", ""),
    ("en", "I paid 450 dollars for 3 chairs in 2021.", ""),
    ("en", "My card number is 4929 1234 5678 9012.", ""),
    ("en", "The reference is 39791. I'm on 646-555-0269.", "646-555-0269"),
    ("en", "Call me after 4 on 0113 496 0123.", "0113 496 0123"),
    ("en", "My number is 555-0142. 5 o'clock is best.", "555-0142"),
    ("en", "My number is 555-0142. Again, that's 555-0142.", "555-0142; 555-0142"),
    ("en", "Call me on 0808 157 0192.", "0808 157 0192"),
    ("en", "Call me on 01632 960 123.", "01632 960 123"),
    ("en", "Call me on 01632960123.", "01632 960 123"),
    ("en", "Oh, 212-555-0142 is my number.", "212-555-0142"),
    ("en", "It's area code 415, 555-2671.", "415-555-2671"),
    ("en", "Give me a call, um, five five five um oh one nine nine.", "555-0199"),
    ("en", "You can text four one five five five five two six seven one.", "415-555-2671"),
    ("en", "My cell is nine seventy two, five five five, eighty seven forty eight.", "972-555-8748"),
    ("en", "There are nine of us, two cars and seven bikes.", ""),
    ("en", "The invoice number is INV-2231234.", ""),
    ("en", "Please reach me at 212 -555 -0142.", "212-555-0142"),
    ("en", "My policy number is 212-555-0142, and you can call me on 555-0199.", "555-0199"),
    ("en", "Call me at 10:30 on 555-0142.", "555-0142"),
    ("en", "The part number is 44556677 and the VIN ends 12345678.", ""),
    ("en", "Call zero four one two, three four five, six seven eight.", "0412 345 678"),
    ("de", "Meine Nummer ist null eins sieben eins, zwei drei vier fünf sechs sieben acht.", "0171 2345678"),
    ("de", "Sie erreichen mich unter 030 1234567.", "030 1234567"),
    ("de", "Rufen Sie mich zurück unter 0171 2345678, danke.", "0171 2345678"),
    ("de", "Meine Telefonnummer ist null drei null, zwölf vierunddreißig sechsundfünfzig sieben.", "030 1234567"),
    ("de", "Meine Kundennummer ist 12345678.", ""),
    ("de", "Ich wohne in der Hauptstraße 12, 10115 Berlin.", ""),
    ("es", "Mi teléfono es seis uno dos, tres cuatro cinco, seis siete ocho.", "612 345 678"),
    ("es", "Llámeme al 612 34 56 78.", "612 34 56 78"),
    ("es", "Mi número es seiscientos doce, treinta y cuatro, cincuenta y seis, setenta y ocho.", "612 345 678"),
    ("es", "El pedido es 612345678.", ""),
    ("fr", "Mon numéro est le zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit.", "06 12 34 56 78"),
    ("fr", "Rappelez-moi au 06 12 34 56 78.", "06 12 34 56 78"),
    ("fr", "Mon téléphone est le zéro un, quatre-vingt-dix, onze, vingt et un, quatre-vingt-deux.", "01 90 11 21 82"),
    ("fr", "Ma commande est la 0612345678.", ""),
]
DATES = [
    ("en", "My date of birth is the fifth of November.", "5 November"),
    ("en", "I need it by next Monday at the latest.", "next Monday"),
    ("en", "I'm staying until August eighth.", "August 8"),
    ("en", "Could I come in on Friday the seventeenth at ten in the morning?", "Friday 17, 10:00 am"),
    ("en", "I'll be in tomorrow morning.", "tomorrow morning"),
    ("en", "Born 12/3/1984.", "12/3/1984"),
    ("en", "Saturday or Wednesday would work.", "Saturday; Wednesday"),
    ("en", "Could I come in on Thursday morning at half past seven?", "Thursday morning, 7:30"),
    ("en", "The due date is Wednesday the twelfth and I", "Wednesday 12"),
    ("en", "I missed a call the day before yesterday.", "the day before yesterday"),
    ("en", "On the twenty-first of May 2027 please.", "21 May 2027"),
    ("en", "It may be the second. May I call?", ""),
    ("en", "On May 5th at 3:30 pm.", "May 5, 3:30 pm"),
    ("en", "Monday at quarter to nine.", "Monday, 8:45"),
    ("en", "Until December 24.", "December 24"),
    ("en", "You may one day march forward.", ""),
    ("en", "on April seventeenth. It's for", "April 17"),
    ("en", "by this Thursday afternoon.", "this Thursday afternoon"),
    ("en", "Tuesday at four in the afternoon", "Tuesday, 4:00 pm"),
    ("en", "on Friday at ten thirty", "Friday, 10:30"),
    ("de", "Ich komme am fünften November um zehn Uhr.", "5. November, 10:00"),
    ("de", "Am 5. November bitte.", "5. November"),
    ("de", "Nächsten Montag um halb acht.", "nächsten Montag, 7:30"),
    ("de", "Morgen früh geht es.", "morgen früh"),
    ("es", "El cinco de noviembre a las diez de la mañana.", "5 noviembre, 10:00 am"),
    ("es", "Mañana por la mañana.", "mañana por la mañana"),
    ("fr", "Le 5 novembre à dix heures.", "5 novembre, 10:00"),
    ("fr", "Lundi prochain ou après-demain.", "lundi prochain; après demain"),
]
AMOUNTS = [
    ("en", "I spent 450 dollars on this.", "$450"),
    ("en", "It was four hundred and fifty pounds.", "£450"),
    ("en", "I paid £40 and then $4.50.", "£40; $4.50"),
    ("en", "It cost three fifty euros", "€350"),
    ("en", "It cost four pounds fifty.", "£4.50"),
    ("en", "It cost twelve dollars and ninety nine cents.", "$12.99"),
    ("en", "I paid 1,200 dollars.", "$1,200"),
    ("en", "It's two thousand three hundred and five dollars.", "$2,305"),
    ("en", "About $2 million.", "$2,000,000"),
    ("en", "It was fifty pence.", "£0.50"),
    ("en", "a hundred pounds", "£100"),
    ("en", "I have five dogs, and dollars too.", ""),
    ("en", "It cost 20. Dollars", ""),
    ("en", "50 pounds and 30 pounds", "£50; £30"),
    ("en", "Twenty quid.", "£20"),
    ("en", "I paid one thousand one hundred and twenty-five dollars.", "$1,125"),
    ("en", "My number is 555-0142 dollars", ""),
    ("de", "Es kostet vierhundertfünfzig Euro.", "450 €"),
    ("de", "Es kostet 1.200,50 Euro", "1.200,50 €"),
    ("de", "Das macht zwölf Euro fünfzig.", "12,50 €"),
    ("es", "Son doscientos cincuenta euros.", "250 €"),
    ("fr", "Ça coûte quatre-vingt-dix euros.", "90 €"),
    ("fr", "Ça coûte mille deux cents euros.", "1 200 €"),
    ("en", "the 5 pounds of apples", "£5"),
]


def heard(text: str, begin: float = 0.0) -> list[HeardWord]:
    """The words of ``text``, one each 0.4 seconds."""
    return [
        HeardWord(word, begin + 0.4 * place, begin + 0.4 * place + 0.3, 0.9) for place, word in enumerate(text.split())
    ]


def said(kind: SaidKind, first: str, second: str | None = None, language: str = "en") -> list[Said]:
    """What of ``kind`` is found, with ``first`` heard twice if there is no ``second``."""
    found = said_in(heard(first), heard(first if second is None else second), language)
    return [one for one in found if one.kind is kind]


def number_of(first: str, second: str) -> str:
    """The number that would be filled in."""
    transcript = Transcript(CallState.DONE, 20.0, said=said_in(heard(first), heard(second)))
    number = transcript.first(SaidKind.CALL_BACK)
    return number.value if number else ""


@pytest.mark.parametrize(("language", "words", "numbers"), NUMBERS)
def test_a_number_is_written_as_people_write_it(language: str, words: str, numbers: str) -> None:
    found = said(SaidKind.CALL_BACK, words, language=language)
    assert "; ".join(one.value for one in found) == numbers
    assert all(one.agreed for one in found)


@pytest.mark.parametrize(("language", "words", "dates"), DATES)
def test_days_and_their_times_are_found(language: str, words: str, dates: str) -> None:
    assert "; ".join(one.value for one in said(SaidKind.DATE, words, language=language)) == dates


@pytest.mark.parametrize(("language", "words", "amounts"), AMOUNTS)
def test_amounts_are_written_with_their_sign(language: str, words: str, amounts: str) -> None:
    assert "; ".join(one.value for one in said(SaidKind.AMOUNT, words, language=language)) == amounts


def test_every_number_of_forty_calls_is_found_and_nothing_else(data: Path) -> None:
    with (data / "voicemails" / "manifest.csv").open(encoding="utf-8", newline="") as file:
        calls = list(csv.DictReader(file))
    assert len(calls) == 40
    for call in calls:
        assert {one.value for one in said(SaidKind.CALL_BACK, call["transcript"])} == {call["number"]}


def test_each_has_the_seconds_where_it_was_said() -> None:
    [number] = said(SaidKind.CALL_BACK, "Please call me back on 07700 900 123. Thank you.")
    assert (number.start, number.end) == pytest.approx((2.0, 3.1))


def test_figures_parted_by_the_decoder_are_put_together() -> None:
    words = [HeardWord(text, place, place + 1, 0.9) for place, text in enumerate((" on", " 310", "-555", "-8987."))]
    assert [one.value for one in said_in(words, words)] == ["310-555-8987"]


def test_without_a_second_decoding_nothing_is_filled_in() -> None:
    [number] = said_in(heard("My number is 212-555-0142."), None)
    assert not number.agreed


def test_where_two_decodings_differ_the_figures_are_marked() -> None:
    [number] = said(SaidKind.CALL_BACK, "My number is 212-555-0142.", "My number is 212-555-0147.")
    assert (number.value, number.agreed, number.doubtful) == ("212-555-0142", False, (11,))


def test_figures_and_words_of_the_same_number_agree() -> None:
    assert number_of("Call 212-555-0142.", "Call two one two, triple five, oh one four two.") == "212-555-0142"


def test_the_second_decoding_may_have_heard_the_figures_alone() -> None:
    assert number_of("You can reach me at 555-0142.", "five five five oh one four two") == "555-0142"
    assert number_of("My order number is 5550142.", "five five five oh one four two") == ""


def test_a_number_that_only_one_decoding_heard_is_doubtful_throughout() -> None:
    [number] = said(SaidKind.CALL_BACK, "My number is 555-0142.", "My number is five.")
    assert (number.agreed, number.doubtful) == (False, (0, 1, 2, 4, 5, 6, 7))


def test_saying_it_again_lifts_what_was_doubtful() -> None:
    first = "My number is 212-555-0142. Please do call. Again, that's 212-555-0142."
    second = "My number is 212-555-0147. Please do call. Again, that's 212-555-0142."
    assert [one.agreed for one in said(SaidKind.CALL_BACK, first, second)] == [True, True]


def test_two_tellings_that_nearly_agree_are_both_doubtful() -> None:
    call = "My number is 212-555-0142. Please do call. Again, that's 212-555-0143."
    found = said(SaidKind.CALL_BACK, call)
    assert [(one.agreed, one.doubtful) for one in found] == [(False, (11,)), (False, (11,))]
    assert number_of(call, call) == ""


def test_a_number_that_lost_a_figure_is_shown_but_not_filled_in() -> None:
    for call in ("My number is 07700 90 015.", "My number is 310-555-8.", "My number is 212-555-014."):
        [number] = said(SaidKind.CALL_BACK, call)
        assert not number.agreed


def test_tomorrow_is_given_its_date_if_the_day_of_the_call_is_known() -> None:
    words = heard("I come in tomorrow at noon.")
    assert said_in(words, words, received="2026-11-21T10:00")[0].value == "tomorrow (22 November), noon"
    assert said_in(words, words, received="some day")[0].value == "tomorrow, noon"


def test_where_no_language_is_known_english_is_taken() -> None:
    assert [one.value for one in said(SaidKind.CALL_BACK, "Call me at 2125550142.", language="")] == ["212-555-0142"]


def test_nothing_is_found_in_nothing() -> None:
    assert said_in((), ()) == ()
    assert said_in(heard("... - , !"), None) == ()
