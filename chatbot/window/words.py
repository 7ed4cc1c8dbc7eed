"""The window's words in four languages: those of the page follow the browser, those around an answer follow the question.

It does not translate answers: an answer comes in its own language. Nor does it word what other parts of the program say is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass

Counted = tuple[str, ...]
"""A phrase around ``{count}``: for one thing and for more, or one phrase where a language does not tell them apart."""


@dataclass(frozen=True)
class Words:
    """Headings around an answer, in one language."""

    not_found: str
    nearest: str
    sources: str


@dataclass(frozen=True)
class PageWords:
    """What the page itself says, in one language."""

    singular: tuple[int, ...]  # the numbers that take the first phrase of a Counted
    thousands: str
    decimal: str
    seconds: str
    # the page
    title: str
    purpose: str
    hint: str
    busy: str
    stop: str
    examples: str
    opening: str
    preparing: str
    # an answer on its way, stopped or failed
    looking: str
    found: Counted
    excerpts: Counted
    reading: str
    checking: str
    doing: str
    likely: str
    stopped: str
    unforeseen: str
    # the panel of the source
    source: str
    click: str
    no_answer: str
    nobody: str
    turn: str
    characters: str
    open: str
    open_at: str
    gone: str
    changed: str
    previous: str
    next: str
    close: str
    # the sidebar
    new: str
    transcripts: str
    turns: Counted
    length: Counted
    answer_from: str
    all: str
    index: str
    up_to_date: str
    rebuild: str
    reading_all: str
    indexing: str
    export: str
    # dropped files
    add: str
    add_help: str
    no_transcript: str
    readme: str
    too_large: str
    taken: str
    unwritable: str

    def number(self, number: int) -> str:
        """A whole number, its thousands marked off."""
        return f"{number:,}".replace(",", self.thousands)

    def count(self, counted: Counted, number: int) -> str:
        """A phrase with a number of things, in the singular where the language has it there."""
        return counted[0 if number in self.singular else -1].format(count=self.number(number))

    def time(self, seconds: float, decimals: int = 0) -> str:
        """A time that something took."""
        return self.seconds.format(seconds=f"{seconds:.{decimals}f}".replace(".", self.decimal))


_ENGLISH = Words("Not in the transcripts", "The nearest things that were said", "Sources")
_WORDS = {
    "en": _ENGLISH,
    "it": Words("Non è nelle trascrizioni", "Le cose più vicine che sono state dette", "Fonti"),
    "fr": Words("Ce n’est pas dans les transcriptions", "Ce qui a été dit de plus proche", "Sources"),
    "zh": Words("访谈记录中没有提到", "访谈中最接近的内容", "出处"),
}
_PAGE_IN_ENGLISH = PageWords(
    singular=(1,), thousands=",", decimal=".", seconds="{seconds} s",
    title="Ask the interviews",
    purpose="Ask in English, Italian, Chinese or French: each sentence of the answer is checked, "
    "and opens the words it rests on, with who said them and where.",
    hint="Ask about the interviews", busy="Press Stop to ask something else", stop="Stop",
    examples="Try one of these", opening="Opening the index and the models…",
    preparing="Preparing the transcripts for the first time",
    looking="Looking through the transcripts",
    found=("Found {count} passage", "Found {count} passages"),
    excerpts=("{count} excerpt read", "{count} excerpts read"),
    reading="reading", checking="checking each sentence against them", doing="{found}, {doing}",
    likely="Likely the place; the answer is still being checked",
    stopped="Stopped: what stands above is checked, but it is not the whole answer.",
    unforeseen="The answer failed for a reason the program did not foresee; the terminal shows it. Please ask again.",
    source="Source", click="Click a number to read the quote in its transcript.", no_answer="The quotes of an answer open here.",
    nobody="No speaker named", turn="Turn {turn} of {total}", characters="characters {start}–{end}",
    open="open the original", open_at="open the original at {time}",
    gone="This transcript is no longer in the folder.",
    changed="The transcript has changed since this answer: rebuild the index and ask again.",
    previous="Previous", next="Next", close="Close",
    new="New conversation", transcripts="Transcripts ({count})",
    turns=("{count} turn", "{count} turns"), length=("{count} character", "{count} characters"),
    answer_from="Answer from", all="All transcripts",
    index="Index", up_to_date="Up to date", rebuild="Rebuild the index",
    reading_all="Reading the transcripts…", indexing="Indexing: {done} of {total}",
    export="Export the conversation",
    add="Add transcripts",
    add_help="Text and Markdown in UTF-8, and SubRip and WebVTT captions. A file of the same name is never replaced.",
    no_transcript="{name} is no transcript: drop {kinds} or {last} files.",
    readme="README.md is not read as a transcript: give it another name.",
    too_large="{name} has {size} bytes, and {most} is the most: split it.",
    taken="A transcript called {stem} is there already: give {name} another name.",
    unwritable="{name} cannot be written to {folder}: {why}.",
)  # fmt: skip
_PAGE = {
    "en": _PAGE_IN_ENGLISH,
    "it": PageWords(
        singular=(1,), thousands=".", decimal=",", seconds="{seconds} s",
        title="Chiedi alle interviste",
        purpose="Fai una domanda in italiano, cinese, inglese o francese: ogni frase della risposta è verificata "
        "e rimanda alle parole su cui si fonda, con chi le ha dette e dove.",
        hint="Fai una domanda sulle interviste", busy="Premi «Interrompi» per chiedere altro", stop="Interrompi",
        examples="Prova con una di queste domande", opening="Apertura dell’indice e dei modelli…",
        preparing="Prima preparazione delle trascrizioni",
        looking="Ricerca nelle trascrizioni",
        found=("{count} passaggio trovato", "{count} passaggi trovati"),
        excerpts=("{count} estratto letto", "{count} estratti letti"),
        reading="lettura in corso", checking="verifica di ogni frase in corso", doing="{found}, {doing}",
        likely="Probabilmente il passaggio giusto; la risposta è ancora in fase di verifica",
        stopped="Risposta interrotta: ciò che precede è verificato, ma non è la risposta completa.",
        unforeseen="La risposta non è riuscita per un motivo imprevisto, riportato nel terminale. Ripeti la domanda.",
        source="Fonte", click="Fai clic su un numero per leggere la citazione nella sua trascrizione.",
        no_answer="Le citazioni di una risposta si aprono qui.",
        nobody="Voce non indicata", turn="Intervento {turn} di {total}", characters="caratteri {start}–{end}",
        open="apri l’originale", open_at="apri l’originale a {time}",
        gone="Questa trascrizione non è più nella cartella.",
        changed="La trascrizione è cambiata dopo questa risposta: ricostruisci l’indice e ripeti la domanda.",
        previous="Precedente", next="Successiva", close="Chiudi",
        new="Nuova conversazione", transcripts="Trascrizioni ({count})",
        turns=("{count} intervento", "{count} interventi"), length=("{count} carattere", "{count} caratteri"),
        answer_from="Cerca la risposta in", all="Tutte le trascrizioni",
        index="Indice", up_to_date="Aggiornato", rebuild="Ricostruisci l’indice",
        reading_all="Lettura delle trascrizioni…", indexing="Indicizzazione: {done} di {total}",
        export="Esporta la conversazione",
        add="Aggiungi trascrizioni",
        add_help="Testo e Markdown in UTF-8, sottotitoli SubRip e WebVTT. Un file con lo stesso nome non viene mai sostituito.",
        no_transcript="{name} non è una trascrizione: trascina qui file {kinds} o {last}.",
        readme="README.md non viene letto come trascrizione: dagli un altro nome.",
        too_large="{name} ha {size} byte e il massimo è {most}: dividi il file.",
        taken="Esiste già una trascrizione di nome {stem}: dai un altro nome a {name}.",
        unwritable="Impossibile scrivere {name} in {folder}: {why}.",
    ),
    "zh": PageWords(
        singular=(), thousands=",", decimal=".", seconds="{seconds} 秒",
        title="访谈问答",
        purpose="可用中文、意大利语、英语或法语提问：回答中的每句话都经过核对，并可点开其依据的原话，查看是谁、在哪里说的。",
        hint="请输入关于访谈的问题", busy="点击“停止”后可提出其他问题", stop="停止",
        examples="试试这些问题", opening="正在加载索引和模型…",
        preparing="首次准备访谈记录",
        looking="正在检索访谈记录",
        found=("找到 {count} 个段落",), excerpts=("已读 {count} 段摘录",),
        reading="正在阅读", checking="正在据此逐句核对", doing="{found}，{doing}",
        likely="答案很可能在这里；回答仍在核对中",
        stopped="已停止：以上内容经过核对，但不是完整的回答。",
        unforeseen="回答因程序未预料到的原因失败，详情见终端。请重新提问。",
        source="出处", click="点击编号，即可在访谈记录中查看引文。", no_answer="回答的引文会在这里打开。",
        nobody="未注明说话人", turn="第 {turn} 段发言，共 {total} 段", characters="字符 {start}–{end}",
        open="打开来源", open_at="从 {time} 处打开来源",
        gone="该访谈记录已不在文件夹中。",
        changed="此回答之后访谈记录有改动：请重建索引后再次提问。",
        previous="上一条", next="下一条", close="关闭",
        new="新对话", transcripts="访谈记录（{count}）",
        turns=("{count} 段发言",), length=("{count} 个字符",),
        answer_from="回答范围", all="全部访谈记录",
        index="索引", up_to_date="已是最新", rebuild="重建索引",
        reading_all="正在读取访谈记录…", indexing="正在建立索引：{done}/{total}",
        export="导出对话",
        add="添加访谈记录",
        add_help="支持 UTF-8 编码的纯文本和 Markdown 文件，以及 SubRip 和 WebVTT 字幕。已有的同名文件不会被覆盖。",
        no_transcript="{name} 不是访谈记录：请拖入 {kinds} 或 {last} 文件。",
        readme="README.md 不会作为访谈记录读取：请换一个文件名。",
        too_large="{name} 有 {size} 字节，上限为 {most} 字节：请拆分该文件。",
        taken="已有名为 {stem} 的访谈记录：请给 {name} 换一个文件名。",
        unwritable="无法将 {name} 写入 {folder}：{why}。",
    ),
    "fr": PageWords(
        singular=(0, 1), thousands="\u202f", decimal=",", seconds="{seconds}\u00a0s",
        title="Interrogez les interviews",
        purpose="Posez votre question en français, en italien, en chinois ou en anglais\u00a0: chaque phrase de la réponse "
        "est vérifiée et renvoie aux paroles qui la fondent, en indiquant qui les a dites et où.",
        hint="Posez une question sur les interviews", busy="Cliquez sur «\u00a0Arrêter\u00a0» pour poser une autre question",
        stop="Arrêter", examples="Essayez l’une de ces questions", opening="Ouverture de l’index et des modèles…",
        preparing="Première préparation des transcriptions",
        looking="Recherche dans les transcriptions",
        found=("{count} passage trouvé", "{count} passages trouvés"),
        excerpts=("{count} extrait lu", "{count} extraits lus"),
        reading="lecture en cours", checking="vérification de chaque phrase en cours", doing="{found}, {doing}",
        likely="Probablement le bon passage\u00a0; la réponse est encore en cours de vérification",
        stopped="Réponse interrompue\u00a0: ce qui précède est vérifié, mais ce n’est pas la réponse complète.",
        unforeseen="La réponse a échoué pour une raison imprévue, affichée dans le terminal. Veuillez reposer la question.",
        source="Source", click="Cliquez sur un numéro pour lire la citation dans sa transcription.",
        no_answer="Les citations d’une réponse s’ouvrent ici.",
        nobody="Voix non nommée", turn="Prise de parole {turn} sur {total}", characters="caractères {start}–{end}",
        open="ouvrir l’original", open_at="ouvrir l’original à {time}",
        gone="Cette transcription n’est plus dans le dossier.",
        changed="La transcription a changé depuis cette réponse\u00a0: reconstruisez l’index et reposez la question.",
        previous="Précédente", next="Suivante", close="Fermer",
        new="Nouvelle conversation", transcripts="Transcriptions ({count})",
        turns=("{count} prise de parole", "{count} prises de parole"), length=("{count} caractère", "{count} caractères"),
        answer_from="Répondre à partir de", all="Toutes les transcriptions",
        index="Index", up_to_date="À jour", rebuild="Reconstruire l’index",
        reading_all="Lecture des transcriptions…", indexing="Indexation\u00a0: {done} sur {total}",
        export="Exporter la conversation",
        add="Ajouter des transcriptions",
        add_help="Texte et Markdown en UTF-8, sous-titres SubRip et WebVTT. Un fichier du même nom n’est jamais remplacé.",
        no_transcript="{name} n’est pas une transcription\u00a0: déposez des fichiers {kinds} ou {last}.",
        readme="README.md n’est pas lu comme une transcription\u00a0: donnez-lui un autre nom.",
        too_large="{name} fait {size} octets et le maximum est de {most}\u00a0: divisez-le.",
        taken="Une transcription nommée {stem} existe déjà\u00a0: donnez un autre nom à {name}.",
        unwritable="Impossible d’écrire {name} dans {folder}\u00a0: {why}.",
    ),
}  # fmt: skip


def words_in(language: str) -> Words:
    """The headings in a language ("it", "zh-CN"); English where there are none in that language."""
    return _WORDS.get(language[:2].lower(), _ENGLISH)


def page_words_in(locale: str | None) -> PageWords:
    """The page's words for a browser's locale ("it-IT"); English where it is not known, or there are none in its language."""
    return _PAGE.get((locale or "").partition("-")[0].lower(), _PAGE_IN_ENGLISH)
