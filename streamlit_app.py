"""The chat window: `chatbot chat`, or `streamlit run streamlit_app.py`.

An edge: it lays out what `chatbot.window` renders and passes on what the user does. Text from outside reaches the page only
through its functions, which escape it or, for a label, give what holds no markup (a selection box shows titles as plain text).
"""

from __future__ import annotations

import time
from functools import partial

import streamlit as st

from chatbot import window
from chatbot.citations import CheckedSentence
from chatbot.conversation import Conversation
from chatbot.errors import ChatbotError
from chatbot.settings import Settings, read_settings
from chatbot.transcripts import SUFFIXES, Transcript

WORDS = window.page_words_in(st.context.locale)  # of whoever looks at the page: this file is run anew for each drawing
TICK = 0.15  # seconds between two looks at an answer that is arriving
kept_conversations = st.cache_resource(window.KeptConversations, show_spinner=False)  # one for the whole process


def build_index(settings: Settings) -> str:
    """Bring the index up to date behind a progress bar; new questions use it then. What went wrong is given back as a line."""
    bar = st.progress(0.0, text=WORDS.reading_all)
    try:
        done, fault = window.brought_up_to_date(settings, bar.progress, WORDS)
    except Exception:  # none of Streamlit's own, which cut a drawing short
        st.session_state.changed = 0  # or each drawing would build, and fail, before the chat is drawn
        raise
    bar.empty()
    st.session_state.update(summary=done or st.session_state.summary, changed=0)  # only now: a build cut short is taken up again
    return fault


def conversation(settings: Settings) -> Conversation:
    """This page's conversation, over the index as it is on disk now; it and the models are shared, what was asked is not."""
    shared = window.opening(settings)
    with st.spinner(WORDS.opening):
        place = st.empty()
        while not shared.done():
            place.empty()  # lets Streamlit take up what is asked or clicked meanwhile
            time.sleep(TICK)
    if shared.exception():
        st.session_state.wanted = ""  # the next drawing tries again to open them, without the question
    current = shared.result().fresh()
    current.remember([exchange.answer for exchange in st.session_state.exchanges if exchange.answer])
    return current


def ask(settings: Settings, question: str) -> None:
    """Start answering; the answer arrives while the page is drawn."""
    exchanges = st.session_state.exchanges
    events = conversation(settings).stream(question, st.session_state.get("only") or None)
    exchanges.append(window.Exchange(question, events, WORDS, after=exchanges[-1] if exchanges else None))
    st.session_state.update(opened=window.NOTHING, wanted="")
    kept_conversations().keep(st.session_state.id, exchanges)


def new_conversation() -> None:
    """Leave the conversation for a new one."""
    for exchange in st.session_state.exchanges:
        exchange.stop()
    window.turn_to(st.session_state, st.query_params, window.new_id(), [])


def show_earlier() -> None:
    """The other conversations of this page, to go back to; one that is left goes on arriving."""
    if others := kept_conversations().others(st.session_state.begun, st.session_state.id):
        st.html(window.heading_html(WORDS.earlier))
    for number, (id, exchanges) in enumerate(others, 1):
        with st.container(key=f"row-earlier-{number}", horizontal=True):
            turn = partial(window.turn_to, st.session_state, st.query_params, id, exchanges)
            st.button(str(number), f"cite-earlier-{number}", on_click=turn)
            st.html(window.earlier_html(exchanges[0].question, len(exchanges)))


def busy() -> bool:
    """Whether an answer is arriving, or a question waits for the models."""
    return bool(st.session_state.wanted) or any(exchange.running for exchange in st.session_state.exchanges)


def marker(key: str, place: int, number: int) -> None:
    """The number of a citation, to click on."""
    st.button(str(number), f"cite-{key}-{place}-{number}", on_click=st.session_state.update, kwargs={"opened": (place, number)})


def show_sentence(place: int, number: int, sentences: tuple[CheckedSentence, ...]) -> None:
    """A sentence with the numbers of its citations."""
    st.html(window.sentence_html(sentences, number))
    for citation in sentences[number].citations:
        marker(f"text-{number}", place, citation.number)


def follow(place: int, exchange: window.Exchange) -> None:
    """Draw an answer while it arrives; every drawing lets Streamlit take up a click in between."""
    progress, text, shown = st.empty(), st.container(key=f"flow-{place}"), 0
    st.empty().button(WORDS.stop, key=f"stop-{place}", icon=":material/stop_circle:", on_click=exchange.stop)
    while exchange.running:
        progress.html(window.evidence_html(*exchange.so_far, words=WORDS))
        with text:
            for number in range(shown, shown := len(exchange.sentences)):
                show_sentence(place, number, exchange.sentences)
        time.sleep(TICK)
    st.rerun()


