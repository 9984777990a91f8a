"""What stands on a page of the sample of documents, from top to bottom, whatever file it becomes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

VAT = Decimal("0.2")


@dataclass(frozen=True, slots=True)
class Block:
    """``kind`` is "head", "sender", "to", "title", "heading", "rows", "total" or "words"; cells of rows by `` | ``."""

    kind: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Page:
    """``look`` is a number of the sender's: their font, colour and the place of their name."""

    sender: str
    receiver: str
    look: int
    blocks: Sequence[Block]


def blocks_of(paper: Mapping[str, Any], people: Mapping[str, list[str]]) -> Page:
    """The page of ``paper``."""
    sender, receiver = people[paper["from"]], people[paper["to"]]
    blocks = _KINDS[paper["kind"]](paper, sender, receiver)
    return Page(sender[0], receiver[0], list(people).index(paper["from"]), blocks)


def _letter(paper: Mapping[str, Any], sender: list[str], receiver: list[str]) -> list[Block]:
    return [
        Block("head", sender),
        Block("to", receiver[:3]),
        *_words(paper["date"], f"Dear {_greeted(receiver)},"),
        Block("title", [paper["title"]]),
        *_words(*paper["text"], "Yours sincerely,", paper["sign"]),
    ]


def _complaint(paper: Mapping[str, Any], sender: list[str], receiver: list[str]) -> list[Block]:
    return [
        Block("sender", sender),
        Block("to", receiver[:3]),
        *_words(paper["date"], "Dear Sir or Madam,"),
        Block("title", [paper["title"]]),
        *_words(*paper["text"], "Yours faithfully,", paper["sign"]),
    ]


def _invoice(paper: Mapping[str, Any], sender: list[str], receiver: list[str]) -> list[Block]:
    rows, net = ["Quantity | Description | Price £ | Amount £"], Decimal(0)
    for row in paper["rows"]:
        amount, what, price = row.split(" | ")
        sum_ = int(amount) * Decimal(price.replace(",", ""))
        net += sum_
        rows.append(f"{amount} | {what} | {price} | {sum_:,.2f}")
    total = [f"Net  £{net:,.2f}", f"VAT 20 %  £{net * VAT:,.2f}", f"Total due  £{net * (1 + VAT):,.2f}"]
    return [
        Block("head", sender),
        Block("to", ["Bill to:", *receiver[:3]]),
        Block("title", [paper["title"]]),
        *_words(f"Date: {paper['date']}"),
        Block("rows", rows),
        Block("total", total),
        *_words(*paper["text"]),
    ]


def _delivery(paper: Mapping[str, Any], sender: list[str], receiver: list[str]) -> list[Block]:
    rows = [" | ".join(row.split(" | ")[:2]).removesuffix(" |") + " | [  ]" for row in paper["rows"]]
    return [
        Block("head", sender),
        Block("title", [paper["title"]]),
        Block("to", ["Deliver to:", *receiver[:3]]),
        *_words(f"Date of dispatch: {paper['date']}"),
        Block("rows", ["Quantity | Goods | Checked", *rows]),
        *_words(*paper["text"], "Signature of receiver: ............................   Time: .........."),
    ]


def _contract(paper: Mapping[str, Any], sender: list[str], receiver: list[str]) -> list[Block]:
    clauses = [f"{number}.  {clause}" for number, clause in enumerate(paper["text"], start=1)]
    return [
        Block("heading", [paper["title"]]),
        *_words(f"made on {paper['date']} between"),
        *_words(f"{sender[0]}, of {', '.join(sender[1:3])}", "and"),
        *_words(f"{receiver[0]}, of {', '.join(receiver[1:3])}.", "It is agreed as follows:", *clauses),
        *_words("Signed by or for the parties:", "........................        ........................"),
    ]


def _prescription(paper: Mapping[str, Any], sender: list[str], receiver: list[str]) -> list[Block]:
    return [
        Block("head", sender),
        Block("to", [f"Patient: {receiver[0]}", *receiver[1:3], paper["title"]]),
        *_words(f"Date: {paper['date']}"),
        Block("title", ["Rx"]),
        Block("rows", ["Medicine | Dose | Quantity", *paper["rows"]]),
        *_words(*paper["text"], "Signature of prescriber: ......................", paper["sign"]),
    ]


def _words(*texts: str) -> list[Block]:
    return [Block("words", [text]) for text in texts]


def _greeted(receiver: list[str]) -> str:
    titled = receiver[0].split()
    return f"{titled[0]} {titled[-1]}" if titled[0] in ("Mr", "Mrs", "Ms") else "Sir or Madam"


_KINDS = {
    "Letters": _letter,
    "Invoices": _invoice,
    "Delivery notes": _delivery,
    "Contracts": _contract,
    "Complaints": _complaint,
    "Prescriptions": _prescription,
}
