"""Who is a speaker: labels of every shape end a turn, and ordinary words before a colon do not."""

from __future__ import annotations

import pytest

from chatbot.transcripts import parse_transcript

ENGLISH = "Anna Rossi: Where do you sell?\n\n{0} In Parma.\n\nAnna Rossi: And in China?\n\n{1} Since 2011.\n\nAnna Rossi: Thanks."
CHINESE = "主持人：你好，请介绍一下。\n\n{0}我们卖葡萄酒。\n\n主持人：卖得怎么样？\n\n{1}很好。\n\n主持人：谢谢。"
POINTS = "Anna: Parliamo?\n\nCarlo: Sì, ecco.\n\n{0}: uno.\n\n{1}: due.\n\nAnna: Altro?\n\nCarlo: Basta.\n\nAnna: Grazie."


def cast(text: str) -> list[str | None]:
    """Give who speaks, turn by turn."""
    return [turn.speaker for turn in parse_transcript(text, "t").turns]


def said(text: str) -> list[tuple[str | None, list[str]]]:
    turns = parse_transcript(text, "t").turns
    return [(turn.speaker, [text[span.start : span.end] for span in turn.paragraphs]) for turn in turns]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Li Wei - CEO:", "Li Wei"),
        ("Li Wei 李伟:", "Li Wei 李伟"),
        ("Carlo Bini [guest]:", "Carlo Bini"),
        ("Carlo Bini – Guest:", "Carlo Bini"),
        ("Carlo Bini – export manager:", "Carlo Bini"),
        ("Carlo Bini | Acme:", "Carlo Bini"),
        ("[Carlo Bini]:", "Carlo Bini"),
        ("(Carlo Bini):", "Carlo Bini"),
        ("carlo:", "carlo"),
        ("speaker_01:", "speaker_01"),
        ("van Dijk:", "van Dijk"),
        ("de Rossi:", "de Rossi"),
        ("uomo dal pubblico:", "uomo dal pubblico"),
        ("l'intervistatore:", "l'intervistatore"),
        ("Speaker (Rome):", "Speaker (Rome)"),
        ("Carlo Bini, CEO:", "Carlo Bini, CEO"),
    ],
)
def test_a_label_of_any_shape_ends_the_turn_before(label: str, name: str) -> None:
    assert said(ENGLISH.format(label, label)) == [
        ("Anna Rossi", ["Where do you sell?"]), (name, ["In Parma."]), ("Anna Rossi", ["And in China?"]),
        (name, ["Since 2011."]), ("Anna Rossi", ["Thanks."]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("李伟（嘉宾）：", "李伟"),
        ("李伟【嘉宾】：", "李伟"),
        ("【李伟】：", "李伟"),
        ("嘉宾 李伟：", "李伟"),
        ("李伟 总经理：", "李伟"),
        ("李伟——总经理：", "李伟"),
        ("李伟｜嘉宾：", "李伟"),
        ("李 伟：", "李 伟"),
        ("李伟 Li Wei：", "李伟 Li Wei"),
        ("嘉宾（李伟）：", "嘉宾（李伟）"),
        ("嘉宾 01：", "嘉宾 01"),
        ("李伟（12:34）：", "李伟"),
    ],
)
def test_a_chinese_label_of_any_shape_ends_the_turn_before(label: str, name: str) -> None:
    assert said(CHINESE.format(label, label)) == [
        ("主持人", ["你好，请介绍一下。"]), (name, ["我们卖葡萄酒。"]), ("主持人", ["卖得怎么样？"]), (name, ["很好。"]), ("主持人", ["谢谢。"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        ("Carlo Bini [guest]:", "Carlo Bini:", "Carlo Bini"),
        ("Carlo Bini (CEO):", "Carlo Bini [guest]:", "Carlo Bini"),
        ("Carlo Bini (laughing):", "Carlo Bini (CEO):", "Carlo Bini"),
        ("carlo bini:", "Carlo Bini:", "carlo bini"),
        ("Li Wei 李伟:", "李伟:", "李伟"),
        ("李 伟：", "李伟：", "李 伟"),
    ],
)
def test_one_speaker_has_one_name(first: str, second: str, name: str) -> None:
    assert cast(ENGLISH.format(first, second)) == ["Anna Rossi", name] * 2 + ["Anna Rossi"]


def test_two_speakers_of_one_name_stay_two() -> None:
    namesakes = "Anna (Acme): Yes?\n\nAnna (Barilla): One.\n\nAnna (Acme): And?\n\nAnna (Barilla): Two."
    assert cast(namesakes) == ["Anna (Acme)", "Anna (Barilla)"] * 2
    assert cast("Anna: Yes?\n\nBo: One.\n\nAnna - Bo: Two.\n\nAnna: And?\n\nBo: Three.")[2] == "Anna - Bo"


@pytest.mark.parametrize(
    "text",
    [
        "carlo: come va?\nanna: bene\ncarlo: ok\nanna: sì",
        "SPEAKER_00: So?\nSPEAKER_01: Yes.\nSPEAKER_00: And?\nSPEAKER_01: No.",
        "我：你好吗？\n他：很好。\n我：谢谢。\n他：再见。",
        "Interviewer: One?\n\nSubject: a.\n\nInterviewer: Two?\n\nSubject: b.\n\nInterviewer: Three?\n\nSubject: c.\n\nInterviewer: Yes.",
    ],
)
def test_a_conversation_of_labels_that_are_no_names(text: str) -> None:
    first, second, *others = cast(text)
    assert first != second and None not in (first, second)
    assert [first, second, *others] == ([first, second] * 4)[: len(others) + 2]


@pytest.mark.parametrize(
    "text",
    [
        "error: none is known.\ncode: 404 is sent.\nerror: none is known.\ncode: 404 is sent.",
        "Anna lives in Parma.\n\nprice: low.\n\nprice: high.",
    ],
)
def test_repeated_words_make_no_conversation_of_prose(text: str) -> None:
    assert cast(text) == [None]


def test_a_sentence_before_a_colon_is_no_label_however_often() -> None:
    for words in ("What I mean is", "My point", "il problema", "the price in China", "我觉得", "这个问题"):
        assert cast(ENGLISH.format(f"Carlo: Well.\n\n{words}:", f"Carlo: Well.\n\n{words}:")).count("Carlo") == 2
        assert set(cast(ENGLISH.format(f"Carlo: Well.\n\n{words}:", f"Carlo: Well.\n\n{words}:"))) == {"Anna Rossi", "Carlo"}


def test_a_line_that_goes_on_from_the_one_before_begins_nothing() -> None:
    wrapped = "Anna: Why?\n\nCarlo: the great problem of this market, as I see it, is the\nhigh price: and then also the\nhigh price: again.\n\nAnna: So."
    assert cast(wrapped) == ["Anna", "Carlo", "Anna"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Primo", "Secondo"), ("Premièrement ", "Deuxièmement "), ("Conclusione", "Prezzo"), ("第一", "第二"), ("第一个问题", "优点"),
        ("优点", "缺点"), ("Firstly", "Brand"), ("L'importante", "D'abord "), ("Chianti", "Barolo"), ("中国", "法国"), ("方法如", "金额为"),
    ],
)  # fmt: skip
def test_points_of_a_list_are_no_speakers(one: str, two: str) -> None:
    assert said(POINTS.format(one, two))[1] == ("Carlo", ["Sì, ecco.", f"{one}: uno.", f"{two}: due."])


