"""Chinese speakers whom a question or a draft names in Latin letters: 沈玉兰, Shen Yulan."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.citations import gives_words_to, missing_names, name_pattern, speakers_asked
from chatbot.citations.calling import marked
from chatbot.citations.speakers import wrong_speaker
from chatbot.conversation import Conversation, rebuild
from chatbot.embeddings import BUNDLED, SentenceTransformerEmbeddings
from chatbot.index import PassageIndex
from chatbot.retrieval import CITIES, COUNTRIES, Searcher
from chatbot.retrieval.speakers import SpeakerNames, named_in, names_of, without_speakers
from chatbot.transcripts import Romanized, Span, Transcript, Turn, is_written_in, romanized


def talk(id: str, *speakers: str) -> Transcript:
    turns = tuple(Turn(speaker, 0, 1, None, (Span(0, 1),)) for speaker in speakers)
    return Transcript(id=id, title=id, text=".", turns=turns)


@pytest.mark.parametrize(
    ("label", "forms"),
    [
        ("沈玉兰", {"Shen Yulan", "Yulan Shen", "Shen Yu-lan", "Yu-Lan Shen", "Shen Yu Lan"}),
        ("主持人 沈玉兰", {"Shen Yulan"}),
        ("沈玉兰（茶商）", {"Shen Yulan"}),
        ("沈 玉兰", {"Shen Yulan"}),
        ("李伟", {"Li Wei", "Wei Li"}),
        ("欧阳小明", {"Ouyang Xiaoming", "Xiaoming Ouyang"}),
        ("陈希安", {"Chen Xian", "Chen Xi'an", "Chen Xi-an"}),
        ("吕丽", {"Lu Li", "Lü Li", "Lyu Li"}),
        # surnames are read in their own way
        ("曾国藩", {"Zeng Guofan"}),
        ("单雄信", {"Shan Xiongxin"}),
        ("解晓东", {"Xie Xiaodong"}),
        ("仇小英", {"Qiu Xiaoying"}),
        ("任正非", {"Ren Zhengfei"}),
        ("区小明", {"Ou Xiaoming"}),
        ("查良镛", {"Zha Liangyong"}),
    ],
)
def test_a_chinese_name_is_written_in_latin_letters(label: str, forms: set[str]) -> None:
    name = romanized(label)
    assert name is not None and forms <= set(name.whole)


@pytest.mark.parametrize(
    "label",
    ["主持人", "嘉宾", "记者", "问", "高兴", "熊猫", "任何", "解说", "高管", "马拉松", "方法", "老王", "山田太郎", "马可·波罗",
     "华为", "高盛", "万科", "安踏", "康师傅", "温州", "唐人街", "金融", "白酒", "马来", "毛利", "常见", "关于", "包子", "黄河路人", "高新区",
     "Li Wei 李伟", "Shen Yulan", "Carlo Rossi", "", "沈玉兰说她不再进口奶酪了"],
)  # fmt: skip
def test_no_other_label_is(label: str) -> None:
    assert romanized(label) is None


@pytest.mark.parametrize("label", ["沈玉兰", "李伟", "陈楠", "王芳", "马云", "高健", "欧阳修", "高明", "安静", "康经理", "毛泽东", "黄金荣", "方向东"])
def test_but_a_label_of_that_shape_is_a_person_s(label: str) -> None:
    assert romanized(label) is not None


@pytest.mark.parametrize(
    ("label", "form", "alone"),
    [
        ("李金华", "Jinhua", False),
        ("周长春", "Changchun", False),
        ("王海宁", "Haining", False),
        ("陈西安", "Xi'an", False),
        ("李云南", "Yunnan", False),
        ("王安娜", "Anna", False),
        ("李露娜", "Luna", False),
        ("沈玉兰", "Yulan", True),
        ("周长安", "Changan", True),
        ("李金海", "Jinhai", True),
        ("王安妮", "Anni", True),
    ],
)
def test_a_given_name_that_is_a_town_s_or_a_european_s_tells_nobody_alone(label: str, form: str, alone: bool) -> None:
    name = romanized(label)
    assert name is not None and form in name.given and (form in name.alone) is alone


def test_no_known_place_is_a_given_name_alone() -> None:
    rows = [row.split() for row in (*CITIES, *COUNTRIES)]
    read = {form for row in rows for form in row for han in row if is_written_in(f"王{han[:2]}", "wang", form)}
    assert {"beijing", "kunming", "dalian", "hainan", "milan"} <= read
    assert not [form for form in read if Romanized(("Wang",), (form.capitalize(),), 2).alone]


@pytest.mark.parametrize(
    ("question", "speaker", "named"),
    [
        ("Does Jinhua ham sell in Italy?", "李金华", False),
        ("What does Jinhua say?", "李金华", False),
        ("What does Li Jinhua say?", "李金华", True),
        ("Who has a shop in Changchun?", "周长春", False),
        ("What does Anna think?", "王安娜", False),
        ("What does Wang Anna think?", "王安娜", True),
        ("What does Yulan think?", "沈玉兰", True),
    ],
)
def test_a_town_in_a_question_is_no_speaker(question: str, speaker: str, named: bool) -> None:
    assert bool(named_in(question, names_of([speaker]))) is named
    assert (marked(question, speaker) != question) is named
    assert bool(speakers_asked(question, talk("cheese", "主持人", speaker))) is named


def test_a_title_leaves_the_surname() -> None:
    name = romanized("沈女士")
    assert name is not None and (name.surname, name.whole, name.alone) == (("Shen",), (), ())


@given(st.text(st.sampled_from("沈玉兰李伟欧阳女单吕西安主持人 (A1·"), max_size=6))
def test_what_is_given_has_latin_letters_alone_and_begins_with_a_capital(label: str) -> None:
    name = romanized(label)
    for form in (*name.whole, *name.alone, *name.surname) if name else ():
        assert re.fullmatch(r"[A-Z][A-Za-zü' ’-]*", form)


SPEAKERS = ("沈玉兰", "马丽", "何灿", "龙昌")


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("Perché la signora Shen ha smesso di importare formaggi?", "Perché la ha smesso di importare formaggi?"),
        ("What does Shen Yulan think of cheese?", "What does think of cheese?"),
        ("How much cheese does Yulan Shen's firm sell?", "How much cheese does firm sell?"),
        ("Secondo Yu-lan, quanto formaggio si vende?", "Secondo , quanto formaggio si vende?"),
        ("Combien de fromage Mme Shen vend-elle en Chine ?", "Combien de fromage vend-elle en Chine ?"),
        ("Que vend M. Shen en Chine ?", "Que vend en Chine ?"),
        ("Ma Li vende formaggio in Cina?", "vende formaggio in Cina?"),
        ("How much cheese does He Can sell in China?", "How much cheese does sell in China?"),
        ("How much cheese does Mr. Long sell in China?", "How much cheese does sell in China?"),
    ],
)
def test_a_question_that_names_a_chinese_speaker_tells_the_transcript(question: str, left: str) -> None:
    names = SpeakerNames({"cheese": talk("cheese", *SPEAKERS), "wine": talk("wine", "Carlo Rossi", "李伟")})
    named = names.named([question])
    assert (names.told(named, "cheese"), names.told(named, "wine")) == (1.0, 0.0)
    assert without_speakers(question, SPEAKERS) == left


@pytest.mark.parametrize(
    "question",
    [
        "Ma li vende in Cina a quanti clienti?",
        "He can sell cheese, or can he not?",
        "How Long is the voyage of the cheese?",  # a surname alone
        "Does Shen sell cheese in China?",  # a surname alone
        "Il dottore ma anche la signora vendono formaggio?",
        "The doctor long ago sold cheese in China?",
        "Mr Shen Xiang sells how much cheese?",  # another given name
        "What does Yulanda sell in China?",
        "Does Shenzhen buy the cheese of Yulangou?",
        "What can Can sell in China?",  # a given name of one syllable
        "Changing the price: did it sell?",
    ],
)
def test_other_questions_name_none(question: str) -> None:
    assert named_in(question, names_of((*SPEAKERS, "李昌"))) == frozenset()
    assert without_speakers(question, SPEAKERS) == question


def test_a_given_name_that_begins_a_sentence_may_be_another_word() -> None:
    names = names_of(["李昌娥"])  # Chang'e
    assert named_in("What does Change sell?", names)
    assert not named_in("Change what you sell!", names)


CHEESE = talk("cheese", "主持人", "沈玉兰", "王玉兰", "马丽", "何灿")


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Che cosa pensa la signora Shen dei formaggi?", {"沈玉兰"}),
        ("What does Shen Yulan think of cheese?", {"沈玉兰"}),
        ("what does shen yulan think of cheese?", {"沈玉兰"}),
        ("What does Yulan Shen think of cheese?", {"沈玉兰"}),
        ("Selon Mme Shen, le fromage se vend bien ?", {"沈玉兰"}),
        ("Secondo la dottoressa Wang, il formaggio si vende?", {"王玉兰"}),
        ("What does Wang Yulan say of cheese?", {"王玉兰"}),
        ("Wang Yulan pensa che il formaggio si venda?", {"王玉兰"}),
        ("What does Yulan say of cheese?", {"沈玉兰", "王玉兰"}),
        ("Cosa dice Ma Li del formaggio?", {"马丽"}),
        ("What does Mr. He say of cheese?", {"何灿"}),
        # nobody of these
        ("Cosa dice ma li vende?", set()),
        ("What does the market say he can sell?", set()),
        ("What does the doctor think he may sell?", set()),
        ("What does Zhang Yulan say of cheese?", set()),
        ("What does Mr Shen Xiang say of cheese?", set()),
        ("What does Shen say of cheese?", set()),
        ("What does the town of Shenyang say?", set()),
    ],
)
def test_whose_words_a_question_asks_for(question: str, asked: set[str]) -> None:
    assert speakers_asked(question, CHEESE) == asked


@pytest.mark.parametrize(
    ("sentence", "speaker", "given"),
    [
        ("Shen Yulan dice che il formaggio piace.", "沈玉兰", True),
        ("Secondo Shen Yulan, il formaggio piace.", "沈玉兰", True),
        ("Ms. Shen says that cheese sells.", "沈玉兰", True),
        ("Yulan says that cheese sells.", "沈玉兰", True),
        ("Ma Li dice che il formaggio piace.", "马丽", True),
        ("Change costs money, he says.", "李昌娥", False),
        ("Change says that cheese sells.", "李昌娥", True),
        ("Ma li vende bene, dice.", "马丽", False),
        ("He can sell cheese, she says.", "何灿", False),
        ("Shen Xiang says that cheese sells.", "沈玉兰", False),
    ],
)
def test_whom_a_sentence_gives_its_words(sentence: str, speaker: str, given: bool) -> None:
    assert gives_words_to(sentence, speaker) is given


@pytest.mark.parametrize(
    ("sentence", "quoted", "wrong"),
    [
        ("Shen Yulan dice che il formaggio piace.", "沈玉兰", None),
        ("Shen Yulan dice che il formaggio piace.", "马丽", "沈玉兰"),
        ("Yulan says that cheese sells.", "王玉兰", None),  # either's given name
        ("Ma li vende bene, dice.", "沈玉兰", None),
    ],
)
def test_another_s_words_are_given_to_nobody(sentence: str, quoted: str, wrong: str | None) -> None:
    assert wrong_speaker(sentence, [quoted], CHEESE.speakers) == wrong


def test_a_name_of_words_is_told_by_capitals_alone() -> None:
    assert re.search(name_pattern("沈玉兰"), "chi e shen yulan")
    assert not re.search(name_pattern("马丽"), "chi compra ma li paga poco")


TALK_OF_GAO = "我和高健在这里喝酒，酒很好"


@pytest.mark.parametrize(
    ("text", "quotes", "missing"),
    [
        # what a speaker is called
        ("Che cosa dice Shen Yulan del vino?", ["酒很好", "沈玉兰"], set()),
        ("Che cosa dice Yulan Shen del vino?", ["酒很好", "沈玉兰"], set()),
        ("Che cosa dice Yu-lan del vino?", ["酒很好", "沈玉兰"], set()),
        ("Che cosa dice la signora Shen del vino?", ["酒很好", "沈玉兰"], set()),
        ("Che cosa dice Li Wei del vino?", ["酒很好", "李伟"], set()),
        ("Che cosa dice Wei del vino?", ["酒很好", "李伟"], {"wei"}),
        ("Che cosa dice Wang Yulan del vino?", ["酒很好", "沈玉兰"], {"wang"}),
        ("Che cosa dice Shen Meilan del vino?", ["酒很好", "沈玉兰"], {"meilan"}),
        # who is named in what is said
        ("Che cosa dice Gao Jian del vino?", [TALK_OF_GAO], set()),
        ("Secondo Jian Gao il vino piace.", [TALK_OF_GAO], set()),
        ("Il vino piace a Gao e a Jian.", [TALK_OF_GAO], {"gao", "jian"}),
        ("Il vino piace a Li.", [TALK_OF_GAO], {"li"}),  # 这里
        ("Il vino piace a Li He.", ["在这里喝酒"], {"li", "he"}),  # 里喝 begins as no name does
        ("Il vino piace a Li Wei.", [TALK_OF_GAO], {"li", "wei"}),
        ("Il vino piace a Gao Jian.", ["我和高先生健身"], {"gao", "jian"}),  # not one behind the other
        ("Il vino piace a Zeng Guofan.", ["曾国藩喝酒"], set()),
        # words that only begin as names do
        ("Secondo Guan Yu il vino piace.", ["关于意大利的酒，我们很了解"], {"guan", "yu"}),
        ("Secondo Guan Yu il vino piace.", ["关于酒，关羽很了解"], set()),
        ("Secondo Gao Duan il vino piace.", ["我们做高端的酒"], {"gao", "duan"}),
        ("Secondo Wen Du il vino piace.", ["酒的温度很重要"], {"wen", "du"}),
        ("Secondo Bao Zhuang il vino piace.", ["酒的包装很重要"], {"bao", "zhuang"}),
        ("Secondo Long Tou il vino piace.", ["我们是酒的龙头企业"], {"long", "tou"}),
        ("Secondo Gao Duan il vino piace.", ["高段做高端的酒"], set()),
        ("Secondo Mao Zedong il vino piace.", ["毛泽东喝酒"], set()),
        ("Secondo Bai Jiu il vino piace.", ["酒很好", "白酒"], {"bai", "jiu"}),
        ("Il vino piace a Carlo Bini.", [TALK_OF_GAO, "沈玉兰"], {"carlo", "bini"}),
    ],
)
def test_a_name_in_latin_letters_is_there_where_a_chinese_one_reads_so(text: str, quotes: list[str], missing: set[str]) -> None:
    assert missing_names(text, quotes) == missing


def test_a_name_s_letters_stand_behind_one_another() -> None:
    assert is_written_in(TALK_OF_GAO, "gao", "jian")
    assert not is_written_in(TALK_OF_GAO, "jian", "gao")
    assert is_written_in("欧阳娜娜", "ouyang", "nana")


@given(st.text(st.sampled_from("高健在这里沈玉兰，a "), max_size=12), st.sampled_from(["Carlo Bini", "Li", "Wei", "Anna e Li"]))
def test_other_names_are_missing_from_any_chinese_text(text: str, name: str) -> None:
    assert missing_names(f"Il vino piace a {name}.", [text + "，"]) == missing_names(f"Il vino piace a {name}.", [])


def conversation_with(name: str, trade: str) -> str:
    turns = [f"主持人：您好，请介绍一下您的公司。\n\n{name}：我们公司在上海，主要做{trade}，已经十年了。",
             f"主持人：为什么不再进口了？\n\n{name}：因为关税太高，我们去年停止进口{trade}了。"]  # fmt: skip
    return "\n\n".join(turns)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, models: Path) -> PassageIndex:
    folder = tmp_path_factory.mktemp("pinyin")
    (folder / "seeds").mkdir()
    for id, name in {"gao": "高健", "shen": "沈玉兰", "wang": "王小明"}.items():
        (folder / "seeds" / f"{id}.txt").write_text(conversation_with(name, "奶酪"), "utf-8")
    rebuild(folder / "seeds", folder / "index", BUNDLED, models, lambda doing, done, total: None)
    return Conversation.open(folder / "index", models_folder=models, model="none").index


@pytest.mark.models
@pytest.mark.parametrize(
    ("question", "transcript"),
    [
        ("Perché la signora Shen ha smesso di importare formaggi?", "shen"),
        ("Why did Yulan Shen stop importing cheese?", "shen"),
        ("Pourquoi M. Gao a-t-il arrêté d'importer du fromage ?", "gao"),
        ("Why did Gao Jian stop importing cheese?", "gao"),
        ("Perché Wang Xiaoming ha smesso di importare formaggi?", "wang"),
    ],
)
def test_of_three_like_talks_the_one_is_found_whose_speaker_is_named(
    question: str, transcript: str, index: PassageIndex, embeddings: SentenceTransformerEmbeddings
) -> None:
    assert Searcher(index, embeddings).search([question], 3).hits[0].passage.transcript == transcript
