"""Numbers, names, polarity, speaker: what a quote must bear out, and how places get their numbers."""

from __future__ import annotations

from itertools import count

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.answers import SourceSentence
from chatbot.citations import CitationNumbers, Fault, Judgement, Meaning, SupportModel, coverage, faults, judge
from chatbot.citations.attribution import MOST_QUOTES
from chatbot.citations.checks import (
    foreign_words,
    in_another_language,
    is_negative,
    is_verbatim,
    misquoted,
    same_polarity,
)
from chatbot.citations.names import brands_of_elsewhere, missing_names, names_in
from chatbot.citations.numbers import numbers_in
from chatbot.citations.speakers import tells_of_the_other, wrong_speaker
from chatbot.passages import Sentence

DAVID, DRAGONETTI = "Matthieu David", "Carlo Dragonetti"
KNOWN = (DAVID, DRAGONETTI)


def source(text: str, row: int, speaker: str | None = DRAGONETTI, start: int | None = None, score: float = 0.0) -> SourceSentence:
    at = 1000 * row if start is None else start
    return SourceSentence("talk", Sentence(at, at + len(text), speaker, None, 0), text, None, score, row)


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("more than 70,000 followers", "en", {70_000}),
        ("70000 followers", "en", {70_000}),
        ("70 000 abonnés", "fr", {70_000}),
        ("70.000 follower", "it", {70_000}),
        ("seventy thousand followers", "en", {70_000}),
        ("七万粉丝", "zh", {70_000}),
        ("7万粉丝", "zh", {70_000}),
        ("settantamila follower", "it", {70_000}),
        ("soixante-dix mille abonnés", "fr", {70_000}),
        ("20 million views", "en", {20_000_000}),
        ("twenty million views", "en", {20_000_000}),
        ("venti milioni di visualizzazioni", "it", {20_000_000}),
        ("vingt millions de vues", "fr", {20_000_000}),
        ("2000万次观看", "zh", {20_000_000}),
        ("两千万次观看", "zh", {20_000_000}),
        ("1.5 million", "en", {1_500_000}),
        ("half a million people", "en", {500_000}),
        ("mezzo milione di persone", "it", {500_000}),
        ("un demi-million de vues", "fr", {500_000}),
        ("1,5 milioni", "it", {1_500_000}),
        ("the 96% of companies", "en", {96}),
        ("百分之九十六的公司", "zh", {96}),
        ("40–50 years ago", "en", {40, 50}),
        ("40 – 50 years ago", "en", {40, 50}),
        ("between 40 and 50", "en", {40, 50}),
        ("three years", "en", {3}),
        ("28岁", "zh", {28}),
        ("in 2018", "en", {2018}),
        ("一个品牌", "zh", set()),
        ("一些品牌，一直统一", "zh", set()),
        ("在大陆设有四处办事机构", "zh", {4}),
        ("他四处分享经验，四处工作", "zh", set()),
        ("one brand", "en", set()),
        ("no numbers here", "en", set()),
    ],
)
def test_a_number_is_its_value_however_it_is_written(text: str, language: str, values: set[float]) -> None:
    assert numbers_in(text, language) == values


@given(st.integers(min_value=2, max_value=999_999_999))
def test_separators_between_thousands_do_not_change_a_number(value: int) -> None:
    for written in (f"{value}", f"{value:,}", f"{value:,}".replace(",", "."), f"{value:,}".replace(",", "\u202f")):
        assert numbers_in(f"about {written} people", "en") == {value}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Today the Italian Trade Agency works with TMall.", {"italy", "trade", "agency", "tmall"}),
        ("Today we sell shoes. Tomorrow we sell pens.", set()),
        ("We met Ferrari's people.", {"ferrari"}),
        ("TMall opens in June.", {"tmall"}),
        ("意大利的品牌", {"italy"}),
    ],
)
def test_names_are_what_stands_with_a_capital_inside_a_sentence(text: str, names: set[str]) -> None:
    assert names_in(text) == names


