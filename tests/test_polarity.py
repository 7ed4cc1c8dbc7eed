"""Who denies, and whether a sentence and its quote deny the same; beside each denial, what only looks like one."""

from __future__ import annotations

import pytest

from chatbot.citations.checks import is_negative, same_polarity

DENIALS = [
    ("Personne ne paie.", "fr", True),
    ("Personne d'autre ne paie.", "fr", True),
    ("Il n'y a personne.", "fr", True),
    ("Je n'ai jamais vu personne.", "fr", True),
    ("Il n'a pas de relations et personne pour l'aider.", "fr", False),  # two denials, as in the other languages
    ("Chaque personne paie 5 euros.", "fr", False),
    ("Une personne paie.", "fr", False),
    ("Le prix est de 5 euros par personne.", "fr", False),
    ("Le prix par personne ne change pas.", "fr", True),
    ("Cette personne ne paie pas.", "fr", True),
    ("Ils vendent sans doute du vin.", "fr", False),
    ("Ils vendent du vin sans sucre.", "fr", True),
    ("她买了别墅。", "zh", False),
    ("区别很大，特别是级别、性别和类别。", "zh", False),
    ("我们分别告别。", "zh", False),
    ("千万别买。", "zh", True),
    ("没关系，我们等。", "zh", False),
    ("质量和价格没关系。", "zh", True),
    ("船沉没了。", "zh", False),
    ("他没来。", "zh", True),
    ("无数人喜欢无印良品，无论价格。", "zh", False),
    ("这里无人。", "zh", True),
    ("不锈钢了不起，不断增长，不仅不少。", "zh", False),
    ("除了不卖酒。", "zh", True),
    ("There is no doubt that they sell.", "en", False),
    ("No wonder that they sell.", "en", False),
    ("They opened not long ago.", "en", False),
    ("It is the No. 1 brand.", "en", False),
    ("Do they sell? No. 1 year ago they closed.", "en", True),
    ("They have no shops.", "en", True),
    ("They will not long for it.", "en", True),
    ("Vendono senza dubbio vino.", "it", False),
    ("Non ho dubbi, vendono vino.", "it", False),
    ("Vendono vino senza zucchero.", "it", True),
    ("没关系很难进入市场。", "zh", True),
    ("没关系的话很难。", "zh", True),
    ("没关系的，我们等。", "zh", False),
    ("贵一点，没关系！", "zh", False),
    ("Une vieille personne ne boit pas.", "fr", True),
    ("La même personne ne boit pas.", "fr", True),
    ("Une drôle de personne ne boit pas.", "fr", True),
    ("Quelle personne ne boit pas ?", "fr", True),
    ("Personne ne sait qu'ils n'aiment pas le vin.", "fr", False),
    ("Personne dans toute cette grande ville de Shanghai n'achète.", "fr", True),
    ("Qui ? Personne.", "fr", True),
    ("Cette vieille personne boit.", "fr", False),
    ("Senza dubbi vendono vino.", "it", False),
    ("Non ha dubbi, vendono vino.", "it", False),
    ("Non vi è dubbio che vendono vino.", "it", False),
    ("Non hanno dubbi, non vendono.", "it", True),
    ("Non ha negozi.", "it", True),
]


@pytest.mark.parametrize(("text", "language", "denies"), DENIALS)
def test_a_word_that_denies_nothing_is_no_denial(text: str, language: str, denies: bool) -> None:
    assert is_negative(text, language) is denies


