"""Words in English, Italian, French and Chinese that tell names of speakers from other words.

They are data, in the order of the languages: it decides nothing.
"""

from __future__ import annotations


def _words(spaced: str) -> frozenset[str]:
    return frozenset(spaced.split())


LABEL_PARTICLES = _words(
    "a al and bin da das de dei del della den der di dos du e el et for ibn in la las le of san the ten ter und van von y "
    "zu & /"
)
"""Small words that stand in names."""
SPEAKER_ROLES = _words(
    "host guest interviewer interviewee speaker moderator narrator announcer audience caller reporter journalist presenter "
    "operator translator interpreter participant panelist chair facilitator q a question answer man woman all everyone both "
    "unknown intervistatore intervistatrice intervistato intervistata conduttore ospite giornalista domanda risposta "
    "relatore moderatore d r intervieweur animateur invité invitée journaliste présentateur réponse conduttrice moderatrice "
    "relatrice parlante animatrice présentatrice locuteur intervenant 主持人 主持 嘉宾 记者 采访者 受访者 问 答 旁白 观众 "
    "听众 主播 提问 回答 发言人 说话人"
)
"""What speakers are called in place of a name."""
STAGE = _words(
    "laughs laughing laughter continues continued continuing cont cont'd crosstalk ride ridendo continua rit rires riant "
    "suite 笑 续"
)
"""What stands beside a name and says nothing of who it is."""
SOUNDS = STAGE | _words(
    "music applause laugh silence noise inaudible unintelligible cheers cheering clapping playing singing speaking sighs sigh "
    "sighing chuckles chuckle chuckling giggles coughs cough coughing sniffs gasps groans whispers pause pauses beep foreign "
    "translation subtitles captions advertisement musica applausi applauso risata risate sospira sospiro sospirando ridono "
    "tosse tossisce silenzio pausa traduzione sottotitoli pubblicità incomprensibile inudibile musique rire soupir soupire "
    "soupirs toux tousse traduction publicité sous-titres applaudissements inaudible 音乐 掌声 鼓掌 笑声 大笑 叹气 咳嗽 停顿 "
    "沉默 字幕 广告 翻译 译文"
)
"""What stands in brackets before words and describes a sound or a pause, alone or as the first of several words."""
LANGUAGES = _words("en it zh fr de es")
"""What stands in brackets before words and says in which language they are."""
NOT_FIRST = _words(
    "note notes example examples source sources url link links warning caution tip tips hint important attention update "
    "edit ps summary abstract introduction conclusion conclusions title date author authors published duration time "
    "location place subject topic topics keywords tags tag category categories references reference see figure fig table "
    "step steps pros cons advantages disadvantages ingredients result results disclaimer contact email e-mail phone tel fax "
    "address price rating version language languages format definition definitions background overview chapter section part "
    "appendix first second third fourth fifth finally lastly also then so but and or however therefore because well yes no "
    "ok okay now plus again meaning basically anyway similarly namely thus remember takeaway takeaways bonus spoiler fact "
    "facts myth problem solution reason option options method scenario case rule point todo faq re fwd subject cc http "
    "https ftp file transcript episode podcast interview website web guests hosts speakers participants present attendees "
    "nota esempio esempi fonte fonti attenzione titolo data autore autori remarque exemple exemples attention titre auteur "
    "auteurs fase passo punto capitolo étape partie chapitre phase intervista puntata episodio entretien épisode 注 注意 "
    "例如 比如 来源 链接 网址 标题 作者 日期 时间 地点 总结 摘要 备注 提示 说明 原文 另外 首先 其次 最后 答案 结论 关键词 "
    "地址 电话 邮箱 即 何为 何如"
)
"""Words that no label of a speaker begins with."""
COMMON = NOT_FIRST | _words(
    "firstly secondly thirdly fourthly fifthly sixth next last overall instead meanwhile otherwise besides moreover brand "
    "brands product products quality prices pricing cost costs market markets customer customers consumers competition "
    "competitors distribution logistics packaging taste budget timing challenge challenges opportunity opportunities risk "
    "risks strength strengths weakness weaknesses goal goals advice lesson lessons reasons problems solutions benefits "
    "drawbacks points details context history today tomorrow yesterday question questions answers primo secondo terzo "
    "quarto quinto sesto ultimo prima seconda terza quarta dopo poi infine innanzitutto anzitutto inoltre quindi dunque "
    "allora insomma ovvero ossia cioè conclusione conclusioni riassunto sintesi introduzione premessa prezzo prezzi qualità "
    "prodotto prodotti marca marche marchio marchi mercato mercati cliente clienti consumatori concorrenza distribuzione "
    "logistica confezione imballaggio gusto sapore costo costi rischio rischi vantaggio vantaggi svantaggio svantaggi pregi "
    "difetti problema problemi soluzione soluzioni motivo motivi ragione ragioni risultato risultati obiettivo obiettivi "
    "consiglio consigli sfida sfide opportunità opzione opzioni regola caso contesto storia morale risposte domande "
    "importante ricorda avvertenza ieri oggi domani premièrement deuxièmement secondement troisièmement quatrièmement "
    "premier première deuxième troisième quatrième dernier dernière ensuite enfin puis finalement donc alors bref résumé "
    "synthèse introduction prix qualité produit produits marque marques marché marchés client clients consommateurs "
    "concurrence distribution logistique emballage goût coût coûts risque risques avantage avantages inconvénient "
    "inconvénients problème problèmes solution solutions raison raisons résultat résultats objectif objectifs conseil "
    "conseils défi défis opportunité opportunités règle cas contexte histoire morale source sources hier demain réponses "
    "优点 缺点 优势 劣势 价格 质量 品质 品牌 产品 市场 渠道 客户 消费者 竞争 物流 包装 口味 成本 预算 风险 机会 挑战 目标 "
    "建议 原因 问题 方法 方案 解决方案 结果 案例 背景 重点 要点 特点 关键 定位 推广 营销 销售 服务 设计 原料 工艺 产地 历史 "
    "文化 好处 坏处 首要 然后 接着 再次 再者 此外 同时 总之 综上 因此 所以 但是 不过 其实 当然 换句话说 也就是说 一方面 "
    "另一方面 举个例子 简单来说 今天 明天 昨天 补充 换言之 简而言之 访谈 采访 播客 d'abord d’abord importante importanza "
    "idea altronde important importance essentiel idée points"
)
"""Words that a speaker puts before a colon, in a list of points for example."""
OPENERS = _words(
    "the a an il lo la gli i le un uno una les une des in per con su tra fra da di de du en par pour sur dans avec sans "
    "chez at on for to with from by as e ed o ma et ou mais and or but so ad al alla another one un'altra un’altra altra "
    "altro autre ogni each every"
)
"""Words that begin a part of a sentence, and seldom a label."""
SENTENCE = _words(
    "is are was were be been am have has had do does did can could will would should must may it my your his our their this "
    "that these those there what who why how when where which if not è sono era erano ho hai ha abbiamo avete hanno c'è c’è "
    "mi ti ci vi si mio mia tuo suo sua nostro nostra questo questa quello quella ciò che chi cosa come perché quando dove "
    "se non est sont était suis avons avez ont j'ai j’ai c'est c’est on mon ma mes notre votre ce cette cela ça qui que "
    "quoi comment pourquoi quand où ne pas"
)
"""Words of sentences, which stand in no label."""
PRONOUNS = _words(
    "i you he she we they me him her us io tu lui lei noi voi loro je il elle nous vous ils elles moi toi"
)
"""Words that may be a label alone, and stand in none of several words."""
GIVEN = _words(
    "alessandra alessandro alessia alice andrea angela angelo anna antonella antonio barbara beatrice carla carlo caterina "
    "chiara claudia claudio cristina daniela daniele davide elena elisa emanuele enrico fabio federica federico filippo "
    "francesca francesco franco gabriele giacomo gianni giorgia giorgio giovanna giovanni giulia giulio giuseppe laura "
    "leonardo lorenzo luca lucia luigi marco maria mario marta martina massimo matteo mauro michela michele monica nicola "
    "paola paolo patrizia pietro riccardo roberta roberto rosa salvatore sara serena silvia simona simone sofia stefania "
    "stefano stella teresa tommaso valentina valeria vincenzo alex amy andrew ben brian charles chris clemente daniel david "
    "emily emma eric george grace helen jack james jane jennifer jessica john julia kate kevin laura linda lisa mark mary "
    "michael mike nancy nick oliver paul peter rachel rebecca richard robert sarah simon sophie stephen steve susan thomas "
    "tim tom william alain amélie antoine camille catherine cécile céline chloé christine claire claude denis élodie émilie "
    "éric étienne florence françois françoise hélène isabelle jacques jean jeanne jérôme julie julien laurent léa louis "
    "louise luc lucie manon marc marie martine mathieu matthieu michel nathalie nicolas olivier pascal philippe pierre "
    "sébastien sylvie thierry valérie véronique vincent yves"
)
"""Given names that are often met in Italy, France and England."""
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田"
    "任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚"
)
"""The letters that most Chinese names begin with."""
