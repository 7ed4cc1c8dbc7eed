"""Results on disk and on screen: JSON with date, machine and command; plain tables. It does not measure."""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "results"
PACKAGES = ("torch", "openvino", "sentence-transformers", "faiss-cpu", "bm25s", "langchain-text-splitters", "llama-index-core")


def write_result(name: str, figures: Any) -> Path:
    """Write ``results/<name>.json`` with when, where and by which command the figures were made."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / f"{name}.json"
    result = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"), "machine": machine(),
        "command": " ".join(["python -m", _module(), *sys.argv[1:]]), "figures": figures,
    }  # fmt: skip
    file.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return file


def machine() -> dict[str, Any]:
    """Say what the figures were made on."""
    return {
        "processor": _processor(), "cores": os.cpu_count(), "system": platform.system(),
        "python": platform.python_version(), "packages": {name: _version(name) for name in PACKAGES},
    }  # fmt: skip


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Lay out a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def share(value: float) -> str:
    """Write a share with two digits and no leading nought."""
    return f"{value:.2f}".removeprefix("0") if value < 1 else "1.00"


def _module() -> str:
    spec = getattr(sys.modules.get("__main__"), "__spec__", None)
    return spec.name if spec is not None else Path(sys.argv[0]).stem


def _processor() -> str:
    file = Path("/proc/cpuinfo")
    names = [line.split(":", 1)[1].strip() for line in file.read_text().splitlines() if line.startswith("model name")] \
        if file.is_file() else []
    return names[0] if names else platform.processor()


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