@pytest.mark.parametrize(
    ("sentence", "quote", "language", "same"),
    [
        ("The French do not own the highest part of the market.",
         "It's not a surprise, as you know, the French own the highest part of the market.", "en", False),
        ("Chinese consumers do not like Italian wine.", "I don't know why, but Chinese consumers like Italian wine.", "en", False),
        ("Chinese consumers do not like Italian wine.", "I don't know. Chinese consumers like Italian wine.", "en", False),
        ("I cinesi non comprano vino italiano.", "Non è una sorpresa, i cinesi comprano vino italiano.", "it", False),
        ("Les Chinois n'achètent pas de vin.", "Je ne sais pas pourquoi, mais les Chinois achètent du vin.", "fr", False),
        ("中国人不喜欢意大利葡萄酒。", "我不知道为什么，但是中国人喜欢意大利葡萄酒。", "zh", False),
        ("The French do not own the highest part of the market.",
         "It's a surprise, as you know, the French don't own the highest part of the market.", "en", True),
        ("They do not sell wine at this point.", "We do not, at this point, sell wine.", "en", True),
        ("Chinese consumers never look at the label when they buy wine in a supermarket.",
         "Chinese consumers, when they buy wine in a supermarket, they never look at the label.", "en", True),
        ("Italian firms do not understand the market.", "The problem is that they come here, they have no idea of the market.", "en", True),
        ("Chinese consumers do not like Italian wine.",
         "Chinese consumers like wine from France, but Chinese consumers do not like sparkling Italian wine.", "en", True),
        ("Consumers in large cities never read the label of imported wine.",
         "Consumers in large cities are young, and they do not care about it.", "en", True),
        ("I cinesi non comprano vino italiano.", "I cinesi, come sa, non comprano vino italiano.", "it", True),
        ("Chinese customers do not pay in cash.", "Chinese customers pay with their phone, never in cash.", "en", True),
        ("Chinese customers do not pay with their phone.", "Chinese customers pay with their phone, never in cash.", "en", False),
        ("Les clients chinois ne paient pas en espèces.",
         "Les clients chinois paient avec leur téléphone, jamais en espèces.", "fr", True),
        ("中国客户不用现金付款。", "中国客户用手机付款，从来不用现金。", "zh", True),
        ("中国人不喜欢意大利葡萄酒。", "中国人喜欢意大利葡萄酒，不贵。", "zh", False),
        ("Companies do not sell online.", "Companies sell in shops, online never.", "en", True),
        ("Chinese customers do not pay in cash.", "Chinese customers pay with their phone, never in cash or with cards.", "en", True),
        ("Chinese customers do not like Italian wine.", "Chinese customers like Italian wine, not Italian beer.", "en", False),
        ("中国人不知道意大利葡萄酒。", "中国人喜欢意大利葡萄酒，不知道为什么。", "zh", False),
        ("Chinese consumers do not like Italian wine.", "Chinese consumers like Italian wine, don't they?", "en", False),
        ("Italian companies do not understand Chinese consumers.",
         "Italian companies think they understand Chinese consumers, but they don't.", "en", True),
        ("Le vin italien n'est pas connu en Chine.",
         "On croit que le vin italien est connu en Chine, mais non, pas du tout.", "fr", True),
        ("价格不是最重要的。", "大家以为价格是最重要的，其实不是。", "zh", True),
        ("Chinese consumers do not like Italian wine.", "Do Chinese consumers like Italian wine? No.", "en", True),
        ("Chinese consumers do not like Italian wine.", "I don't know why, but I think Chinese consumers like Italian wine.", "en", False),
        ("Chinese consumers do not think that Italian wine is good.",
         "Chinese consumers think that Italian wine is good, I don't know why.", "en", False),
        ("中国人不喜欢意大利葡萄酒。", "我不知道为什么，但是我觉得中国人喜欢意大利葡萄酒。", "zh", False),
    ],
)  # fmt: skip
def test_a_denial_is_looked_for_where_the_quote_says_what_the_sentence_denies(
    sentence: str, quote: str, language: str, same: bool
) -> None:
    assert same_polarity(sentence, language, quote, language) is same


def test_across_languages_any_denial_of_the_quote_bears_out_one() -> None:
    assert same_polarity("I francesi non hanno la parte più alta.", "it", "I don't know why, but the French own it.", "en")