@pytest.mark.parametrize(("one", "two"), [("Paola", "Marco"), ("Paola", "Rosa"), ("王芳", "李伟"), ("Host", "嘉宾"), ("Paola Verdi", "Bo Li")])
def test_guests_who_speak_once_are_speakers(one: str, two: str) -> None:
    assert cast(POINTS.format(one, two))[2:4] == [one, two]


@pytest.mark.parametrize(
    ("words", "is_speaker"),
    [
        ("Carlo: Sì.\n\nVidal: Anch'io.\n\nAnna: Altro?", True),
        ("Carlo: Sì.\n\nVidal: Anch'io.\n\nCarlo: Bene.", True),
        ("Carlo: Sì, cara Vidal.\n\nVidal: Anch'io.\n\nOdile: No.\n\nAnna: Altro?", True),
        ("Carlo: Un vidal.\n\nVidal: Un vino.\n\nAnna: Altro?", False),
        ("Carlo: Un vidal.\n\nVidal: Anch'io.\n\nCarlo: Bene.", True),
        ("Carlo: Sì.\n\n- Vidal: Un vino bianco.\n\nAnna: Altro?", False),
        ("Carlo: Sì.\n\nVidal: Un vino.\n\nOdile: No.\n\nAnna: Altro?", False),
        ("Carlo: Sì.\n\n[12:30] Vidal: Anch'io.\n\nOdile: No.\n\nAnna: Altro?", True),
    ],
)
def test_what_tells_a_guest_from_a_point(words: str, is_speaker: bool) -> None:
    text = f"Anna: Parliamo?\n\nCarlo: Sì.\n\nAnna: Dica?\n\n{words}\n\nCarlo: Basta.\n\nAnna: Grazie."
    assert ("Vidal" in cast(text)) == is_speaker