def show_result(place: int, exchange: window.Exchange, titles: dict[str, str]) -> None:
    """An answer that has arrived, was stopped or failed, with its sources."""
    if (answer := exchange.answer) and answer.status == "not_found":
        st.html(window.not_found_html(answer))
    with st.container(key=f"flow-{place}"):
        for number in range(len(exchange.sentences)):
            show_sentence(place, number, exchange.sentences)
    if exchange.error:
        st.html(window.error_html(exchange.error))
    if exchange.stopped and not answer:
        st.html(window.stopped_html(exchange.sentences, WORDS))
        again = partial(st.session_state.update, wanted=exchange.question, refused=())
        st.button(WORDS.again, f"again-{place}", disabled=busy(), on_click=again)
    if exchange.citations:
        show_sources(place, exchange, titles)
    if answer:
        st.html(window.footer_html(answer, titles, WORDS))


def show_sources(place: int, exchange: window.Exchange, titles: dict[str, str]) -> None:
    """The cited quotes, or the nearest ones, under the same numbers as in the text."""
    with st.container(key=f"sources-{place}"):
        st.html(window.sources_heading_html(exchange.answer))
        for citation in exchange.citations:
            with st.container(key=f"row-{place}-{citation.number}", horizontal=True):
                marker("list", place, citation.number)
                st.html(window.source_line_html(citation, titles.get(citation.transcript, citation.transcript), WORDS))


def show_chat(titles: dict[str, str]) -> None:
    """All questions with their answers; the last one may still be arriving."""
    for place, exchange in enumerate(st.session_state.exchanges):
        st.html(window.question_html(exchange.question))
        if exchange.running:
            follow(place, exchange)
        show_result(place, exchange, titles)


def show_source(transcripts: dict[str, Transcript]) -> None:
    """The panel with the opened citation, scrolled to its quote."""
    (place, number), exchanges = st.session_state.opened, st.session_state.exchanges
    citation = exchanges[place].citation(number) if exchanges else None
    with st.container(key="source"):
        if citation is None:
            st.html(window.no_source_html(any(exchange.citations for exchange in exchanges), WORDS))
            return
        st.html(window.source_html(transcripts.get(citation.transcript), citation, WORDS))
        st.html(window.scroll_to_quote(place, number), unsafe_allow_javascript=True)
        show_neighbours(place, exchanges[place], number)


def show_neighbours(place: int, exchange: window.Exchange, number: int) -> None:
    """Buttons to the citation before and after the opened one, and to close the panel."""
    with st.container(horizontal=True, key="source-buttons"):
        for to, name, there in zip(("previous", "next"), (WORDS.previous, WORDS.next), exchange.beside(number), strict=True):
            to_open = {"opened": (place, there)}
            st.button(name, f"to-{to}", type="tertiary", disabled=there is None, on_click=st.session_state.update, kwargs=to_open)
        st.button(WORDS.close, key="close", type="tertiary", on_click=st.session_state.update, kwargs={"opened": window.NOTHING})


def show_examples(transcripts: dict[str, Transcript]) -> None:
    """Example questions that are asked at once, as if they had been typed."""
    if examples := window.example_questions(transcripts):
        st.html(window.heading_html(WORDS.examples))
    with st.container(key="examples"):
        for place, (language, question) in enumerate(examples):
            wish = partial(st.session_state.update, wanted=question, refused=())
            st.button(f":small[:gray[{language}]]  \n{question}", f"example-{place}", width="stretch", on_click=wish)


def show_sidebar(settings: Settings, transcripts: dict[str, Transcript], faults: tuple[str, ...]) -> None:
    """The transcripts, the state of the index, and what can be done with the conversation."""
    st.button(WORDS.new, key="new", icon=":material/add_comment:", width="stretch", on_click=new_conversation)
    show_earlier()
    st.html(window.heading_html(WORDS.transcripts.format(count=len(transcripts))))
    st.html(window.transcripts_html(transcripts.values(), faults, WORDS))
    names = {"": WORDS.all} | {each.id: each.title for each in transcripts.values()}
    only = st.selectbox(WORDS.answer_from, list(names), format_func=lambda each: names.get(each, WORDS.all), key="only")
    show_removal(settings, transcripts, only)
    show_upload(settings)
    show_index(settings)
    show_export(transcripts)
    st.html(window.COPY_SCRIPT, unsafe_allow_javascript=True)