@pytest.mark.parametrize(
    ("sentence", "quote", "missing"),
    [
        ("He studied in Shanghai.", "I studied in Shanghai for three years.", set()),
        ("He studied in Paris.", "I studied in Shanghai for three years.", {"paris"}),
        ("Le aziende in Cina", "Italian companies in China", set()),
        ("意大利品牌在中国", "Italian brands in China", set()),
        ("香港有四个办公室。", "There are four offices in Hong Kong.", set()),
        ("L'ufficio di Hong Kong", "香港的办公室", set()),
        ("The office is in Hong Kong.", "The office is in King's Cross.", {"hongkong"}),
        ("The office is in Hong Kong.", "we live in hong kong", set()),
        ("The office is in Hong Kong.", "We live in HONG\nKONG.", set()),
        ("The office is in Hong-Kong.", "We live in Hong\u00a0Kong.", set()),
        ("He likes KOLs.", "a foreign KOL in China", set()),
        ("Il lavora con TMall.", "We work with Tmall.", set()),
        ("The ITA helps them.", "You are at the Italian Trade Agency.", set()),
        ("ITA有四个办公室。", "the Italian Trade Agency", set()),
        ("The FAO helps them.", "the Food and Agriculture Organisation", set()),
        ("The CCI helps.", "La Chambre de Commerce et d'Industrie aide.", set()),
        ("The BCA pays.", "It is The Bank of China and Alibaba Group.", {"bca"}),
        ("The ITB helps them.", "You are at the Italian Trade Agency.", {"itb"}),
        ("The IT helps them.", "You are at the Italian Trade Agency.", {"it"}),
        ("Ita helps them, says Ita.", "You are at the Italian Trade Agency.", {"ita"}),
    ],
)
def test_a_name_must_stand_in_a_quote_in_one_of_its_forms(sentence: str, quote: str, missing: set[str]) -> None:
    assert missing_names(sentence, [quote]) == missing


def test_a_latin_name_amid_chinese_is_the_name_alone() -> None:
    assert names_in("他在TMall工作") == {"tmall"}
    assert missing_names("他在TMall工作", ["I work with TMall."]) == set()


@pytest.mark.parametrize(
    ("text", "language", "denies"),
    [
        ("The agency cannot sell products.", "en", True),
        ("The agency can sell products.", "en", False),
        ("They don’t know.", "en", True),
        ("It is not only sport.", "en", False),
        ("L’agenzia non vende.", "it", True),
        ("Non solo vende, ma compra.", "it", False),
        ("L’agence ne vend pas.", "fr", True),
        ("Elle n’a jamais vendu.", "fr", True),
        ("Non ha mai venduto.", "it", True),
        ("Neither of them sells, nor do we.", "en", True),
        ("It couldn't open a store because it can't sell.", "en", True),
        ("They never say that nothing works.", "en", False),
        ("The agency cannot sell, so it couldn’t open a store.", "en", True),
        ("No, non vende.", "it", True),
        ("They cannot sell — so they couldn’t open a store.", "en", True),
        ("There is nobody, however, who does not sell wine.", "en", False),
        ("没有人，在这里，不卖酒。", "zh", False),
        ("该机构不能销售产品。", "zh", True),
        ("不同的品牌不断增长。", "zh", False),
        ("没有账号", "zh", True),
    ],
)
def test_denials(text: str, language: str, denies: bool) -> None:
    assert is_negative(text, language) is denies


@pytest.mark.parametrize(
    ("sentence", "language", "same"),
    [
        ("The agency can sell products.", "en", False),
        ("The agency cannot sell products.", "en", True),
        ("L'agenzia può vendere prodotti.", "it", False),
        ("L'agenzia non può vendere prodotti.", "it", True),
        ("该机构可以销售产品。", "zh", False),
        ("该机构不能销售产品。", "zh", True),
    ],
)
def test_a_denial_dropped_or_added_is_seen_in_any_language(sentence: str, language: str, same: bool) -> None:
    assert same_polarity(sentence, language, "The Italian Trade Agency cannot sell products.", "en") is same