@pytest.mark.parametrize("bullet", ["", "- "])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("words", ["Sun: The sun is up.", "Aisha: May I add?|Kenji: Me too.", "阿明：我也是。|阿花：我也是。"])
def test_words_under_a_label_in_doubt_are_nobody_elses(words: str, gap: str, bullet: str) -> None:
    before, after = ["Anna: So?", "Carlo: Yes.", "Anna: And?", "Carlo: It is."], ["Anna: Ah.", "Carlo: Thanks."]
    lines = [bullet + line for line in (*before, *words.split("|"), *after)]
    assert said(gap.join(lines))[3:-1] == [
        ("Carlo", ["It is."]), *((None, [bullet + line]) for line in words.split("|")), ("Anna", ["Ah."]),
    ]  # fmt: skip


def test_a_guest_in_a_conversation_with_bullets_is_a_speaker() -> None:
    lines = ["Anna: So?", "Carlo: Yes.", "Anna: And?", "Carlo: It is.", "Vidal: Anch'io.", "Anna: Ah.", "Carlo: Thanks."]
    assert cast("\n".join(f"- {line}" for line in lines))[4] == "Vidal"


@pytest.mark.parametrize("point", ["Prezzo: Basso.", "Primo: Uno.", "第一：便宜。", "Fermentazione: Lenta.", "- Barolo: Buono.", "Barolo: buono."])
def test_a_point_does_not_end_the_turn(point: str) -> None:
    text = f"Anna: Sì?\n\nCarlo: Il barolo.\n\nAnna: E?\n\nCarlo: Ecco.\n\n{point}\n\nAnna: Altro?\n\nCarlo: No."
    assert said(text)[3] == ("Carlo", ["Ecco.", point])


def test_where_all_speak_without_capitals_a_label_in_doubt_still_ends_the_turn() -> None:
    text = "Anna: so?\n\nCarlo: yes.\n\nAnna: and?\n\nCarlo: it is.\n\nSun: the sun.\n\nAnna: ah.\n\nCarlo: no."
    assert said(text)[4] == (None, ["Sun: the sun."])


@pytest.mark.parametrize(
    ("label", "is_speaker"),
    [("王大为", True), ("张学如", True), ("李道", True), ("王伟说", False), ("张伟问", False), ("他认为", False), ("我们认为", False), ("何为", False)],
)
def test_chinese_names_may_end_as_words_before_a_colon_do(label: str, is_speaker: bool) -> None:
    assert (label in cast(CHINESE.format(f"李伟：好。\n\n{label}：", f"李伟：好。\n\n{label}："))) == is_speaker


def test_such_a_chinese_name_heard_once_is_a_speaker() -> None:
    assert cast(CHINESE.format("李伟：", "王大为：")) == ["主持人", "李伟", "主持人", "王大为", "主持人"]


def test_one_word_that_ends_as_a_noun_does_is_no_guest() -> None:
    assert "Fermentazione" not in cast(POINTS.replace("\n\n{1}: due.", "").format("Fermentazione"))
    assert "Fermentini" in cast(POINTS.replace("\n\n{1}: due.", "").format("Fermentini"))


def test_a_name_with_a_role_behind_a_dash_may_be_heard_once_and_a_sentence_there_is_none() -> None:
    assert cast(POINTS.format("Paola Verdi – export manager", "Parma – the best ham"))[1:4] == ["Carlo", "Paola Verdi", "Anna"]
    assert cast(POINTS.format("Paola Verdi – and that is what I mean", "Bo"))[1:4] == ["Carlo", "Bo", "Anna"]