def show_removal(settings: Settings, transcripts: dict[str, Transcript], id: str) -> None:
    """The button that takes the chosen transcript out, and once it is pressed what is asked before."""
    state, off = st.session_state, bool(busy() or st.session_state.changed)
    if window.is_leaving(state, id):
        st.html(window.leaving_html(settings.seeds, id, WORDS))
        with st.container(horizontal=True, key="leaving-buttons"):
            st.button(WORDS.take_out_now, "out", disabled=off, on_click=window.take_out, args=(state, settings.seeds, id, WORDS))
            st.button(WORDS.keep, "keep", on_click=state.update, kwargs={"leaving": ""})
    elif id and len(transcripts) > 1:  # an index needs one
        st.button(WORDS.take_out, "take-out", type="tertiary", disabled=off, on_click=state.update, kwargs={"leaving": id})


def show_upload(settings: Settings) -> None:
    """Where transcripts are dropped: they go into the folder, and then into the index."""
    if dropped := st.file_uploader(WORDS.add, list(SUFFIXES), True, f"upload-{st.session_state.uploads}", WORDS.add_help):
        added, refused = window.add_transcripts(settings.seeds, [(file.name, file.getvalue()) for file in dropped], WORDS)
        st.session_state.update(refused=refused, changed=added or st.session_state.changed, uploads=st.session_state.uploads + 1)
        st.rerun()  # with another key for the zone: it is empty then, for what was dropped is taken
    for line in st.session_state.refused:
        st.html(window.error_html(line))


def show_index(settings: Settings) -> None:
    """Whether the index is up to date, and the button that rebuilds it; it is built here when transcripts come or go too."""
    st.html(window.heading_html(WORDS.index))
    status = st.empty()
    begin = partial(st.session_state.update, refused=(), changed=1)
    st.button(WORDS.rebuild, "rebuild", icon=":material/sync:", width="stretch", on_click=begin)
    if st.session_state.changed:
        fault = build_index(settings)
        st.session_state.refused += (fault,) if fault else ()
        st.rerun()
    current, state = window.index_state(settings.seeds, settings.index, settings.embedding, WORDS)
    status.html(window.state_html(current, state, st.session_state.summary))


def show_export(transcripts: dict[str, Transcript]) -> None:
    """Download buttons for the answers of this session; a file is made when it is asked for."""
    if not (answered := [exchange for exchange in st.session_state.exchanges if exchange.answer]):
        return
    st.html(window.heading_html(WORDS.export))
    with st.container(horizontal=True, key="export"):
        for label, to in window.FILES.items():
            make = partial(window.conversation_file, answered, transcripts.values(), to)
            st.download_button(label, make, window.file_name(to), key=f"export-{to}", on_click="ignore")


def index_is_ready(settings: Settings) -> bool:
    """Whether there is an index to ask; where there is none of this embedding model, it is built here."""
    if window.is_built(settings):
        return True
    heading = st.html(window.heading_html(WORDS.preparing))
    if fault := build_index(settings):
        st.html(window.error_html(fault))
    heading.empty()
    return not fault


def show_conversation(settings: Settings, transcripts: dict[str, Transcript], wanted: str) -> None:
    """The chat on the left, with the question that is to be asked, and the source on the right; or what a newcomer sees."""
    welcome = st.empty()  # emptied at once when the first question is asked
    if not st.session_state.exchanges and not wanted:
        with welcome.container():
            show_examples(transcripts)
        return
    welcome.empty()
    chat, source = st.columns([1.5, 1], gap="large")
    with source:
        show_source(transcripts)
    with chat:
        show_chat({each.id: each.title for each in transcripts.values()})
        if wanted:
            st.html(window.question_html(wanted))  # at once: the models may not be open yet
            ask(settings, wanted)
            st.rerun()


def main() -> None:
    """Draw the page once; Streamlit calls this after every click."""
    st.set_page_config(page_title=WORDS.title, page_icon="💬", layout="wide")
    for name, value in {"id": "", "begun": (), "wanted": "", "summary": "", "uploads": 0, "refused": (), "changed": 0}.items():
        st.session_state.setdefault(name, value)
    window.follow_address(st.session_state, st.query_params, kept_conversations())
    st.html(window.STYLE)
    st.html(window.header_html(WORDS.title, WORDS.purpose))
    settings = read_settings()
    with st.container():  # one place on the page, whatever is in it: what follows keeps its own
        ready = index_is_ready(settings)
    transcripts, faults = window.transcripts_in(settings.seeds)
    hint = WORDS.opening if st.session_state.wanted else WORDS.busy if busy() else WORDS.hint
    if typed := st.chat_input(hint, key="question", disabled=busy() or not ready):
        st.session_state.update(wanted=typed, refused=())
        st.rerun()
    with st.sidebar:
        show_sidebar(settings, transcripts, faults)
    show_conversation(settings, transcripts, st.session_state.wanted if ready else "")
    if ready:
        conversation(settings)  # opens the models while a newcomer reads: the first question need not wait for them


try:
    main()
except ChatbotError as error:
    st.html(window.error_html(str(error)))
