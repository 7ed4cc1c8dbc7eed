"""What the chat window shows: pure functions from values to escaped HTML, and one answer as it arrives.

It does not import streamlit and does not lay anything out: `streamlit_app.py` does that.

    words     what the page says
    translations  that in four languages
    examples  the questions that a newcomer is offered
    markup    a question, a sentence, a source, an error -> HTML in which every text is escaped
    source    a transcript and a citation -> the turns around the quote, the quote marked
    exchange  a question and what has come back for it so far, collected in the background
    background  the index and the models, opened while the page takes up clicks
    address   which conversation a page shows
    kept      the conversations of this process, each behind an id that cannot be guessed
    copying   an answer -> plain text for the clipboard, and the button that copies it
    download  a conversation -> a file
    shelf     the transcripts of the folder
    indexing  how the index stands to them, how far a rebuild is and what it did -> a line
    upload    dropped transcripts -> files in the folder
    removal   a transcript out of the folder, into a hidden one
    look      the style sheet of the window, and the script that keeps the quote in view
"""

from chatbot.window.address import NOTHING, follow_address, turn_to
from chatbot.window.background import opening
from chatbot.window.copying import COPY_SCRIPT, answer_as_text
from chatbot.window.download import FILES, conversation_file, file_name
from chatbot.window.examples import example_questions
from chatbot.window.exchange import Exchange
from chatbot.window.indexing import brought_up_to_date, index_state, is_built, progress_on, state_line, summary_line
from chatbot.window.kept import KeptConversations, new_id
from chatbot.window.look import STYLE, scroll_to_quote
from chatbot.window.markup import (
    earlier_html,
    error_html,
    evidence_html,
    footer_html,
    header_html,
    heading_html,
    not_found_html,
    question_html,
    sentence_html,
    source_line_html,
    sources_heading_html,
    state_html,
    stopped_html,
    transcripts_html,
)
from chatbot.window.removal import is_leaving, leaving_html, take_out
from chatbot.window.shelf import transcripts_in
from chatbot.window.source import no_source_html, source_html
from chatbot.window.translations import page_words_in
from chatbot.window.upload import add_transcripts
from chatbot.window.words import PageWords

__all__ = [
    "COPY_SCRIPT",
    "FILES",
    "NOTHING",
    "STYLE",
    "Exchange",
    "KeptConversations",
    "PageWords",
    "add_transcripts",
    "answer_as_text",
    "brought_up_to_date",
    "conversation_file",
    "earlier_html",
    "error_html",
    "evidence_html",
    "example_questions",
    "file_name",
    "follow_address",
    "footer_html",
    "header_html",
    "heading_html",
    "index_state",
    "is_built",
    "is_leaving",
    "leaving_html",
    "new_id",
    "no_source_html",
    "not_found_html",
    "opening",
    "page_words_in",
    "progress_on",
    "question_html",
    "scroll_to_quote",
    "sentence_html",
    "source_html",
    "source_line_html",
    "sources_heading_html",
    "state_html",
    "state_line",
    "stopped_html",
    "summary_line",
    "take_out",
    "transcripts_html",
    "transcripts_in",
    "turn_to",
]