@pytest.mark.parametrize("form", ["00:0{n} {name}\n", "[00:0{n}] {name}\n", "**{name}**\n", "[{name}] "])
def test_labels_without_a_colon_where_two_speak_several_times(form: str) -> None:
    labels = [form.format(n=n, name=name) for n, name in enumerate(["Anna Rossi", "Li Ming"] * 2)]
    text = "\n\n".join(label + words for label, words in zip(labels, ["Where?", "In Parma.", "Why?", "It is near."], strict=True))
    assert [(speaker, words) for speaker, words in said(text)] == [
        ("Anna Rossi", ["Where?"]), ("Li Ming", ["In Parma."]), ("Anna Rossi", ["Why?"]), ("Li Ming", ["It is near."]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "00:00 Intro\nHello.\n\n01:00 Prezzi\nWell.\n\n02:00 Vini\nSo.",
        "00:01 Grazie\n00:02 Ciao\n00:03 Grazie\n00:04 Ciao",
        "**Nose Notes**\nLow.\n\n**Wine And Ham**\nHam.\n\n**Nose Notes**\nHigh.\n\n**Wine And Ham**\nFish.",
        "[IT] Vino.\n\n[ZH] 酒。\n\n[IT] Olio.\n\n[ZH] 油。",
        "[Sospira] Mah.\n[Ride] Sì.\n[Sospira] Ecco.\n[Ride] No.",
        "[Foreign] Ciao.\n[Translation] Hello.\n[Foreign] Sì.\n[Translation] Yes.",
        "[Soft Music] One.\n[Loud Applause] Two.\n[Soft Music] Three.\n[Loud Applause] Four.",
        "【字幕】你好。\n【广告】买酒。\n【字幕】再见。\n【广告】买茶。",
        "- [Rome] Visit it.\n- [Milan] Eat.\n- [Rome] Walk.\n- [Milan] Sleep.",
        "[Smith 2010] shows it.\n[Rossi] says so.\n[Smith 2010] shows it.\n[Rossi] says so.",
        "[Anna] One.\nA line.\nA line.\n[Bo] Two.\nA line.\nA line.\n[Anna] Three.\nA line.\nA line.\n[Bo] Four.",
        "09:00 Registrazione\nAtrio.\n10:00 Pausa\nBar.\n11:00 Registrazione\nAtrio.\n12:00 Pausa\nBar.",
        "09:00 Registrazione\nAtrio.\n10:00 Colazione\nBar.\n11:00 Registrazione\nAtrio.\n12:00 Colazione\nBar.",
        "09:00 Sala Rossa\nVino.\n10:00 Sala Blu\nOlio.\n09:00 Sala Rossa\nVino.\n10:00 Sala Blu\nOlio.",
    ],
)
def test_headings_and_marks_are_no_labels(text: str) -> None:
    assert set(cast(text)) == {None}


def test_a_name_may_begin_as_a_language_is_written() -> None:
    assert cast("[De Rossi] Yes?\n[Carlo] Well.\n[De Rossi] And?\n[Carlo] So.") == ["De Rossi", "Carlo"] * 2


def test_brackets_are_no_labels_where_there_are_some_with_colons() -> None:
    noises = "[Barks] I don't know.\n\n[Thunder] It was 2010.\n\n" * 4
    assert set(cast(ENGLISH.format("Carlo:", f"Carlo: Well.\n\n{noises}"))) == {"Anna Rossi", "Carlo"}


def test_a_label_in_brackets_heard_once_ends_the_turn_and_a_sound_does_not() -> None:
    assert said("[Anna] Yes?\n[Carlo] Well.\n[Anna] And?\n[Sighs] Hm.\n[Giulia] Me too.\n[Carlo] So.") == [
        ("Anna", ["Yes?"]), ("Carlo", ["Well."]), ("Anna", ["And?", "[Sighs] Hm."]), (None, ["[Giulia] Me too."]), ("Carlo", ["So."]),
    ]  # fmt: skip


def test_many_labels_do_not_take_for_ever() -> None:
    names = [f"Vidal{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}" for n in range(4000)]
    text = "Anna: Hm?\n\nBo: Yes.\n\n" * 3 + "\n\n".join(f"{name}: so it is, he said, and went on." for name in names)
    parse_transcript(text, "t")