def test_a_denial_in_another_clause_does_not_count() -> None:
    assert same_polarity("We sell wine.", "en", "We sell wine, but we do not sell cheese", "en")
    assert not same_polarity("We sell cheese.", "en", "We sell wine, but we do not sell cheese", "en")


@pytest.mark.parametrize(
    ("sentence", "speaker", "wrong"),
    [
        ("Matthieu David says the French own the market.", DRAGONETTI, DAVID),
        ("According to Matthieu, the French own it.", DRAGONETTI, DAVID),
        ("Selon Matthieu David, c'est vrai.", DRAGONETTI, DAVID),
        ("Secondo Carlo è vero.", DAVID, DRAGONETTI),
        ("Matthieu说市场很大。", DRAGONETTI, DAVID),
        ("Carlo Dragonetti says the French own it.", DRAGONETTI, None),
        ("Matthieu David has a podcast.", DRAGONETTI, None),
    ],
)
def test_words_belong_to_who_said_them(sentence: str, speaker: str, wrong: str | None) -> None:
    assert wrong_speaker(sentence, [speaker], KNOWN) == wrong


@pytest.mark.parametrize(
    ("sentence", "said", "other"),
    [
        ("Matthieu David is in charge of e-commerce.", ["You are in charge of e-commerce."], True),
        ("Matthieu David est responsable du commerce.", ["I see. You are in charge of e-commerce."], True),
        ("Matthieu David 没有微博账号。", ["那时您没有微博账号。"], True),
        ("Matthieu David è responsabile del commercio.", ["Lei è responsabile per i social, ma anche per il commercio."], True),
        ("Matthieu David è responsabile del commercio.", ["Il mio commercio, come lei sa, cresce."], False),
        ("Matthieu David has a podcast.", ["I have a podcast, as you know."], False),
        ("Carlo Dragonetti is in charge of e-commerce, Matthieu David says.", ["You are in charge of e-commerce."], False),
        ("Carlo Dragonetti is in charge of e-commerce.", ["You are in charge of e-commerce."], False),
        ("Matthieu David has a podcast.", ["The podcast has forty episodes."], False),
        ("Matthieu David has a podcast.", [], False),
        ("Matthieu David says that going online costs more than people think.", ["It costs more than you think, as you did."], False),
        ("Matthieu David explique que le vin se vend bien en ligne.", ["Wine sells well online, as you told me."], False),
        ("Matthieu David says he had no Weibo account.", ["You had no Weibo account."], True),
        ("Matthieu David dit être responsable du commerce.", ["You are in charge of e-commerce."], True),
        ("Matthieu David dit gérer la boutique en Chine.", ["Vous gérez la boutique en Chine."], True),
        ("Matthieu David conseille les entreprises italiennes.", ["Vous conseillez les entreprises italiennes."], True),
        ("Matthieu David advises Italian companies that go to China.", ["You advise Italian companies that go to China."], True),
        ("Matthieu David added a second brand to the shop.", ["You added a second brand to the shop."], True),
        ("Matthieu David asked Alibaba for help.", ["You asked Alibaba for help."], True),
        ("Matthieu David told the team to stop.", ["You told the team to stop."], True),
        ("Matthieu David mentions working in Shanghai for ten years.", ["You have worked in Shanghai for ten years."], True),
        ("Matthieu David claims to run the shop.", ["You run the shop."], True),
        ("Matthieu David dice che non aveva un account su Weibo.", ["You had no Weibo account."], True),
        ("Matthieu David, as he says, is in charge of e-commerce.", ["You are in charge of e-commerce."], True),
    ],
)
def test_what_a_host_says_to_a_guest_is_about_the_guest(sentence: str, said: list[str], other: bool) -> None:
    assert tells_of_the_other(sentence, DAVID, said, KNOWN) == other


