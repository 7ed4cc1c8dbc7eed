"""Words around the answers in four languages, and how times, places and addresses are written.

It knows neither HTML nor Markdown.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class ExportLabels:
    """The words that the program itself adds to an exported conversation."""

    title: str
    subtitle: str
    question: str
    sources: str
    not_found: str
    nearest: str
    nobody: str
    characters: str
    transcripts: str
    open: str
    back: str
    verify: str


_LABELS = {
    "en": ExportLabels(
        "Cited answers", "Every statement with the words it rests on", "Question", "Quotes", "Not in the transcripts",
        "The nearest things said", "speaker not named", "characters", "Transcripts", "open the source",
        "back to the answer", "Check these quotes again at any time:",
    ),
    "it": ExportLabels(
        "Risposte con citazioni", "Ogni affermazione con le parole su cui si fonda", "Domanda", "Citazioni",
        "Non è nelle trascrizioni", "Le cose più vicine che sono state dette", "voce non indicata", "caratteri",
        "Trascrizioni", "apri la fonte", "torna alla risposta",
        "Queste citazioni si possono ricontrollare in ogni momento:",
    ),
    "fr": ExportLabels(
        "Réponses avec citations", "Chaque affirmation avec les paroles qui la fondent", "Question", "Citations",
        "Absent des transcriptions", "Ce qui a été dit de plus proche", "voix non nommée", "caractères",
        "Transcriptions", "ouvrir la source", "retour à la réponse",
        "Ces citations peuvent être revérifiées à tout moment :",
    ),
    "zh": ExportLabels(
        "附引文的回答", "每句话都附有其依据的原话", "问题", "引文", "访谈记录中没有相关内容", "最接近的原话", "未注明说话人",
        "字符", "访谈记录", "打开来源", "回到回答", "随时可以重新核对这些引文：",
    ),
}  # fmt: skip


def export_labels(language: str) -> ExportLabels:
    """The labels in a language ("it", "zh-CN", …); English where there are none."""
    return _LABELS.get(language_tag(language).split("-")[0].lower(), _LABELS["en"])


def language_tag(language: str) -> str:
    """The language if it looks like a tag such as "it" or "zh-Hans"; else "en"."""
    plain = language.replace("-", "")
    return language if plain.isascii() and plain.isalnum() and len(language) <= 20 else "en"


def timestamp(seconds: float) -> str:
    """Seconds as mm:ss, or h:mm:ss from one hour on.

    >>> timestamp(65.9), timestamp(3600)
    ('01:05', '1:00:00')
    """
    minutes, second = divmod(math.floor(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute:02}:{second:02}"


def character_span(start: int, end: int) -> str:
    """A span of characters as it is shown: 120–180."""
    return f"{start}–{end}"


def web_address(url: str | None) -> str | None:
    """The address if it is a plain http or https one that is safe to make a link of; else None."""
    if not url or not url.isprintable() or any(character in _NOT_IN_ADDRESSES for character in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def moment(created: str) -> str:
    """An ISO time as it is shown: 2026-11-23 12:40 (to the minute, with its zone where it names one)."""
    day, _, time = created.partition("T")
    zone = " UTC" if time.endswith(("+00:00", "Z")) else ""
    return f"{day} {time[:5]}{zone}".strip()


_NOT_IN_ADDRESSES = frozenset(" <>\"'`\\^{|}")
