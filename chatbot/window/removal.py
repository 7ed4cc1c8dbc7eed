"""Takes a transcript out of the folder of seeds: its file is moved to a hidden folder there, never deleted nor over another.

It does not build the index.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import chain, count
from pathlib import Path

from chatbot.errors import SeedError
from chatbot.transcripts import find_seeds, transcript_id
from chatbot.window.address import State
from chatbot.window.shelf import transcripts_in
from chatbot.window.words import PageWords

REMOVED = ".removed"
"""The folder in the folder of seeds that files are moved to; being hidden, it is passed over when transcripts are looked for."""


def take_out(state: State, seeds: Path, id: str, words: PageWords) -> None:
    """Take a transcript out: all others are asked then, and the index is to be built; what went wrong becomes a line."""
    try:
        _take_out(seeds, id, words)
    except SeedError as error:
        state.update(leaving="", refused=(str(error),))
        return
    state.update(leaving="", refused=(), only="", changed=1)


def is_leaving(state: State, id: str) -> bool:
    """Whether it is asked to take this transcript out; who chooses another has taken that back."""
    state["leaving"] = id if state.get("leaving") == id else ""
    return bool(state["leaving"])


def leaving_html(seeds: Path, id: str, words: PageWords) -> str:
    """What is asked before a transcript is taken out: which file goes where, and which is read instead; or why it cannot go."""
    try:
        file, *others = _files_of(seeds, id, words)
    except SeedError as error:
        lines = [str(error)]
    else:
        lines = [words.leaving.format(name=_name(file, seeds), folder=_folder(seeds))]
        lines += [words.in_its_place.format(name=_name(other, seeds)) for other in others[:1]]
    return f'<div class="leaving" dir="auto">{"<br>".join(map(escape, lines))}</div>'


def _take_out(seeds: Path, id: str, words: PageWords) -> None:
    file, *_ = _files_of(seeds, id, words)
    if len(transcripts_in(seeds)[0]) < 2:
        raise SeedError(words.only_one)
    try:
        _move(file, seeds / REMOVED / file.relative_to(seeds))
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise SeedError(words.unmovable.format(name=_name(file, seeds), folder=_folder(seeds), why=why)) from error


def _files_of(seeds: Path, id: str, words: PageWords) -> list[Path]:
    """The file that a transcript is read from, and those that are left out for it, in the order in which they would be read.

    They are looked for among those in the folder: an id is never made a path. Raises SeedError where there is none, or a link.
    """
    try:
        found = find_seeds(seeds)
    except SeedError as error:
        raise SeedError(words.gone) from error
    files = [path for path in found if transcript_id(path, seeds) == id]
    if not files:
        raise SeedError(words.gone)
    _refuse_links(files[0], found, seeds, words)
    return files


def _refuse_links(file: Path, found: Iterable[Path], seeds: Path, words: PageWords) -> None:
    """Raise SeedError where a file is a link, which points elsewhere once moved, or another is one to it, and would go too."""
    read = file.resolve()
    if link := next((path for path in (file, *found) if path.is_symlink() and path.resolve() == read), None):
        raise SeedError(words.linked.format(link=_name(link, seeds), name=_name(read, seeds.resolve())))


def _move(file: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    place = _free(to)
    try:
        file.replace(place)
    except OSError:
        place.unlink()
        raise


def _free(path: Path) -> Path:
    """An empty file to move another over, made here so that nobody else takes its name: "tea.txt", "tea-2.txt", …."""
    numbered = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(2))
    return next(place for place in chain((path,), numbered) if _is_made(place))


def _is_made(place: Path) -> bool:
    try:
        place.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def _name(file: Path, seeds: Path) -> str:
    return transcript_id(file, seeds) + file.suffix


def _folder(seeds: Path) -> str:
    return f"{seeds.resolve().name}/{REMOVED}"
