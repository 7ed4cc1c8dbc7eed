"""An answer as plain text for the clipboard, and the button that copies it.

The text stands percent-encoded in an attribute of the button; the script is the same for every page and only reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import quote

from chatbot.citations import Citation
from chatbot.conversation import Answer, paragraphs
from chatbot.export import ExportLabels, character_span, export_labels, one_line, timestamp, web_address
from chatbot.window.words import PageWords

# One listener for the page, whatever is drawn on it later. `select` is for where a browser keeps the clipboard's newer door shut.
COPY_SCRIPT = """<script>
if (!window.copiesAnswers) {
  window.copiesAnswers = true;
  const select = text => {
    const area = Object.assign(document.createElement('textarea'), {value: text});
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  };
  document.addEventListener('click', async event => {
    const button = event.target.closest?.('button.copy');
    if (!button) return;
    const text = decodeURIComponent(button.dataset.text);
    try {await navigator.clipboard.writeText(text)} catch {select(text)}
    const label = button.dataset.label ??= button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => {button.textContent = label}, 1600);
  });
}
</script>"""


def copy_html(answer: Answer, titles: Mapping[str, str], words: PageWords) -> str:
    """The button that copies an answer with its quotes; nothing where no answer was found."""
    if answer.status != "answered":
        return ""
    # percent-encoded: a sanitiser drops an attribute in which markup seems to end
    data = f'data-text="{quote(answer_as_text(answer, titles))}" data-done="{escape(words.copied)}"'
    return f'<button class="copy" type="button" {data}>{escape(words.copy)}</button>'


def answer_as_text(answer: Answer, titles: Mapping[str, str]) -> str:
    """An answer for a mail or a chat: its paragraphs, what was left out, and each quote with who said it and where.

    ``titles`` are the transcripts' by their ids.
    """
    labels = export_labels(answer.language)
    quotes = (_quote(citation, titles.get(citation.transcript, citation.transcript), labels) for citation in answer.citations)
    return "\n\n".join(filter(None, [*map(one_line, paragraphs(answer.sentences)), one_line(answer.note), *quotes]))


def _quote(citation: Citation, title: str, labels: ExportLabels) -> str:
    time = None if citation.time is None else timestamp(citation.time)
    place = time or f"{labels.characters} {character_span(citation.start, citation.end)}"
    source = ", ".join(one_line(part) for part in (citation.speaker or labels.nobody, title, place))
    said = f"“{one_line(' '.join(citation.quote.split()))}”"
    return "\n".join(filter(None, [f"[{citation.number}] {source}", said, web_address(citation.url)]))
