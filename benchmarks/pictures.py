"""The pictures in benchmarks/README.md and benchmarks/experiments, drawn from results. It does not measure.

    python -m benchmarks.pictures     # evidence recall once more, ours from its own later run
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.measures import Bin
from benchmarks.results import FOLDER

OURS, OTHERS = "#0f766e", ("#1f2937", "#6b7280", "#9ca3af", "#d1d5db")
"""The window's green, and greys."""


def main() -> None:
    """Draw evidence recall of all systems, ours as it is in the run of ours alone."""
    peers, ours = (
        json.loads((FOLDER / f"retrieval-full-60{which}.json").read_text("utf-8"))["figures"] for which in ("", "-ours")
    )
    rows = {name: {**found, **ours["rows"][name]} for name, found in peers["rows"].items()}
    recall_picture({**peers, "rows": rows}, FOLDER / "retrieval-full-60.png")


def recall_picture(figures: Mapping[str, Any], file: Path, budget: int = 1000) -> Path:
    """Draw evidence recall at one budget: a group of bars for each set, a bar for each system."""
    plot, figure, axes = _blank((11, 4.5))
    systems = list(figures["build"])
    for number, system in enumerate(systems):
        heights = [found[system]["report"]["recall"][str(budget)] if system in found else 0.0
                   for found in figures["rows"].values()]
        at = [group + (number - (len(systems) - 1) / 2) * 0.8 / len(systems) for group in range(len(heights))]
        axes.bar(at, heights, width=0.8 / len(systems), label=system, color=OURS if system == "ours" else OTHERS[number - 1])
    axes.set_xticks(range(len(figures["rows"])), [name.replace(", ", ",\n") for name in figures["rows"]], fontsize=7)
    axes.set_ylim(0, 1)
    axes.set_ylabel(f"evidence recall at {budget:,} characters")
    axes.legend(fontsize=7, ncols=3, loc="upper center", bbox_to_anchor=(0.5, 1.18))
    return _save(plot, figure, file)


def risk_picture(curves: Mapping[str, Sequence[Sequence[float]]], file: Path) -> Path:
    """Draw risk against coverage, a line for each set."""
    plot, figure, axes = _blank((6, 4))
    for name, points in curves.items():
        axes.plot([coverage for coverage, _ in points], [risk for _, risk in points], label=name)
    axes.set_xlabel("coverage: share of questions answered")
    axes.set_ylabel("risk: share of those answers that are wrong")
    axes.set_ylim(bottom=0)
    axes.legend()
    return _save(plot, figure, file)


def reliability_picture(bins: Mapping[str, Sequence[Bin]], file: Path) -> Path:
    """Draw the share that is supported against the mean score, a line for each set; the diagonal is perfect."""
    plot, figure, axes = _blank((5, 5))
    axes.plot([0, 1], [0, 1], color="grey", linewidth=0.8, linestyle="--")
    for name, groups in bins.items():
        axes.plot([group.mean for group in groups], [group.share for group in groups], marker="o", label=name)
    axes.set_xlabel("support given by the checker")
    axes.set_ylabel("share that is supported")
    axes.legend()
    return _save(plot, figure, file)


def scale_picture(figures: Sequence[Mapping[str, Any]], file: Path) -> Path:
    """Draw latency, memory and recall against the number of passages, a line for each kind of index."""
    plot, figure, _ = _blank((11, 3.5))
    figure.clear()
    wanted = [
        ("milliseconds", "median ms a search", "log"), ("megabytes", "index in MB", "log"), ("recall", "recall@10", "linear"),
    ]  # fmt: skip
    for place, (key, label, scale) in enumerate(wanted, start=1):
        axes = figure.add_subplot(1, len(wanted), place)
        for kind in dict.fromkeys(point["index"] for point in figures):
            points = [point for point in figures if point["index"] == kind]
            axes.plot([p["passages"] for p in points], [p[key] for p in points], marker="o", label=kind)
        axes.set_xscale("log")
        axes.set_yscale(scale)
        axes.set_xlabel("passages")
        axes.set_ylabel(label)
    axes.legend(fontsize=7)
    return _save(plot, figure, file)


def _blank(size: tuple[float, float]) -> tuple[Any, Any, Any]:
    import matplotlib  # late: the figures can be made where nothing can be drawn

    matplotlib.use("Agg")
    import matplotlib.pyplot as plot

    figure, axes = plot.subplots(figsize=size)
    return plot, figure, axes


def _save(plot: Any, figure: Any, file: Path) -> Path:
    figure.tight_layout()
    figure.savefig(file, dpi=130)
    plot.close(figure)
    return file


if __name__ == "__main__":
    main()
