"""The speaker's "here" in a sentence that tells of what they said, in four languages."""

from __future__ import annotations

import pytest

from chatbot.citations import Fault, faults
from chatbot.citations.deixis import points_nowhere

STUDYING = "I have been studying here for three years."


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Carlo says he has been studying here for three years."), ("en", "Here, people buy wine."),
        ("en", "The people here are friendly."), ("en", "He works here at the moment."), ("en", "He came here in May."),
        ("en", "He has lived here in the last three years."), ("en", "Italian wine sells well here."),
        ("en", "He left Italy to work here."), ("en", STUDYING),
        ("it", "Carlo dice che studia qui da tre anni."), ("it", "Vive qua da tre anni."), ("it", "Qui i cinesi comprano vino."),
        ("it", "Il vino italiano si vende bene qui."), ("it", "Carlo dice a Matthieu che studia qui."), ("it", "Studia qui nel 2019."),
        ("fr", "Carlo dit qu’il étudie ici depuis trois ans."), ("fr", "Ici, les gens achètent du vin."),
        ("fr", "Il travaille ici en ce moment."), ("fr", "Il est venu ici dans les années 2000."),
        ("zh", "他在这里学习了三年。"), ("zh", "他在这儿学习了三年。"), ("zh", "这里的人喜欢葡萄酒。"), ("zh", "他从意大利来这里学习。"),
        ("zh", "意大利葡萄酒在这里卖得好。"), ("zh", "他是意大利人，在这里学习。"),
    ],
)  # fmt: skip
def test_a_here_that_the_sentence_does_not_explain_points_nowhere(language: str, sentence: str) -> None:
    assert points_nowhere(sentence, language)
    assert Fault("meaning") in faults(sentence, language, [STUDYING], "en", [None], ())


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        # the place is told
        ("en", "He has been studying here in Shanghai."), ("en", "He studies here at the university."),
        ("en", "In Shanghai, he has been here for years."), ("en", "He came to China and has studied here for three years."),
        ("it", "Studia qui in Cina da tre anni."), ("it", "Studia qui a Shanghai."), ("it", "È venuto in Cina e studia qui."),
        ("it", "Lavora qui all’università."), ("it", "Lavora qui in azienda."),
        ("fr", "Il vit ici en Chine."), ("fr", "Ici, en Chine, ils vendent."), ("fr", "Il travaille ici à Shanghai."),
        ("fr", "Il travaille ici dans l’entreprise."),
        ("zh", "这里在中国。"), ("zh", "这里是上海。"), ("zh", "上海这里的人喜欢葡萄酒。"), ("zh", "他来到上海，在这里学习了三年。"),
        ("en", "China is different; here, relationships matter."), ("en", "The Chinese market is big and here brands count."),
        ("it", "La Cina è diversa: qui contano le relazioni."), ("fr", "La Chine est différente : ici, les relations comptent."),
        ("zh", "上海很大，他在这里工作。"), ("zh", "中国市场很大，这里有很多机会。"),
        # quoted
        ("en", "Carlo says: “I have been studying here for three years.”"), ("en", 'He said "I study here".'),
        ("it", "«Studio qui da tre anni», dice Carlo."), ("fr", "Il dit « j’étudie ici »."), ("zh", "他说“我在这里学习”。"),
        # names, other words, other languages' words
        ("en", "He founded Here Technologies."), ("en", "They use HERE maps."), ("en", "She adheres to it, where others do not."),
        ("en", "Carlo qui vend du vin."), ("it", "Nelle acque tranquille il quindici."), ("fr", "Carlo, qui étudie la vente, vit bien."),
        ("zh", "这儿子很好。"), ("zh", "里程碑在这个市场。"), ("de", "Er sagt here."),
        # a time, the matter, a set phrase
        ("en", "E-commerce is here to stay."), ("en", "Here are three tips."), ("en", "The key here is trust."),
        ("en", "They sold wine here and there."), ("it", "Vende vino qua e là."), ("it", "Di qui la scelta."),
        ("fr", "D’ici 2030 ils vendront plus."), ("fr", "Jusqu’ici ils vendent peu."), ("zh", "从这里可以看出。"),
        ("zh", "这里的关键是信任。"),
    ],
)  # fmt: skip
def test_what_is_no_lost_here(language: str, sentence: str) -> None:
    assert not points_nowhere(sentence, language)


def test_the_translation_of_a_quote_keeps_its_speaker_s_here() -> None:
    assert faults("Studio qui da tre anni.", "it", [STUDYING], "en", [], []) == []
    assert Fault("meaning") in faults("Studia qui da tre anni.", "it", [STUDYING], "en", ["Carlo"], [])