def test_faults_name_everything_that_is_wrong() -> None:
    found = faults("Matthieu David says it has 100 shops in Paris.", "en", ["It does not have 103 shops in Rome."], "en",
                   [DRAGONETTI], KNOWN)  # fmt: skip
    assert Fault("number", "100") in found
    assert Fault("name", "paris") in found
    assert Fault("denial") in found
    assert Fault("speaker", "Matthieu David") in found


def test_a_true_sentence_has_no_faults() -> None:
    assert faults("Carlo Dragonetti says that helloITA has 103 brands.", "en",
                  ["So, we have under the helloITA name 103 brands."], "en", [DRAGONETTI], KNOWN) == []  # fmt: skip


def test_numbers_may_come_from_several_quotes() -> None:
    assert faults("It has 103 brands and 70,000 followers.", "en", ["We have 103 brands.", "We had seventy thousand followers."],
                  "en", [None, None], KNOWN) == []  # fmt: skip


def test_support_grows_with_the_cosine_and_with_shared_words() -> None:
    model = SupportModel()
    assert model.probability(Meaning(0.95, 1.0, True)) > 0.85 > 0.1 > model.probability(Meaning(0.80, 0.0, True))
    assert model.probability(Meaning(0.9, 0.9, True)) > model.probability(Meaning(0.9, 0.1, True))
    assert 0.0 <= model.probability(Meaning(-1.0, 0.0, True)) <= model.probability(Meaning(1.0, 1.0, True)) <= 1.0


def test_coverage_is_the_share_of_words_long_ones_counting_more() -> None:
    assert coverage("wine market", "the market for wine") == 1.0
    assert coverage("wine market", "cheese shop") == 0.0
    # "market" weighs 6 - 1, "wine" 4 - 1
    assert coverage("wine market", "market") == pytest.approx(5 / 8)
    assert coverage("", "anything") == 0.0


WINE = source("The French own the highest part of the wine market.", 0)
BRANDS = source("We have 103 brands.", 1)
FOLLOWERS = source("We had 70,000 followers.", 2)
LINES = (WINE, BRANDS, FOLLOWERS)


def pointing(*means: float) -> np.ndarray:
    """A unit vector that leans towards the sentences it means; like the real model's, all lie near each other."""
    vector = np.array([*(0.4 * each for each in means), 1.0], np.float32)
    return vector / np.linalg.norm(vector)


VECTORS = np.stack([pointing(1, 0, 0), pointing(0, 1, 0), pointing(0, 0, 1)])


def judged(sentence: str, *means: float) -> Judgement:
    return judge(sentence, pointing(*means), LINES, VECTORS, KNOWN)


def test_a_sentence_is_given_the_source_that_it_means() -> None:
    judgement = judged("The French own most of the wine market.", 1, 0, 0)
    assert judgement.holds
    assert judgement.sources == (WINE,)


def test_what_stands_beside_a_quote_counts_for_its_words_and_is_not_cited() -> None:
    said = [source("Now about the pasta campaign with the supermarkets.", 0), source("It was called sunrise.", 1)]
    sentence, means = "The pasta campaign was called sunrise.", pointing(-2, 1, 0)
    beside = judge(sentence, means, said, VECTORS, KNOWN)
    alone = judge(sentence, means, said[1:], VECTORS, KNOWN)
    assert beside.sources == alone.sources == (said[1],)
    assert beside.support > alone.support


def test_a_second_source_comes_along_for_the_number_it_adds() -> None:
    judgement = judged("We have 103 brands, and we had 70,000 followers.", 0, 0.5, 0.5)
    assert judgement.holds
    assert set(judgement.sources) == {BRANDS, FOLLOWERS}
    assert len(judgement.sources) <= MOST_QUOTES


def test_who_is_said_to_say_it_is_quoted_though_another_source_is_nearer() -> None:
    sources = [source("They own most of it, you say?", 0, DAVID), source("They own most of the market.", 1)]
    sentence = "Carlo Dragonetti says they own most of the market."
    assert judge(sentence, pointing(1, 0.2, 0), sources, VECTORS, KNOWN).sources == (sources[1],)


