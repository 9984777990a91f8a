"""What can hold the sound of a call, and what else a file may turn out to be."""

from deskhand.readers.kinds import called

DEMUXERS = (
    "wav,w64,mp3,mov,mp4,m4a,3gp,3g2,mj2,aac,ogg,flac,amr,amrnb,amrwb,asf,matroska,webm,aiff,caf,au,gsm,ac3,avi,mpeg,"
    "mpegvideo,flv"
)
"""Those of FFmpeg that may open a file. All read that one file; none follows a list to another (HLS, concat, DASH)."""

_PLAYLISTS = (b"#extm3u", b"[playlist]", b"ffconcat", b"<asx", b"<?wpl")
_PAGES = (b"<!doctype", b"<html")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))


def not_sound(head: bytes) -> str:
    """What a file is that begins with ``head``, such as "a PDF document"; "" if it may be a recording."""
    begin = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if begin.startswith(_PLAYLISTS):
        return "a playlist: it only names recordings that lie elsewhere"
    if begin.startswith(_PAGES):
        return "a web page"
    if head.startswith(b"PK\x03\x04"):
        return "a packed archive or an Office document"
    return called(head) or ("a text" if _is_text(head) else "")


def _is_text(head: bytes) -> bool:
    """No control characters, and UTF-8 but for a letter that the end of ``head`` cuts in two."""
    if not head or head.translate(None, _CONTROLS) != head:
        return False
    return "\ufffd" not in head.decode("utf-8", "replace")[:-4]
