"""A file of any supported kind becomes a `Transcript`: its text, unchanged, and who says what where.

This is the only reader of the seeds folder. It does not cut text into sentences, and does not rate what is said.
"""

from chatbot.transcripts.addresses import address_at
from chatbot.transcripts.language import LANGUAGES, detect_language
from chatbot.transcripts.names import is_given_name, name_in_each_script, read_speaker_label
from chatbot.transcripts.parsing import parse_transcript
from chatbot.transcripts.reading import SUFFIXES, find_seeds, read_transcript, transcript_from, transcript_id
from chatbot.transcripts.romanization import Romanized, is_written_in, romanized
from chatbot.transcripts.values import Span, Transcript, Turn
from chatbot.transcripts.vocabulary import LABEL_PARTICLES, SPEAKER_ROLES

__all__ = [
    "LABEL_PARTICLES", "LANGUAGES", "SPEAKER_ROLES", "SUFFIXES", "Romanized", "Span", "Transcript", "Turn", "address_at",
    "detect_language", "find_seeds", "is_given_name", "is_written_in", "name_in_each_script", "parse_transcript",
    "read_speaker_label", "read_transcript", "romanized", "transcript_from", "transcript_id",
]  # fmt: skip