def test_where_another_says_it_much_better_words_are_found_to_be_given_to_the_wrong_speaker() -> None:
    sources = [source("The wine market belongs to the French.", 0, DRAGONETTI), source("And how is the weather in Milan?", 1, DAVID)]
    judgement = judge("Matthieu David says the wine market belongs to the French.", pointing(1, -1, 0), sources, VECTORS, KNOWN)
    assert judgement.sources == (sources[0],)
    assert Fault("speaker", DAVID) in judgement.faults


def test_a_source_beside_what_was_read_tells_a_name_and_nothing_else() -> None:
    read, beside = [source("They own most of the market.", 1)], [source("I speak of the Bordeaux growers.", 0)]
    sentence = "In wine the Bordeaux growers own most of the market."
    with_it = judge(sentence, pointing(0, 1, 0), read, VECTORS, KNOWN, beside=beside)
    assert set(with_it.sources) == {*read, *beside} and not with_it.faults
    assert judge(sentence, pointing(0, 1, 0), read, VECTORS, KNOWN).faults == (Fault("name", "bordeaux"),)
    denied = [source("They don't own most of the market.", 1)]
    assert "denial" in {fault.kind for fault in judge(sentence, pointing(0, 1, 0), denied, VECTORS, KNOWN, beside=beside).faults}
    about_it = judge("I speak of growers.", pointing(1, 0, 0), read, VECTORS, KNOWN, beside=beside)
    assert about_it.sources == tuple(read)


def test_a_source_that_merely_names_a_country_does_not_put_it_in_another_s_place() -> None:
    said = [source("The French own the highest part of the wine market.", 0), source("I sell Italian cheese.", 1)]
    judgement = judge("In China the Italians own the highest part of the wine market.", pointing(1, 0, 0), said, VECTORS, KNOWN)
    assert Fault("name", "italy") in judgement.faults
    beside = judge("In wine the Italians own the highest part of the wine market.", pointing(1, 0, 0), said[:1], VECTORS, KNOWN,
                   beside=said[1:])  # fmt: skip
    assert beside.sources == tuple(said) and Fault("meaning") in beside.faults


def test_a_wrong_number_does_not_hold_however_near_the_meaning() -> None:
    judgement = judged("We have 130 brands.", 0, 1, 0)
    assert not judgement.holds
    assert judgement.faults == (Fault("number", "130"),)


def test_a_meaning_that_no_source_has_does_not_hold() -> None:
    assert not judged("Cheese is expensive.", -1, -1, -1).holds


def test_without_sources_nothing_holds() -> None:
    judgement = judge("Anything.", VECTORS[0], (), VECTORS, KNOWN)
    assert not judgement.holds
    assert judgement.sources == ()


places = st.lists(st.tuples(st.sampled_from(["a", "b"]), st.integers(0, 5)), min_size=1, max_size=30)


@given(places)
def test_the_same_place_has_the_same_number_and_numbers_have_no_gaps(cited: list[tuple[str, int]]) -> None:
    numbers = CitationNumbers()
    given_to: dict[tuple[str, int], int] = {}
    fresh = count(1)
    for transcript, start in cited:
        here = SourceSentence(transcript, Sentence(start, start + 5, None, None, 0), "words", None, 0.0, 0)
        number = numbers.citation(here, 0.9).number
        assert number == (given_to[transcript, start] if (transcript, start) in given_to else next(fresh))
        given_to[transcript, start] = number


def test_a_sentence_s_citations_come_in_the_order_of_their_numbers() -> None:
    numbers = CitationNumbers()
    numbers.citation(BRANDS, 0.9)
    sentence = numbers.sentence(Judgement("Both.", (WINE, BRANDS), 0.87654, ()))
    assert [(c.number, c.quote) for c in sentence.citations] == [(1, BRANDS.text), (2, WINE.text)]
    assert sentence.citations[0].support == 0.8765
    assert (sentence.citations[0].start, sentence.citations[0].end) == (BRANDS.sentence.start, BRANDS.sentence.end)


