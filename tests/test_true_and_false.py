"""True sentences pass the checks that need no model, and the same sentences with one thing wrong do not, in four languages."""

from __future__ import annotations

import pytest

from chatbot.citations import faults
from chatbot.citations.names import missing_names
from chatbot.retrieval import BRANDS, CITIES, COUNTRIES, TERMS

SPEAKERS = ("李伟", "王芳", "Jack Ma", "Carlo Dragonetti")

ROWS = [
    # language of the sentence and of its quote, quote, true sentence, false sentence
    # other words that bear out a number, and names within names
    ("zh en", "Both companies are in Shanghai.", "两家公司都在上海。", "三家公司都在上海。"),
    ("en zh", "25%的消费者很年轻。", "A quarter of the consumers are young.", "Three quarters of the consumers are young."),
    ("en it", "In Cina vendono il doppio.", "They sell twice as much in China.", "They sell three times as much in China."),
    ("en zh", "付款通过微信支付。", "Payments go through WeChat.", "Payments go through Weibo."),
    ("zh en", "They like to eat pizza.", "他们喜欢吃比萨。", "他们喜欢去罗马。"),
    # shares
    ("it en", "10% of the Chinese drink wine.", "Il dieci per cento dei cinesi beve vino.", "Il venti per cento dei cinesi beve vino."),
    ("it en", "10 percent of the Chinese drink wine.", "Il 10% dei cinesi beve vino.", "Il 100% dei cinesi beve vino."),
    ("fr en", "20% of the wine is French.", "20 pour cent du vin est français.", "30 pour cent du vin est français."),
    ("fr en", "20% of the wine is French.", "Vingt pour cent du vin est français.", "Douze pour cent du vin est français."),
    ("fr it", "Il venti per cento del vino è francese.", "20 pour cent du vin est français.", "25 pour cent du vin est français."),
    ("it fr", "Vingt pour cent du vin est français.", "Il venti per cento del vino è francese.", "Il trenta per cento del vino è francese."),
    ("en it", "Il sei per cento del mercato è italiano.", "Six percent of the market is Italian.", "Ninety-six percent of the market is Italian."),
    ("en fr", "Six pour cent du marché est italien.", "The market is 6% Italian.", "The market is 7% Italian."),
    ("zh en", "96 percent of the companies are small.", "百分之九十六的公司很小。", "百分之六十九的公司很小。"),
    ("zh en", "Seventy percent of them are young.", "七成是年轻人。", "八成是年轻人。"),
    ("zh it", "Il dieci per cento dei cinesi beve vino.", "中国人有10%喝葡萄酒。", "中国人有15%喝葡萄酒。"),
    ("en zh", "百分之六的市场是意大利的。", "Italy has 6 percent of the market.", "Italy has 96 percent of the market."),
    ("it zh", "百分之六的市场是意大利的。", "L'Italia ha il sei per cento del mercato.", "L'Italia ha il sette per cento del mercato."),
    ("fr zh", "百分之六的市场是意大利的。", "L'Italie a 6 pour cent du marché.", "L'Italie a 60 pour cent du marché."),
    ("en zh", "三分之二的客户是女性。", "Two thirds of the clients are women.", "A third of the clients are women."),
    ("it en", "Two thirds of the clients are women.", "Due terzi dei clienti sono donne.", "Un terzo dei clienti sono donne."),
    ("fr en", "Two thirds of the clients are women.", "Deux tiers des clients sont des femmes.", "Un tiers des clients sont des femmes."),
    ("zh en", "The share is 0.125 percent.", "份额是百分之0.125。", "份额是百分之0.25。"),
    ("zh en", "Three quarters of the clients are women.", "四分之三的客户是女性。", "四分之一的客户是女性。"),
    ("fr it", "Un quarto dei clienti sono donne.", "Un quart des clients sont des femmes.", "Trois quarts des clients sont des femmes."),
    # numbers
    ("en en", "The table is 5 m long.", "The table is long, 5 m long.", "The table is 6 m long."),
    ("en en", "They spent $5m on it.", "They spent five million dollars on it.", "They spent $6m on it."),
    ("en en", "The rate is 0.125 today.", "The rate is 0.125.", "The rate is 125."),
    ("it en", "They have 70,000 followers.", "Hanno settantamila follower.", "Hanno settemila follower."),
    ("fr en", "They have 70,000 followers.", "Ils ont 70 000 abonnés.", "Ils ont 7 000 abonnés."),
    ("zh en", "They have 70,000 followers.", "他们有七万粉丝。", "他们有七千粉丝。"),
    ("zh en", "They have 35,000 clients.", "他们有3万5千个客户。", "他们有3万6千个客户。"),
    ("zh en", "They have 35,000 clients.", "他们有三万五千个客户。", "他们有五万三千个客户。"),
    ("en zh", "他们有3万5千个客户。", "They have 35,000 clients.", "They have 30,000 clients."),
    ("en zh", "他们有两万五个客户。", "They have 25,000 clients.", "They have 20,000 clients."),
    ("it zh", "他们有200多万粉丝。", "Hanno più di due milioni di follower.", "Hanno più di 200 follower."),
    ("en zh", "他们有三四十个人。", "They have 30 to 40 people.", "They have 50 to 60 people."),
    ("en zh", "营业额是1.5亿。", "The turnover is 150 million.", "The turnover is 15 million."),
    ("en zh", "营业额是3亿5000万。", "The turnover is 350 million.", "The turnover is 300 million."),
    ("zh en", "The turnover is 15 million.", "营业额是一千五百万。", "营业额是一千六百万。"),
    ("en zh", "公司是二〇一八年成立的。", "The company began in 2018.", "The company began in 2019."),
    ("zh en", "The company began in 1998.", "公司是一九九八年成立的。", "公司是一九八九年成立的。"),
    ("it en", "They sold 1.5 million bottles.", "Hanno venduto un milione e mezzo di bottiglie.", "Hanno venduto due milioni di bottiglie."),
    ("fr en", "They sold half a million bottles.", "Ils ont vendu un demi-million de bouteilles.", "Ils ont vendu un million de bouteilles."),
    ("it en", "According to Carlo, they have three shops.", "Secondo Carlo, hanno tre negozi.", "Secondo Carlo, hanno quattro negozi."),
    ("zh en", "It is the second largest market.", "这是第二大市场。", "这是第三大市场。"),
    ("en zh", "他每周三次去上海。", "He goes to Shanghai three times a week.", "He goes to Shanghai four times a week."),
    ("zh en", "They have 103 brands.", "他们有一百零三个品牌。", "他们有一百三十个品牌。"),
    ("zh en", "They have 105 brands and seven shops.", "他们有105个品牌和7家店。", "他们有105个品牌和70家店。"),
    ("fr zh", "他们有九十六家店。", "Ils ont quatre-vingt-seize boutiques.", "Ils ont quatre-vingt-six boutiques."),
    ("zh fr", "Ils ont quatre-vingt-seize boutiques.", "他们有96家店。", "他们有86家店。"),
    ("zh en", "They do B2B for 12 brands.", "他们为12个品牌做B2B。", "他们为22个品牌做B2B。"),
    ("zh en", "COVID-19 changed the market.", "新冠改变了市场。", "新冠改变了20个市场。"),
    ("en zh", "他们有近百家店。", "They have nearly a hundred shops.", "They have nearly a thousand shops."),
    ("zh en", "The fair opens on October 5, 2018.", "展会2018年10月5日开幕。", "展会2018年10月6日开幕。"),
    ("it zh", "他们有十七八家店。", "Hanno 17 o 18 negozi.", "Hanno 27 o 28 negozi."),
    ("it en", "They have more than 1,200 clients.", "Hanno più di 1.200 clienti.", "Hanno più di 12.000 clienti."),
    ("fr en", "They have 1,200 clients.", "Ils ont 1 200 clients.", "Ils ont 12 000 clients."),
    ("it fr", "Le chiffre est de 5 M€.", "La cifra è di 5 milioni di euro.", "La cifra è di 5 miliardi di euro."),
    ("it en", "It costs US$5 million.", "Costa cinque milioni di dollari.", "Costa 15 milioni di dollari."),
    ("en zh", "价格涨了一倍，到三百五。", "The price rose to 350.", "The price rose to 305."),
    ("zh en", "Dozens of shops sell in hundreds of cities.", "几十家店在上百个城市销售。", "八十家店在上百个城市销售。"),
    ("zh en", "He goes to Shenzhen twice a month.", "他每个月去两次深圳。", "他每个月去三次深圳。"),
    ("it en", "He goes to Shenzhen twice a month.", "Va a Shenzhen due volte al mese.", "Va a Shenzhen tre volte al mese."),
    # words with a number in them
    ("zh en", "They eat spicy food in Sichuan.", "他们在四川吃辣。", "他们在湖南吃辣。"),
    ("zh en", "They pay by QR code in Shanghai.", "他们在上海用二维码付款。", "他们在上海用二维码付款12次。"),
    ("zh en", "Samsung sells telephones.", "三星卖手机。", "华为卖手机。"),
    ("zh en", "They sell in third-tier cities.", "他们在三线城市销售。", "他们在五线城市销售。"),
    ("zh en", "They sell in third- and fourth-tier cities, fourth-tier and third-tier.", "他们在三四线城市销售。", "他们在六线城市销售。"),
    ("zh en", "They sell in large cities.", "他们在一线城市销售。", "他们在20个一线城市销售。"),
    ("zh en", "They sell in a department store in Beijing.", "他们在北京的百货公司销售。", "他们在北京的二十家百货公司销售。"),
    ("zh en", "That is very important for Baidu.", "这对百度十分重要。", "这对腾讯十分重要。"),
    ("zh en", "Sandwiches and salmon sell well.", "三明治和三文鱼卖得很好。", "三明治和三文鱼卖得很好，有30种。"),
    ("zh en", "The hotel is in Sanya.", "酒店在三亚。", "酒店在青岛。"),
    ("zh en", "It is the only brand.", "这是唯一的品牌。", "这是两个品牌之一。"),
    ("zh en", "They sell second-hand bags on Taobao.", "他们在淘宝卖二手包。", "他们在天猫卖二手包。"),
    ("zh en", "They sell most on Singles' Day.", "他们在双十一卖得最多。", "他们在春节卖得最多。"),
    # days and months
    ("zh en", "The fair opens in October.", "展会十月开幕。", "展会九月开幕。"),
    ("zh en", "The fair opens in November.", "展会11月开幕。", "展会1月开幕。"),
    ("en zh", "展会十一月开幕。", "The fair opens in November.", "The fair opens in January."),
    ("en it", "La fiera apre a ottobre.", "The fair opens in October.", "The fair opens in August."),
    ("en fr", "Le salon ouvre en décembre.", "The fair opens in December.", "The fair opens in November."),
    ("en zh", "他们周三开会。", "They meet on Wednesday.", "They meet on Thursday."),
    # what is cut before a vowel
    ("it it", "L'Italia esporta vino.", "L'Italia esporta vino.", "L'Austria esporta vino."),
    ("it en", "Italy exports wine.", "L’Italia esporta vino.", "L’Ungheria esporta vino."),
    ("fr en", "Italy exports wine.", "L'Italie exporte du vin.", "L'Espagne exporte du vin."),
    ("it en", "Europe exports wine.", "L'Europa esporta vino.", "L'Africa esporta vino."),
    ("fr en", "Europe exports wine.", "L'Europe exporte du vin.", "L'Asie exporte du vin."),
    ("it zh", "意大利出口葡萄酒。", "Arriva vino dall'Italia, dice.", "Arriva vino dall'Argentina, dice."),
    ("fr zh", "阿里巴巴在卖酒。", "Il dit qu'Alibaba vend du vin.", "Il dit qu'Amazon vend du vin."),
    ("fr en", "The wine comes from Italy.", "Le vin vient d'Italie.", "Le vin vient d'Autriche."),
    ("it en", "L'Oréal sells creams.", "L'Oréal vende creme.", "L'Estée Lauder vende creme."),
    ("it en", "The market of Europe grows.", "Il mercato dell'Europa cresce.", "Il mercato dell'India cresce."),
    # places
    ("it en", "The company is in Milan.", "L'azienda è a Milano.", "L'azienda è a Roma."),
    ("it en", "The company is in Florence.", "L'azienda è a Firenze.", "L'azienda è a Venezia."),
    ("fr en", "The company is in Venice.", "L'entreprise est à Venise.", "L'entreprise est à Florence."),
    ("fr it", "L'azienda è in Toscana.", "L'entreprise est en Toscane.", "L'entreprise est en Sicile."),
    ("en it", "L'azienda è in Toscana.", "The company is in Tuscany.", "The company is in Piedmont."),
    ("it en", "The office is in London.", "L'ufficio è a Londra.", "L'ufficio è a Parigi."),
    ("it en", "They sell in Japan.", "Vendono in Giappone.", "Vendono in Corea."),
    ("it en", "They sell in South Korea.", "Vendono in Corea del Sud.", "Vendono in Giappone."),
    ("fr en", "They sell in South Korea.", "Ils vendent en Corée du Sud.", "Ils vendent en Corée du Nord."),
    ("it en", "They sell in Germany.", "Vendono in Germania.", "Vendono in Spagna."),
    ("it en", "They sell in the United States.", "Vendono negli Stati Uniti.", "Vendono nel Regno Unito."),
    ("fr en", "They sell in the US.", "Ils vendent aux États-Unis.", "Ils vendent au Royaume-Uni."),
    ("en fr", "Ils vendent aux États-Unis.", "They sell in the U.S. market.", "They sell in the U.K. market."),
    ("en en", "They gave it to us.", "They gave it.", "They gave it to the US."),
    ("it zh", "他们在德国卖酒。", "Vendono vino ai tedeschi in Germania.", "Vendono vino agli spagnoli in Spagna."),
    ("zh en", "The company has three shops in Milan.", "公司在米兰有三家店。", "公司在罗马有三家店。"),
    ("zh en", "The company is in Rome.", "公司在罗马。", "公司在罗马尼亚。"),
    ("zh it", "L'azienda è a Napoli.", "公司在那不勒斯。", "公司在都灵。"),
    ("zh fr", "L'entreprise est à Lyon.", "公司在里昂。", "公司在马赛。"),
    ("zh zh", "公司在杭州。", "公司在杭州。", "公司在苏州。"),
    ("en zh", "公司在广州。", "The company is in Guangzhou.", "The company is in Shenzhen."),
    ("it zh", "公司在北京。", "L'azienda è a Pechino.", "L'azienda è a Shanghai."),
    ("fr zh", "公司在北京。", "L'entreprise est à Pékin.", "L'entreprise est à Canton."),
    ("it zh", "他住在纽约。", "Vive a New York.", "Vive a Los Angeles."),
    ("zh en", "It is a developing country.", "它是发展中国家。", "它是发展中的法国。"),
    ("zh en", "They buy overseas on the web.", "他们在网上海淘。", "他们在上海。"),
    ("zh en", "They are large chains.", "它们是大连锁店。", "它们在大连。"),
    ("zh en", "It became a city.", "它变成都市。", "它在成都。"),
    ("en en", "France exports wine.", "France exports wine.", "Italy exports wine."),
    ("en en", "Consumers like wine.", "Chinese consumers like wine.", "Consumers in China like wine."),
    ("en en", "Italian consumers like wine.", "Italian consumers like wine.", "Chinese consumers like wine."),
    ("it en", "French producers sell more.", "I produttori francesi vendono di più in Francia.", "I produttori francesi vendono di più in Svizzera."),
    ("zh it", "Il Capodanno cinese è importante.", "春节很重要。", "圣诞节很重要。"),
    ("it zh", "春节很重要。", "È importante il Capodanno cinese.", "È importante il Natale cinese."),
    ("it zh", "他们用意式浓缩咖啡。", "Usano un espresso.", "Usano un espresso di Napoli."),
    # brands
    ("en zh", "他们在小红书上做广告。", "They advertise on Xiaohongshu.", "They advertise on Weibo."),
    ("en en", "They advertise on RED.", "They advertise on Xiaohongshu.", "They advertise on Douyin."),
    ("en en", "They like to advertise red wine.", "They like to advertise wine.", "They like to advertise wine on Xiaohongshu."),
    ("it en", "They sell Parmesan.", "Vendono Parmigiano Reggiano.", "Vendono Gorgonzola e Parmigiano."),
    ("en zh", "他们卖帕尔马火腿。", "They sell ham of Parma.", "They sell Parmigiano."),
    ("en zh", "他们卖帕尔马干酪。", "They sell Parmigiano.", "They sell Mozzarella."),
    ("zh en", "They sell on JD.com.", "他们在京东销售。", "他们在拼多多销售。"),
    ("zh en", "They sell on Tmall.", "他们在天猫销售。", "他们在淘宝销售。"),
    ("en zh", "他们在抖音销售。", "They sell on Douyin.", "They sell on Kuaishou."),
    ("it en", "They use AI.", "Usano l'IA.", "Usano l'IA e Alipay."),
    ("zh en", "They use AI.", "他们用人工智能。", "他们用支付宝。"),
    ("fr zh", "他们用人工智能。", "Ils utilisent l'IA.", "Ils utilisent Baidu et l'IA."),
    ("it fr", "Ils utilisent l'IA.", "Usano l'intelligenza artificiale.", "Usano l'intelligenza artificiale di Huawei."),
    ("zh it", "Vendono Ferrari e Lavazza.", "他们卖法拉利和拉瓦萨。", "他们卖法拉利和费列罗。"),
    ("en zh", "它的中文名字是你好意大利。", "Its Chinese name is 你好意大利.", "Its Chinese name is 你好法国."),
    ("en en", "Tmall sells wine.", "Tmall sells wine.", "Taobao sells wine."),
    ("it en", "She lives in Naples.", "Vive a Napoli.", "Vive a Nizza."),
    ("fr en", "She lives in Milan.", "Elle vit à Milan.", "Elle vit à Turin."),
    ("en fr", "Elle vit à Turin.", "She lives in Turin.", "She lives in Naples."),
    ("en it", "Vive a Monaco di Baviera.", "She lives in Munich.", "She lives in Cologne."),
    ("zh it", "Vive a Monaco di Baviera.", "她住在慕尼黑。", "她住在科隆。"),
    ("it zh", "她住在瑞士。", "Vive in Svizzera.", "Vive in Svezia."),
    ("fr zh", "她住在荷兰。", "Elle vit aux Pays-Bas.", "Elle vit en Irlande."),
    ("zh zh", "她住在印度尼西亚。", "她住在印尼。", "她住在印度。"),
    ("en zh", "她住在西班牙。", "She lives in Spain.", "She lives in Portugal."),
    ("zh en", "Swiss and Austrian wines are dear.", "瑞士和奥地利的葡萄酒很贵。", "瑞士和澳大利亚的葡萄酒很贵。"),
    ("it en", "The Hong Kong office is small.", "L'ufficio di Hong Kong è piccolo.", "L'ufficio di Macao è piccolo."),
    ("zh en", "The Sicilian oil is good.", "西西里的橄榄油很好。", "普利亚的橄榄油很好。"),
    ("en en", "I've seen Ferrari.", "She says I've seen Ferrari.", "She says I've seen Maserati."),
    # denials
    ("zh en", "They sell wine in Wuxi.", "他们在无锡卖葡萄酒。", "他们在无锡不卖葡萄酒。"),
    ("zh en", "Their wine is good.", "他们的葡萄酒不错。", "他们的葡萄酒不好。"),
    ("en zh", "差不多都是意大利的。", "Almost all are Italian.", "They are not Italian."),
    ("en en", "They sell wine.", "They sell wine.", "They do not sell wine."),
    ("it en", "They do not sell wine.", "Non vendono vino.", "Vendono vino."),
    ("fr en", "They do not sell wine.", "Ils ne vendent pas de vin.", "Ils vendent du vin."),
    ("zh en", "They do not sell wine.", "他们不卖葡萄酒。", "他们卖葡萄酒。"),
    ("zh it", "Vendono vino.", "他们卖葡萄酒。", "他们不卖葡萄酒。"),
]
SAID = [
    # whose quote, true sentence, false sentence
    ("李伟", "李伟说价格会上涨。", "王芳说价格会上涨。"),
    ("王芳", "王芳认为价格会上涨。", "李伟认为价格会上涨。"),
    ("李伟", "李伟对王芳说价格会上涨。", "王芳对李伟说价格会上涨。"),
    ("王芳", "王芳问李伟价格。", "李伟问王芳价格。"),
    ("李伟", "王芳是李伟的顾问。", "王芳表示价格会上涨。"),
    ("Carlo Dragonetti", "Carlo says that prices rise.", "Ma says that prices rise."),
    ("Jack Ma", "Ma says that prices rise.", "Carlo says that prices rise."),
    ("Carlo Dragonetti", "Ma dice che i prezzi salgono.", "Secondo Ma i prezzi salgono."),
    ("Jack Ma", "Secondo Ma i prezzi salgono.", "Secondo Carlo i prezzi salgono."),
    ("Jack Ma", "Selon Ma, les prix montent.", "Selon Dragonetti, les prix montent."),
]


