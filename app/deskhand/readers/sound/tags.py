"""When a call came and who called, as far as the recording itself tells."""

import re
from collections.abc import Mapping
from datetime import datetime

MOMENT_TAGS = ("creation_time", "com.apple.quicktime.creationdate", "date", "DATE")
CALLER_TAGS = ("artist", "author", "album_artist", "title", "comment", "description")

_FROM = re.compile(r"\b(?:voice ?mail|message|call|anruf|nachricht)\b.{0,20}?\b(?:from|von)\b:? *(.+)", re.IGNORECASE)
_NUMBER = re.compile(r"\+?\d[\d ()./-]{5,18}\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?")


def received(tags: Mapping[str, str]) -> str:
    """Local time, ISO 8601 to the second; "" unless a tag tells both day and time.

    A day alone in an .mp3 is when a song came out. Broadcast waves keep the two apart.
    """
    found = [tags[name].strip() for name in MOMENT_TAGS if name in tags]
    found.append(f"{tags.get('date', '')}T{tags.get('creation_time', '')}")
    return next((moment for moment in map(_local, found) if moment), "")


def caller(tags: Mapping[str, str]) -> str:
    """The number or name that a phone system wrote into the recording, else ""."""
    for name in CALLER_TAGS:
        told = tags.get(name, "").strip()
        if _NUMBER.fullmatch(told):
            return told
        if match := _FROM.search(told):
            return match.group(1).split(" at ")[0].strip()[:80]
    return ""


def _local(text: str) -> str:
    """The moment in the time of this computer, "" if it is none or one of the years in which clocks begin."""
    if not _MOMENT.fullmatch(text):
        return ""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return ""
    if not 1990 <= moment.year < 2100:
        return ""
    local = moment.astimezone().replace(tzinfo=None) if moment.tzinfo else moment
    return local.isoformat(timespec="seconds")