FRENCH_WINE = "As you know, the French own the highest part of the market in terms of wine."


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The French own the highest port of the market in terms of wine.", ["port"]),  # one word in place of another
        ("The French own the highest part of the market, thanks to low taxes.", ["low", "taxe"]),  # a reason nobody gave
        ("The French own the highest part of the market in terms of wine.", []),
        ("Anna Rossi wanted to meet a French influencer.", ["influencer", "meet", "wanted"]),  # nothing of theirs but a name
        ("French companies lead the wine market.", []),  # worded anew
        ("It has 103 brands, and 70,000 followers.", []),  # a comma in a number ends no clause
    ],
)
def test_words_that_no_quote_has(sentence: str, words: list[str]) -> None:
    assert foreign_words(sentence, "en", [FRENCH_WINE, "We have 103 brands and more than 70,000 followers."], "en") == words


def test_words_between_quotation_marks_must_be_the_quote_s() -> None:
    assert misquoted("He says “the French own the highest part”.", [FRENCH_WINE]) == []
    assert misquoted("He says “the French own the highest port”.", [FRENCH_WINE]) == ["the French own the highest port"]


def test_a_sentence_copied_word_for_word_is_supported() -> None:
    assert is_verbatim("The French own the highest part of the market.", [FRENCH_WINE])
    assert not is_verbatim("The French own the market.", [FRENCH_WINE])


@pytest.mark.parametrize(
    ("sentence", "wanted", "other"),
    [
        ("The French own the highest part of the market.", "it", True),
        ("I francesi possiedono la parte più grande del mercato.", "it", False),
        ("helloITA ha 96 marchi.", "it", False),
        ("法国人占据了最大的市场份额。", "zh", False),
        ("The French own the market.", "zh", True),
        ("Ferrari 和 Nike 都不是中国品牌。", "zh", False),
        ("法国人占据了最大的市场份额。", "fr", True),
        ("Carlo Dragonetti是helloITA的CEO。", "zh", False),
        ("103。", "zh", False),
        ("Its Chinese name is 你好意大利.", "en", False),
        ("フランス人がワイン市場を所有しています。", "ja", False),
    ],
)
def test_an_answer_is_in_the_language_asked_for(sentence: str, wanted: str, other: bool) -> None:
    assert in_another_language(sentence, wanted) == other


def test_a_true_sentence_in_another_language_does_not_hold() -> None:
    judgement = judge("The French own most of the wine market.", pointing(1, 0, 0), LINES, VECTORS, KNOWN, wanted="it")
    assert judgement.faults == (Fault("language"),)
    assert not judgement.holds


@pytest.mark.parametrize(
    ("question", "near", "elsewhere"),
    [
        ("What did Hema sell?", "We sold a lot.", {"hema"}),
        ("盒马卖了什么？", "We sold a lot.", {"hema"}),
        ("cosa ha venduto hema?", "We sold a lot.", {"hema"}),  # as people type it
        ("con jd che accordo avete", "We have a contract with Alibaba.", {"jd"}),
        ("What are Hema's prices?", "They are low.", {"hema"}),
        ("What did Hema sell?", "Hema sold a lot.", set()),
        ("Hema卖了什么？", "We sold a lot with them, with Hema.", set()),
        ("What is on Xiaohongshu?", "We are on Xiao Hong Shu.", set()),
        ("Is TMall like Amazon?", "TMall is a shop.", set()),  # one of two is named
        ("What did Pavarotti sell in Shanghai?", "We sold a lot.", set()),  # no brand
        ("chi guida la vespa?", "He does.", set()),
        ("WHEN DID YOU SELL TOGETHER?", "We sold a lot.", set()),
    ],
)  # fmt: skip
def test_a_brand_is_of_elsewhere_where_none_in_the_question_is_near(question: str, near: str, elsewhere: set[str]) -> None:
    assert brands_of_elsewhere(question, [near]) == elsewhere


@given(st.text())
def test_no_brand_is_of_elsewhere_where_the_question_itself_is_said(question: str) -> None:
    assert not brands_of_elsewhere(question, [question])
