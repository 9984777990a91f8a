"""The sample for sorting messages: the inbox of an invented dental practice, with the mess of a real one.

What is said stands in ``resources/samples/tickets.toml``; here it is put together, the same on every computer.
"""

import random
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

_SEED = 417
Choice = TypeVar("Choice")


@dataclass(frozen=True, slots=True)
class Ticket:
    """One message as it came in; ``type`` and ``urgency`` are "" where nobody has answered."""

    channel: str
    patient: str
    message: str
    type: str
    urgency: str


def tickets(phrases: Mapping[str, Any]) -> list[Ticket]:
    """The whole inbox, in the order in which the messages came in."""
    return _Inbox(phrases).tickets()


def read_phrases(samples: Path) -> dict[str, Any]:
    """What is said, from the folder of samples."""
    return tomllib.loads((samples / "tickets.toml").read_text(encoding="utf-8"))


class _Inbox:
    def __init__(self, phrases: Mapping[str, Any]) -> None:
        self._phrases = phrases
        self._words: Mapping[str, list[str]] = phrases["words"]
        self._mess: Mapping[str, int] = phrases["mess"]
        self._dice = random.Random(_SEED)
        self._in_style: Mapping[str, Callable[[str, str], str]] = {
            "Portal": self._as_portal,
            "E-mail": self._as_mail,
            "Phone note": self._as_call,
        }

    def tickets(self) -> list[Ticket]:
        found = [self._novel()]
        while len(found) < self._phrases["rows"]:
            found.append(self._copy_of(found) or self._ticket())
        self._dice.shuffle(found)
        with_words = [i for i, ticket in enumerate(found) if ticket.message]
        answered = set(self._dice.sample(with_words, self._phrases["answered"]))
        return [
            self._as_answered(ticket) if i in answered else replace(ticket, type="", urgency="")
            for i, ticket in enumerate(found)
        ]

    def _ticket(self) -> Ticket:
        channel, patient = self._weighted("channels"), self._patient()
        kind, urgency, text = self._spanish() if self._happens("spanish") else self._english()
        message = self._in_style[channel](self._fill(text, patient), patient)
        if self._happens("typos"):
            message = self._mistyped(message)
        if self._happens("empty"):
            message = ""
        return Ticket(channel, patient, message, kind, urgency)

    def _english(self) -> tuple[str, str, str]:
        kind = self._weighted("types")
        urgency, text = self._pick(self._phrases["types"][kind])
        if self._happens("hints"):
            text = f"{text} {self._one_of(self._phrases['hints'][urgency])}"
        if self._happens("asides"):
            aside = self._one_of(self._words["asides"])
            text = f"{text} {aside}" if self._dice.random() < 0.7 else f"{aside} {text}"
        return kind, urgency, text

    def _spanish(self) -> tuple[str, str, str]:
        kind = self._one_of(list(self._phrases["spanish"]))
        return kind, *self._pick(self._phrases["spanish"][kind])

    def _pick(self, sentences: Mapping[str, list[str]]) -> tuple[str, str]:
        return self._one_of([(urgency, text) for urgency, texts in sentences.items() for text in texts])

    def _novel(self) -> Ticket:
        """A message of several thousand characters."""
        novel, patient = self._phrases["novel"], self._patient()
        sentences = [text for texts in self._phrases["types"][novel["type"]].values() for text in texts]
        middle = (self._one_of(sentences + self._words["asides"]) for _ in range(novel["sentences"]))
        text = " ".join((novel["opening"], *middle, novel["closing"]))
        message = self._as_mail(self._fill(text, patient), patient)
        return Ticket("E-mail", patient, message, novel["type"], novel["urgency"])

    def _copy_of(self, found: list[Ticket]) -> Ticket | None:
        """Now and then people send the same thing again, or nearly the same."""
        last = found[-1]
        if self._happens("repeats"):
            return last
        if self._happens("near_copies"):
            ending = self._one_of(["!!", " Did you get my message?", " Second try.", " pls", ""])
            return replace(last, message=self._mistyped(last.message.rstrip(".!")) + ending)
        return None

    def _as_answered(self, ticket: Ticket) -> Ticket:
        """People answer quickly: a few answers are wrong, a few are spelled another way."""
        kind, urgency = ticket.type, ticket.urgency
        if self._happens("wrong_types"):
            kind = self._one_of([other for other in self._phrases["types"] if other != kind])
        if self._happens("wrong_urgencies"):
            urgency = self._one_of([other for other in ("Today", "Soon", "Can wait") if other != urgency])
        if self._happens("variants"):
            kind = self._one_of([f"{kind} ", kind.lower(), kind.upper()])
        return replace(ticket, type=kind, urgency=urgency)

    def _as_portal(self, text: str, _: str) -> str:
        return text.lower().rstrip(".") if self._dice.random() < 0.25 else text

    def _as_mail(self, text: str, patient: str) -> str:
        greeting, parting = self._one_of(self._words["greetings"]), self._one_of(self._words["partings"])
        return f"{greeting}\n{text}\n{self._fill(parting, patient)}"

    def _as_call(self, text: str, patient: str) -> str:
        return f"{self._fill(self._one_of(self._words['calls']), patient)} {text}"

    def _fill(self, text: str, patient: str) -> str:
        """``text`` with its {slots} filled, and what that does to grammar mended."""

        def word(match: re.Match[str]) -> str:
            return patient if match[1] == "name" else self._one_of(self._phrases["slots"][match[1]])

        filled = re.sub(r"\{(\w+)\}", word, text)
        filled = re.sub(r"\ba (?=[aeio])", "an ", filled)
        return re.sub(r"(^|[.!?] )([a-z])", lambda match: match[1] + match[2].upper(), filled)

    def _mistyped(self, text: str) -> str:
        """``text`` with one word typed in a hurry: two letters swapped, or one left out."""
        words = [match.span() for match in re.finditer(r"[a-z]{5,}", text)]
        if not words:
            return text
        start, end = self._one_of(words)
        place = self._dice.randrange(start + 1, end - 1)
        middle = text[place + 1] + text[place] if self._dice.random() < 0.5 else text[place]
        return text[:place] + middle + text[place + 2 :]

    def _patient(self) -> str:
        return f"{self._one_of(self._words['first'])} {self._one_of(self._words['last'])}"

    def _weighted(self, share: str) -> str:
        shares: Mapping[str, int] = self._phrases["share"][share]
        return self._dice.choices(list(shares), list(shares.values()))[0]

    def _happens(self, mess: str) -> bool:
        return self._dice.randrange(100) < self._mess[mess]

    def _one_of(self, choices: Sequence[Choice]) -> Choice:
        return self._dice.choice(choices)
