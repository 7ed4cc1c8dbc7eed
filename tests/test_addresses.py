"""An address with the time in it, where it can have one."""

from __future__ import annotations

import pytest

from chatbot.transcripts import address_at


@pytest.mark.parametrize(
    ("url", "at"),
    [
        ("https://www.youtube.com/watch?v=abc", "https://www.youtube.com/watch?v=abc&t=754"),
        ("https://m.youtube.com/watch?v=abc&t=3s&list=x", "https://m.youtube.com/watch?v=abc&list=x&t=754"),
        ("https://youtu.be/abc?si=x", "https://youtu.be/abc?si=x&t=754"),
        ("https://youtube.com/live/abc", "https://youtube.com/live/abc?t=754"),
        ("https://www.youtube-nocookie.com/embed/abc?start=1", "https://www.youtube-nocookie.com/embed/abc?start=754"),
        ("https://example.org/talks/44.MP3?key=1", "https://example.org/talks/44.MP3?key=1#t=754"),
        ("https://example.org/44.mp4#t=10,20", "https://example.org/44.mp4#t=754"),
    ],
)
def test_videos_and_sound_files_begin_at_the_time(url: str, at: str) -> None:
    assert address_at(url, 754.9) == at


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/44", "https://example.org/44.html#part", "https://www.youtube.com/@channel", "https://youtu.be/",
        "https://notyoutube.com/watch?v=abc", "https://youtube.com.example.org/watch?v=abc", "http://[broken", None,
    ],
)  # fmt: skip
def test_others_stay_as_they_are(url: str | None) -> None:
    assert address_at(url, 754.9) == url


def test_without_a_time_nothing_is_added() -> None:
    assert address_at("https://youtu.be/abc", None) == "https://youtu.be/abc"
    assert address_at("https://youtu.be/abc", 0.0) == "https://youtu.be/abc?t=0"
