"""Decides who speaks: which of the labels in a text are speakers', and what each speaker is called.

A label must look like a name, or come again and again, and the text as a whole must look like a conversation. In doubt a label
ends the turn: words without a name do less harm than words under another's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from chatbot.transcripts.evidence import mentioned, returns, side_by_side, small_words
from chatbot.transcripts.labels import Candidate, Label, Shape, label_at
from chatbot.transcripts.lines import Line, starts_paragraph
from chatbot.transcripts.names import Kind, Named, ends_as_a_common_word, is_cjk, is_given_name, is_role, name_in_each_script
from chatbot.transcripts.vocabulary import LANGUAGES, SOUNDS

_RARE = 2  # a label of one word that is heard so often, or less, is a speaker's only if nothing speaks against it
_WRAPPED = range(60, 121)  # characters of a line that may go on in the next one
_SURE = 3  # so often a word that is mostly no name may stand between two turns of another, and be a speaker
_SOUND_LAST = re.compile(r".* (?:playing|music|applause|laughter|musica|applausi)", re.IGNORECASE)
_TIMED_LINE = re.compile(r"[\[(]?\d{1,3}:[0-5]\d")


@dataclass(frozen=True)
class _Heard:
    """A candidate, and the name that its speaker would have."""

    at: Candidate
    speaker: str


def find_labels(text: str, lines: list[Line]) -> list[Label]:
    """The labels of a conversation, in order; none where the text is not one."""
    found = [candidate for index, line in enumerate(lines) if (candidate := label_at(text, line, index))]
    spoken = sum(1 for line in lines if not line.blank)
    heard = _called([each for each in found if each.shape is Shape.COLON])
    kept = _conversation(text, lines, heard, spoken) if heard else []
    return kept or _without_colons(text, lines, _called([each for each in found if each.shape is not Shape.COLON]), spoken)


def _labels(heard: Iterable[_Heard], cast: set[str], ends: set[int]) -> list[Label]:
    """The cast's labels, and those that only end a turn, in the lines ``ends``: what follows is nobody's, label and all."""
    labels: list[Label] = []
    for each in heard:
        at = each.at
        if each.speaker in cast:
            labels.append(Label(at.line, at.start, at.end, each.speaker, at.time))
        elif at.line in ends:
            labels.append(Label(at.line, at.start, at.start, None, at.time))
    return labels


def _called(found: Sequence[Candidate]) -> list[_Heard]:
    """Each candidate with one name for one speaker: "Carlo Bini", "carlo bini" and "Carlo Bini [guest]" are the same.

    Where a name has two things beside it ("Anna (Acme)" and "Anna (Barilla)"), or another's name ("Anna - Bo"), labels stay as
    they stand.
    """
    beside: dict[str, set[str]] = defaultdict(set)
    for each in found:
        beside[_key(each.named.name)].add(_key(each.named.beside))
    words = [_words_for(each.named, beside) for each in found]
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for spelt in words:
        spellings[_key(spelt)][spelt] += 1
    return [_Heard(each, spellings[_key(spelt)].most_common(1)[0][0]) for each, spelt in zip(found, words, strict=True)]


def _words_for(named: Named, beside: Mapping[str, Set[str]]) -> str:
    """What a speaker is called, where ``beside`` has all names of the text and what stands beside each."""
    told = {one for one in beside[_key(named.name)] if one and not is_role(one)}
    if len(told) > 1 or _key(named.beside) in beside:
        return named.whole
    return next((part for part in name_in_each_script(named.name) if _key(part) in beside), named.name)


def _key(name: str) -> str:
    folded = name.casefold()
    return folded.replace(" ", "") if is_cjk(name) and not re.search("[a-z]", folded) else folded


def _conversation(text: str, lines: list[Line], heard: list[_Heard], spoken: int) -> list[Label]:
    names = [each for each in heard if each.at.named.kind is Kind.NAME]
    labelled = {each.at.line for each in heard}
    begun = [each for each in heard if each.at.named.kind is Kind.WORD and _begins(text, lines, each.at, labelled)]
    cast = _cast(Counter(each.speaker for each in names), spoken)
    if not cast and _somebody_asks(text, lines, heard):
        cast = _odd_cast(Counter(each.speaker for each in names + begun), spoken)
    if not cast:
        return []
    cast |= _repeated(begun, 2) | _between(heard, cast)
    doubtful = _doubtful(heard, cast)
    if not doubtful:
        return _labels(heard, cast, set())
    bulleted = _has_bullets(heard, cast - doubtful)
    refused = doubtful - _guests(text, heard, doubtful, cast, bulleted)
    cast -= refused
    begin = [each for each in heard if each.speaker in refused and _begins(text, lines, each.at, labelled, bulleted)]
    return _labels(heard, cast, _boundaries(text, begin, _begin_small(text, heard, cast)))


def _boundaries(text: str, refused: Iterable[_Heard], all_small: bool) -> set[int]:
    """The lines of refused labels that may yet be a guest's, for they look like a name and a sentence follows."""
    names = [each for each in refused if each.at.named.kind is Kind.NAME and not ends_as_a_common_word(each.speaker)]
    return {each.at.line for each in names if all_small or not _says_small(text, each.at)}


def _has_bullets(heard: list[_Heard], cast: set[str]) -> bool:
    """Whether most of a cast's labels stand behind a bullet, which then tells no list from a turn."""
    bullets = [each.at.bullet for each in heard if each.speaker in cast]
    return 2 * sum(bullets) > len(bullets)


def _begin_small(text: str, heard: list[_Heard], cast: set[str]) -> bool:
    """Whether the words of most of a cast's turns begin without a capital, as a point's in a list do."""
    small = [_says_small(text, each.at) for each in heard if each.speaker in cast]
    return 2 * sum(small) > len(small)


