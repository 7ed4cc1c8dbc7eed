"""Puts a time into a transcript's address, where what it leads to can begin there.

It does not look at what stands at an address.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import parse_qsl, urlencode, urlsplit

_YOUTUBE = ("youtube.com", "youtube-nocookie.com")
_MEDIA = frozenset([".aac", ".flac", ".m4a", ".m4v", ".mov", ".mp3", ".mp4", ".oga", ".ogg", ".ogv", ".opus", ".wav", ".webm"])


def address_at(url: str | None, time: float | None) -> str | None:
    """The address of a video or sound file at a time in seconds; any other address as it is.

    YouTube takes the time as ``t``, in an embedded player as ``start``; a file takes it as a media fragment, ``#t=``.
    """
    if url is None or time is None:
        return url
    try:
        parts = urlsplit(url)
        key = _youtube_key((parts.hostname or "").removeprefix("www."), parts.path)
    except ValueError:
        return url
    if key:
        kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in ("t", "start")]
        return parts._replace(query=urlencode([*kept, (key, int(time))])).geturl()
    if parts.scheme in ("http", "https") and PurePosixPath(parts.path).suffix.lower() in _MEDIA:
        return parts._replace(fragment=f"t={int(time)}").geturl()
    return url


def _youtube_key(host: str, path: str) -> str | None:
    """The name that a YouTube video's address has for the time; None where the address is no video's."""
    if host == "youtu.be":
        return "t" if path.strip("/") else None
    if not any(host == known or host.endswith(f".{known}") for known in _YOUTUBE):
        return None
    if path.startswith("/embed/"):
        return "start"
    return "t" if path == "/watch" or path.startswith("/live/") else None
