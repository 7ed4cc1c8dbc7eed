"""Which questions ask several things, and what each of them is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.questions import Message, as_asked, as_part, parts_of
from chatbot.questions.parts import MOST_PARTS

SEVERAL = {
    "What did he study, and where does he live now?": ("What did he study?", "where does he live now?"),
    "How many people work there and how much do they earn?": ("How many people work there?", "how much do they earn?"),
    "Is the agency Italian and does it sell wine?": ("Is the agency Italian?", "does it sell wine?"),
    "Which kind of wine does he sell and how long has he lived in China?":
        ("Which kind of wine does he sell?", "how long has he lived in China?"),
    "Who founded the agency and who pays for it?": ("Who founded the agency?", "who pays for it?"),
    "What is the agency called, and who founded it?": ("What is the agency called?", "who founded it?"),
    "Who is the guest, and which city is he from?": ("Who is the guest?", "which city is he from?"),
    'Who asked "Is it Italian?", and what did the guest answer?': ('Who asked "Is it Italian?"', "what did the guest answer?"),
    "What does he sell? Where does he live? Can you make it shorter?":
        ("What does he sell?", "Where does he live? Can you make it shorter?"),
    "According to Carlo, why is wine hard to sell and what should a producer do first?":
        ("According to Carlo, why is wine hard to sell?", "what should a producer do first?"),
    "I make olive oil in Puglia. How do I begin, and how much should I invest?":
        ("I make olive oil in Puglia. How do I begin?", "how much should I invest?"),
    "Who founded the agency? And who pays for it today? Please be precise.":
        ("Who founded the agency?", "And who pays for it today? Please be precise."),
    "Who is the guest and what does he do and where does he live?":
        ("Who is the guest?", "what does he do?", "where does he live?"),
    "Chi è Carlo e perché è venuto in Cina?": ("Chi è Carlo?", "perché è venuto in Cina?"),
    "Di cosa si occupa l'azienda e da dove viene il fondatore?": ("Di cosa si occupa l'azienda?", "da dove viene il fondatore?"),
    "Chi è Carlo? Che lavoro fa?": ("Chi è Carlo?", "Che lavoro fa?"),
    "Quanto costa il vino e quanto guadagnano i produttori?": ("Quanto costa il vino?", "quanto guadagnano i produttori?"),
    "Chi è Carlo e chi lo ha aiutato?": ("Chi è Carlo?", "chi lo ha aiutato?"),
    "Cosa fa l'azienda, e chi è il fondatore?": ("Cosa fa l'azienda?", "chi è il fondatore?"),
    "Chi è Carlo e come si vende il vino?": ("Chi è Carlo?", "come si vende il vino?"),
    "chi è carlo dragonetti e cosa fa in cina": ("chi è carlo dragonetti?", "cosa fa in cina?"),
    "Qui est l'invité et depuis quand vit-il en Chine ?": ("Qui est l'invité?", "depuis quand vit-il en Chine ?"),
    "Quelles marques vendent bien et combien coûtent-elles ?": ("Quelles marques vendent bien?", "combien coûtent-elles ?"),
    "Qui est Carlo ? Que fait-il ?": ("Qui est Carlo ?", "Que fait-il ?"),
    "Qui est Carlo et qui dirige l'agence ?": ("Qui est Carlo?", "qui dirige l'agence ?"),
    "Que fait Carlo et où vit-il aujourd'hui ?": ("Que fait Carlo?", "où vit-il aujourd'hui ?"),
    "Quel produit vend-il et quel est le prix moyen ?": ("Quel produit vend-il?", "quel est le prix moyen ?"),
    "为什么中国人喜欢法国酒，意大利酒应该怎么做？": ("为什么中国人喜欢法国酒？", "意大利酒应该怎么做？"),
    "嘉宾是谁？他为什么来中国？": ("嘉宾是谁？", "他为什么来中国？"),
}  # fmt: skip
ONE = [
    "Why do the Chinese prefer French wine?",
    "Did it work, and why?",
    "When and where was the agency founded?",
    "What is WeChat and how it works?",
    "Does he explain who pays and how?",
    "What is the difference between how the French sell and how the Italians do?",
    "What does he say about how they started and why they stopped?",
    "When he arrived in China, what did he do and how did he feel?",
    "Is it Italian? Or is it French?",
    "Which restaurant did they go to? Quanjude?",
    "Is that in the transcripts? I am preparing a presentation about wine and pasta.",
    "Perché e come lo fanno?",
    "Cosa dice di come hanno iniziato e perché hanno smesso?",
    "Dà consigli sul vino? DOP, certificati, altro?",
    "Il parle d'une entreprise qui vend du vin et qui exporte ?",
    "Il trouve comment les outils d'Alibaba ? Facile à prendre en main ?",
    "如果我想卖酒，应该怎么做？",
    "无论卖什么产品，应该怎么推广？",
    "他有没有说为什么来中国，怎么开始的？",
    "他们在北京吃鸭子是在哪家店？全聚德吗？",
    "Which platforms do they use and are there any fees?",
    "Which platform has the lowest fees and has the most users?",
    "Who lives in Beijing and has his own company?",
    "Who came to China in 2010 and was the first to sell wine?",
    "What does he think about wine, cheese and how they are sold?",
    "What does he say about the market and how it is changing?",
    "Did he say who he works with and what they do together?",
    "Could you explain the fees and what they are for?",
    "Is there a partner he recommends and who speaks Italian?",
    "How do the people he met and who helped him live?",
    "What did he do in Italy and when he was in China?",
    "How did he feel at the start and when it was over?",
    "What does he say about the market and what people are doing there?",
    "What does he think about wine and what is sold in China?",
    "What does he say about fees and what the situation is there?",
    "What does he say about the market and how many people work there?",
    "Is there a partner he recommends and who is a native speaker?",
    "Could you explain where he lives and what does he do?",
    "What does he say about wine? And can you tell me that in Chinese?",
    "Is wine sold there, and can you tell me that in Chinese?",
    "What does he say about wine? Can you make it shorter?",
    'Who asked "Where is it? What is it?"',
    'Who asked “What is it and where does it come from?”',
    'He wrote: "Who are you? Where do you live?" Is that in the interview?',
    "What is it called (where is it made? what does it cost)?",
    "Cosa pensa del mercato e di come sta cambiando?",
    "Cosa consiglia ai produttori e a chi vende online?",
    "Quanto guadagnano i dipendenti e chi lavora in proprio?",
    "Come si beve il vino in Italia e come in Cina?",
    "Quanto costa il vino in Italia e quanto in Cina?",
    "Quanto conta la qualità e quanto il prezzo?",
    "Cosa fanno a Natale e quando c'è il capodanno cinese?",
    "Cosa fa come imprenditore e come consulente?",
    "Dove vive in Italia e dove in Cina?",
    "Cosa vende online e dove c'è più richiesta?",
    "C'è un'azienda italiana? E che vende vino?",
    "Quel est le produit qu'il vend et qui marche le mieux ?",
    "Quel est le produit qu'il vend, et qui marche le mieux ?",
    "Comment s'appelle l'homme d'affaires italien et qui vit à Pékin ?",
    "Quels sont les vins français et qui se vendent bien ?",
    "Qu'est-ce qu'il pense du marché et de comment il change ?",
    "Quel conseil donne-t-il aux producteurs et à qui vend en ligne ?",
    "Combien coûte le vin en Italie et combien en Chine ?",
    "Quelle est la ville qu'il aime et où il vit ?",
    "如果有什么问题，应该联系谁？",
    "要是有什么困难，他们怎么办？",
    "哪怕没有钱，应该怎么开始？",
    "没什么经验的公司，应该怎么进入中国？",
    "关于怎么选合作伙伴，他说了什么？",
    "当他不知道该怎么做的时候，谁帮助了他？",
    "几年前他来中国的时候，是怎么找到工作的？",
    "对于想卖什么的人来说，他有什么建议？",
    "他在讲如何卖酒的时候，提到了哪些平台？",
    "谁能告诉我，他现在住在哪里？",
    "不知道该怎么办，应该找谁？",
    "你知道是谁，什么时候创办了这家公司吗？",
    "他们是如何让顾客知道，产品好在哪里？",
    "什么时候，在哪里举行展会？",
    "他为什么来中国，谁能告诉我答案？",
    "哪里的人喜欢喝酒，就应该去哪里卖？",
    "如果有什么问题，应该联系哪家公司？",
    "要是有什么困难，他们应该怎么办？",
    "哪怕有什么困难，他们应该怎么坚持？",
    "关于怎么选合作伙伴，他提到了什么建议？",
    "对于怎么选产品，他有什么建议？",
    "当他开始考虑怎么做时，哪些朋友帮助了他？",
    "几年前他来到中国，是怎么找到工作的？",
    "没有什么工作经验，应该怎么进入中国？",
    "他为什么来中国？哪怕生意非常难做？",
    "他是谁呢，为什么来到中国？",
    "“什么是真正的爱情，什么是真正的仇恨”这句话在哪里？",
    'Who said "Wine is cheap, and how can it be sold" on the radio?',
    "“什么是爱，什么是恨”这句话是谁说的？",
    "¿Quién es Carlo y qué hace en China?",
]


@pytest.mark.parametrize("text", SEVERAL)
def test_what_asks_several_things_is_cut_where_the_next_question_begins(text: str) -> None:
    assert parts_of(text) == SEVERAL[text]


@pytest.mark.parametrize("text", ONE)
def test_what_asks_one_thing_or_leaves_a_doubt_stays_whole(text: str) -> None:
    assert parts_of(text) == (text,)


@pytest.mark.parametrize("text", [("好。 好，" * 790)[:3952] + "什么", "他为什么来中国，怎么开始的？" * 290, "Who is he and where does he live? " * 120,
                                  "I make olive oil in Puglia. " * 140 + "How do I begin, and how much should I invest?"])  # fmt: skip
def test_a_long_text_stays_whole(text: str) -> None:
    assert parts_of(text) == (text,)


def test_what_asks_more_than_four_things_stays_whole() -> None:
    four = "Who is he? Where does he live? What does he sell? How does he sell it?"
    assert len(parts_of(four)) == MOST_PARTS == 4
    assert len(parts_of(five := four + " Why did he come to China?")) == 1, five


@given(st.lists(st.sampled_from([*SEVERAL, *ONE, "Wine", "?", "，", " e ", "and what is", "\n", "…", "(why)"]), max_size=5).map(" ".join))
def test_parts_are_the_words_of_the_question_in_their_order(text: str) -> None:
    place = 0
    for part in parts_of(text):
        words = part if part in text[place:] else part[:-1]  # the mark at its end may be its own
        place = text.index(words, place) + len(words)


def test_a_part_is_asked_behind_the_one_before_it_and_answered_in_the_language_of_the_whole() -> None:
    whole = as_asked("Who founded the agency, and where does he live? Answer in Italian please.")
    part = as_part("where does he live?", whole, [Message("user", "Who founded the agency?")])
    assert part.language == whole.language == "it"
    assert "Who founded the agency? where does he live?" in part.forms