def _says_small(text: str, at: Candidate) -> bool:
    return text[at.end : at.end + 20].lstrip()[:1].islower()


def _cast(counts: Counter[str], spoken: int) -> set[str]:
    """The speakers by their names alone; none where the text is no conversation."""
    labels = sum(counts.values())
    cast = _often(counts, 2)
    # With nobody heard twice, the labels must open most of the lines: a list of "Term: meaning" in prose does not.
    if not cast and (len(counts) < 2 or 2 * labels < spoken):
        return set()
    if len(cast) == 1 and 10 * labels < spoken:
        return set()
    return set(counts)


def _odd_cast(counts: Counter[str], spoken: int) -> set[str]:
    """Speakers whose labels are no names by their shape ("carlo"): two or more, who open most of the lines."""
    cast = _often(counts, 2)
    return cast if len(cast) >= 2 and 2 * sum(counts[name] for name in cast) >= spoken else set()


def _often(counts: Counter[str], least: int) -> set[str]:
    return {name for name, count in counts.items() if count >= least}


def _repeated(heard: Iterable[_Heard], least: int) -> set[str]:
    return _often(Counter(each.speaker for each in heard), least)


def _begins(text: str, lines: list[Line], at: Candidate, labelled: set[int], bulleted: bool = False) -> bool:
    """Whether a candidate begins a paragraph, or follows a turn of one line, and stands in no list."""
    line, before = lines[at.line], lines[at.line - 1] if at.line else None
    in_list = at.bullet and not bulleted
    if in_list or before is None or before.blank:
        return not in_list
    if at.line - 1 in labelled and before.end - before.start not in _WRAPPED:
        return True
    return starts_paragraph(text[before.start : before.end], text[line.start : line.end])


def _between(heard: list[_Heard], cast: set[str]) -> set[str]:
    """Words that are mostly no names, but stand often, and mostly between two turns of one speaker: "Subject: …"."""
    common = {each.speaker for each in heard if each.at.named.kind is Kind.COMMON} - cast
    counts = Counter(each.speaker for each in heard)
    back = returns([each.speaker for each in heard], cast)
    return {name for name in common if counts[name] >= _SURE and 2 * back[name] >= counts[name]}


def _doubtful(heard: list[_Heard], cast: set[str]) -> set[str]:
    """Labels of one word heard once or twice, where two or more speakers are heard more often."""
    counts = Counter(each.speaker for each in heard if each.speaker in cast)
    single = {name for name, count in counts.items() if count <= _RARE and " " not in name and not is_role(name)}
    return {name for name in single if len(_often(counts, counts[name] + 1)) >= 2}


def _guests(text: str, heard: list[_Heard], doubtful: set[str], cast: set[str], bulleted: bool) -> set[str]:
    """Of the doubtful labels those that are a new guest's, and no point of a list."""
    order = [each.speaker for each in heard if each.speaker in cast]
    timed = {each.speaker for each in heard if each.at.time is not None}
    known = timed | mentioned(text) | set(returns(order, cast - doubtful)) | {name for name in doubtful if is_given_name(name)}
    in_list = {each.speaker for each in heard if each.at.bullet and not bulleted} | side_by_side(order, doubtful)
    small = small_words(text)
    common = {name for name in doubtful if ends_as_a_common_word(name) or (name != name.lower() and name.lower() in small)}
    return (doubtful & known) | (doubtful - in_list - common)


def _without_colons(text: str, lines: list[Line], heard: list[_Heard], spoken: int) -> list[Label]:
    """Labels without a colon: of one shape, by two speakers or more, each several times; others of that shape end a turn."""
    for shape in (Shape.TIME_FIRST, Shape.BOLD, Shape.BRACKETS):
        here = [each for each in heard if each.at.shape is shape and not _is_sound(each.speaker)]
        if shape is not Shape.BRACKETS:
            here = [each for each in here if _has_words_below(text, lines, each.at)]
        cast = _repeated(here, 2)
        if len(cast) >= 2 and _is_conversation(text, lines, here, shape, spoken):
            return _labels(here, cast, {each.at.line for each in here})
    return []


def _is_conversation(text: str, lines: list[Line], here: list[_Heard], shape: Shape, spoken: int) -> bool:
    """Whether labels of a shape look like speakers', and not like headings, an agenda or what is quoted."""
    if shape is Shape.BOLD:
        return _somebody_asks(text, lines, here)
    if shape is Shape.BRACKETS:
        return 2 * len(here) >= spoken and not any(_says_small(text, each.at) for each in here)
    times = [each.at.time or 0.0 for each in here]
    return times == sorted(times)  # an agenda of two days goes back


def _is_sound(name: str) -> bool:
    folded = name.casefold()
    if folded in LANGUAGES or folded.split()[0] in SOUNDS:
        return True
    return _SOUND_LAST.fullmatch(name) is not None or ends_as_a_common_word(name)


def _somebody_asks(text: str, lines: list[Line], heard: list[_Heard]) -> bool:
    """Whether the words before a label end with a question, as headings' seldom do."""
    before = (next((line for line in reversed(lines[: each.at.line]) if not line.blank), None) for each in heard)
    return any(line is not None and text[line.end - 1] in "?？" for line in before)


def _has_words_below(text: str, lines: list[Line], at: Candidate) -> bool:
    """Whether words follow on a line of their own: where each line begins with a time, the first are words themselves."""
    below = next((line for line in lines[at.line + 1 :] if not line.blank), None)
    return below is not None and _TIMED_LINE.match(text, below.start) is None
