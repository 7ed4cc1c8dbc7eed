"""What surrounds a passage and helps to find it: the transcript's title and the question it answers.

It goes into the embedding only; it is never shown or quoted.
"""

from __future__ import annotations

from chatbot.passages.sentences import Sentence, asks
from chatbot.passages.tokens import count_tokens
from chatbot.transcripts import Transcript

LONGEST_QUESTION = 40  # tokens of the question that a context holds
_FARTHEST = 4  # turns before a passage's turn in which its question is looked for


class Contexts:
    """The contexts of one transcript's passages; each turn's question is looked up once."""

    def __init__(self, transcript: Transcript, sentences: tuple[Sentence, ...]) -> None:
        self._transcript = transcript
        self._title = " ".join(transcript.title.split())
        self._questions: dict[int, tuple[int, str]] = {}  # turn → where its last question starts, and its words
        turns: dict[int, list[Sentence]] = {}
        for sentence in sentences:
            turns.setdefault(sentence.turn, []).append(sentence)
        for turn, said in turns.items():
            self._add_question(turn, said)

    def of(self, turn: int, start: int) -> str:
        """One line for a passage that is mostly of this turn and starts at this character.

        A question that the passage itself holds is not said again.
        """
        question = self._question_before(turn, start)
        if not question:
            return self._title
        return f"{self._title} {question}" if self._title[-1:] in ".!?。！？" else f"{self._title}. {question}"

    def _question_before(self, turn: int, start: int) -> str:
        turns = self._transcript.turns
        for earlier in range(turn - 1, max(turn - 1 - _FARTHEST, -1), -1):
            found = self._questions.get(earlier)
            if found and turns[earlier].speaker not in (None, turns[turn].speaker):
                return found[1] if found[0] < start else ""
        return ""

    def _add_question(self, turn: int, said: list[Sentence]) -> None:
        text = self._transcript.text
        words = [" ".join(text[sentence.start : sentence.end].split()) for sentence in said]
        last = next((place for place in range(len(said) - 1, -1, -1) if asks(words[place])), None)
        if last is None:
            return
        question, left = words[last], LONGEST_QUESTION - count_tokens(words[last])
        for earlier in reversed(words[max(0, last - 6) : last]):
            left -= count_tokens(earlier)
            if left < 0:
                break
            question = f"{earlier} {question}"
        self._questions[turn] = (said[last].start, _tail(question))


def _tail(question: str) -> str:
    """The last words of a question, no longer than a context may hold."""
    words = question.split(" ")
    while len(words) > 1 and count_tokens(" ".join(words)) > LONGEST_QUESTION:
        words = words[max(1, len(words) // 8) :]
    kept = " ".join(words)
    return kept if count_tokens(kept) <= LONGEST_QUESTION else kept[-LONGEST_QUESTION:]
