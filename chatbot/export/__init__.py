"""A verified conversation → Markdown, HTML, PDF, Word or JSON; and back, to check every quote again.

    conversation   what is exported: answers, and which transcripts they cite
    contract       the shape of an answer, checked on reading
    reading        a file → a conversation
    json_lines     JSON and JSON Lines in, JSON out
    page           an HTML page out;  page_style: how it looks;  page_reading: an HTML page in
    markdown       Markdown out
    document       what a PDF or Word document shows, paragraph by paragraph
    comparison     what a document shows against the data in it
    word           a Word document out;  word_style: how it looks;  word_reading: a Word document in
    pdf            a PDF document out;  pdf_reading: a PDF document in
    pdf_fonts      which font draws a character;  pdf_text: text as it can be drawn, and as it is seen
    pdf_lines      text → lines;  pdf_pages: lines → pages;  pdf_embedding: the fonts, put into the document
    wording        labels in four languages, times, places, addresses
    messages       a text from outside in a message, as it reads
    verification   every quote against the transcripts as they are now;  sentences: each sentence against its quotes
    writing        which formats there are; a file written whole or not at all

It does not ask, retrieve or check meaning: the answers come in finished, as `ask --json` gives them.
"""

from chatbot.export.conversation import ExportedConversation, TranscriptNote, all_citations, export_conversation
from chatbot.export.json_lines import to_json
from chatbot.export.markdown import to_markdown
from chatbot.export.messages import in_quotes, one_line
from chatbot.export.page import to_html
from chatbot.export.reading import read_conversation
from chatbot.export.verification import Failure, Verification, verify
from chatbot.export.wording import ExportLabels, character_span, export_labels, timestamp, web_address
from chatbot.export.writing import BINARY, FORMATS, render, write_export

__all__ = [
    "BINARY",
    "FORMATS",
    "ExportLabels",
    "ExportedConversation",
    "Failure",
    "TranscriptNote",
    "Verification",
    "all_citations",
    "character_span",
    "export_conversation",
    "export_labels",
    "in_quotes",
    "one_line",
    "read_conversation",
    "render",
    "timestamp",
    "to_html",
    "to_json",
    "to_markdown",
    "verify",
    "web_address",
    "write_export",
]
