"""How sure evidence must be to be quoted, where no sentence of a draft holds."""

from __future__ import annotations

import pytest

from chatbot.citations import Fault
from chatbot.conversation.quoting import BORROWED_MARGIN, INVENTED_MARGIN, quoting_margin
from chatbot.questions import as_asked


@pytest.mark.parametrize(
    ("faults", "unsaid_names", "margin"),
    [
        ([], 0, 0.0),
        ([Fault("meaning"), Fault("language")], 0, 0.0),
        ([Fault("meaning"), Fault("number", "7")], 0, INVENTED_MARGIN),
        ([Fault("name", "alibaba")], 0, INVENTED_MARGIN),
        ([Fault("name", "slow"), Fault("name", "food")], 0, BORROWED_MARGIN),
        ([Fault("denial")], 1, 1.0),
        ([Fault("meaning")], 1, 0.0),
    ],
)
def test_evidence_must_be_surer_where_a_model_invented_and_more_so_where_it_borrowed(
    faults: list[Fault], unsaid_names: int, margin: float
) -> None:
    asked = as_asked("Perché Slow Food ha rifiutato di collaborare?")
    assert quoting_margin(asked, faults, unsaid_names) == margin
    assert 0.0 < INVENTED_MARGIN < BORROWED_MARGIN < 1.0