def kinds(sentence: str, quote: str, languages: str, speaker: str = "李伟") -> list[str]:
    spoken, quoted = languages.split()
    return [f"{fault.kind} {fault.about}" for fault in faults(sentence, spoken, [quote], quoted, [speaker], SPEAKERS)]


@pytest.mark.parametrize(("languages", "quote", "true", "false"), ROWS, ids=[row[2] for row in ROWS])
def test_a_true_sentence_passes_and_one_with_one_thing_wrong_does_not(languages: str, quote: str, true: str, false: str) -> None:
    assert kinds(true, quote, languages, "Carlo Dragonetti" if "Carlo" in quote else "李伟") == []
    assert kinds(false, quote, languages) != []


@pytest.mark.parametrize(("speaker", "true", "false"), SAID, ids=[row[1] for row in SAID])
def test_words_are_given_to_who_said_them(speaker: str, true: str, false: str) -> None:
    names = [kind for kind in kinds(true, "", "en en", speaker) if kind.startswith("speaker")]
    assert names == []
    assert any(kind.startswith("speaker") for kind in kinds(false, "", "en en", speaker))


def plainly(form: str) -> str:
    """Write a form of the tables as it stands in a sentence: without its star, its words apart, with capitals."""
    form = form.removesuffix("*").replace("-", " ")
    return form if form.isupper() or not form.isascii() else form.title()


@pytest.mark.parametrize("row", [*COUNTRIES, *CITIES, *BRANDS, *TERMS], ids=lambda row: row.split()[0])
def test_every_form_of_a_name_is_borne_out_by_every_other_and_by_itself_behind_an_article(row: str) -> None:
    forms = [plainly(form) for form in row.split() if "*" not in form]
    assert [(one, other) for one in forms for other in forms if missing_names(f"… {one}", [other])] == []
    cut = [form for form in forms if form[0] in "AEIOU"]
    assert [form for form in cut if missing_names(f"L'{form} esporta vino.", [f"L’{form} esporta vino."])] == []
