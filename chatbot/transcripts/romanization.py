"""How a Chinese personal name is written in Latin letters: "Shen Yulan", "Yulan Shen" or "Shen Yu-lan" for 沈玉兰.

It goes by Hanyu Pinyin without tones, and by how surnames read: 曾 is Zeng, though the letter mostly reads ceng. It does not know
the spellings of Hong Kong and Taiwan, and in doubt whether a label is a person's name it takes it for none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import product

from chatbot.transcripts.names import read_speaker_label
from chatbot.transcripts.vocabulary import COMMON, GIVEN, SPEAKER_ROLES, SURNAMES


def _words(spaced: str) -> frozenset[str]:
    return frozenset(spaced.split())


_READ_AS_SURNAMES = {
    "单": "shan", "解": "xie", "仇": "qiu", "任": "ren", "区": "ou", "查": "zha", "曾": "zeng", "翟": "zhai", "盖": "ge",
    "覃": "qin", "乐": "yue", "缪": "miao", "冼": "xian", "朴": "piao", "华": "hua", "纪": "ji", "谌": "chen", "葛": "ge",
    "宁": "ning", "褚": "chu", "牟": "mou", "卜": "bu", "柏": "bai", "瞿": "qu", "石": "shi", "沈": "shen", "叶": "ye",
    "欧阳": "ouyang", "司马": "sima", "上官": "shangguan", "诸葛": "zhuge", "东方": "dongfang", "皇甫": "huangfu",
    "尉迟": "yuchi", "公孙": "gongsun", "慕容": "murong", "司徒": "situ", "令狐": "linghu", "夏侯": "xiahou", "长孙": "zhangsun",
}  # fmt: skip
"""The surnames of two letters, and how those are read that as words are read otherwise too."""
_OTHER_SURNAMES = "施洪倪柯柴欧裴梅温鲁俞翁耿章关樊聂齐庄苗骆路岳涂游柳殷霍詹曲申尤谷舒毕屈兰邢匡费卓冉卞闫牛鲍伍焦祝韦凌安包"
_SURNAME = "|".join(sorted({*_READ_AS_SURNAMES, *SURNAMES, *_OTHER_SURNAMES}, key=lambda name: (-len(name), name)))
_PERSON = re.compile(
    rf"(?P<surname>{_SURNAME})(?P<given>[\u4e00-\u9fff]{{0,2}}?)"
    r"(?P<title>先生|女士|小姐|太太|老师|博士|教授|医生|律师|师傅|总|(?:副?总)?经理|总监|总裁|董事长|主任|会长|院长|校长|记者)?"
)
_NO_NAME = re.compile(r"高[管层级]|安[保全].?|路人.?|..[人员者商族式街店县市省区率税酒]")
_WORDS = _words(
    "华为 高盛 高通 华硕 万科 万达 万向 万豪 万宝龙 万宝路 安踏 安永 安利 安佳 安慕希 苏宁 雷诺 欧莱雅 欧尚 欧舒丹 马自达 "
    "马爹利 高露洁 毕马威 金佰利 金巴利 康师傅 任天堂 钱大妈 范思哲 罗技 罗莱 路虎 方太 江小白 江淮 林肯 费列罗 兰蔻 柯达 "
    "汤臣 温州 韩国 欧洲 罗马 马来 马德里 马赛 马尼拉 温哥华 安徽 江西 苏州 常州 常熟 郑州 徐州 沈阳 宁波 宁夏 兰州 安庆 "
    "龙岩 唐山 唐人街 江阴 苏格兰 华沙 江浙 江浙沪 金门 余姚 柯桥 高雄 夏威夷 秦皇岛 张家口 张家港 武汉 武昌 欧盟 欧元 "
    "欧式 欧美 苏联 关东 关岛 汤加 方面 方式 方向 关于 于是 于此 范围 武器 金融 金融业 程序 关注 关心 关键字 关税 关店 "
    "关门 关闭 关联 常常 常见 常用 常年 常温 常态 常规 常识 常务 常委会 常说 毕竟 毕业 毕业生 路线 路边 路口 路程 方针 "
    "费用 费力 费时 高考 高于 高温 高手 高等 高效 高档 高端 高铁 高分 高速 高质量 高科技 高品质 高性能 高消费 高粱 高低 "
    "高达 高利润 高附加 黄金 黄色 黄酒 黄油 黄瓜 黄豆 黄牛 包含 包子 包邮 包裹 包包 包厢 包机 包容 包袱 游戏 游客 游泳 "
    "游览 申请 申报 白色 白天 白酒 白领 白糖 白菜 白人 白葡萄 白白 安装 安置 安心 安慰 安检 施工 施加 周边 周围 周年 周末 "
    "周一 周二 周三 周四 周五 周六 周日 夏季 夏天 方才 金额 金牌 金色 金钱 易于 易懂 易碎 焦点 焦虑 单个 单品 单店 何人 "
    "何种 尤为 温泉 温暖 钱包 钱币 毛利 毛笔 毛病 毛巾 毛衣 史上 史料 顾客 顾虑 顾及 林业 万元 万家 万美元 解读 凌晨 祝愿 "
    "祝福 马路 马桶 马铃薯 马卡龙 梅酒 谷物 舒适 龙虾 龙井 龙年 龙舌兰 鲍鱼 谢谢 钟表 余额 余下 姜茶 姜汁 唐装 唐朝 唐代 "
    "宋代 韩式 韩剧 韩语 韩餐 涂料 洪水 柴油 庄园 庄稼 章程 章节 陈列 陈皮 陈醋 罗列 范例 范本 范畴 康复 牛肉 牛奶 程式 "
    "董事 江湖 石化 游学 申根 华商"
)
"""Firms, places and words that begin as names do and that the library does not know as words."""
_PEOPLE = _words("诸葛亮 江泽民 毛泽东 张靓颖 朱熹 王蒙 华佗 范蠡 秦桧")
"""Those whom the library has among its words."""
_ALSO_PLACES = _words(
    "china milan mali bali lima pisa dubai chile cuba nice beijing shanghai tianjin chongqing anhui fujian gansu guangdong "
    "guangxi guizhou hainan hebei henan hubei hunan jilin jiangsu jiangxi liaoning ningxia qinghai shaanxi shandong shanxi "
    "sichuan taiwan xinjiang xizang yunnan zhejiang macao baoding baotou beihai changchun changsha changshu changzhou "
    "chengde chengdu dali dalian dandong datong deyang dezhou dongguan dongying foshan fuzhou ganzhou guangzhou guilin "
    "guiyang haikou haining handan hangzhou hefei huizhou huzhou jiangmen jiaxing jinan jingdezhen jinhua jining jinzhou "
    "jiujiang jiuquan kaifeng kunming kunshan lanzhou leshan lijiang linyi liuzhou luoyang luzhou mianyang nanchang "
    "nanjing nanning nantong ningbo ningde putian qingdao quanzhou sanya shantou shaoxing shenyang shenzhen suzhou taian "
    "taipei taiyuan taizhou tangshan tianshui turin weifang weihai wenzhou wuhan wuhu wuxi wuyi xiamen xian xiangyang "
    "xining xuzhou yancheng yangzhou yantai yibin yichang yinchuan yiwu yixing yulin zhangzhou zhanjiang zhengzhou "
    "zhenjiang zhongshan zhoushan zhuhai zibo zunyi"
)
"""Given names that alone would be a place: 米兰 is Milan, 金华 a town."""
_ALSO_GIVEN = GIVEN | _words("lina nina luna dina mina lena mila lila lola gina lana alina milena diana mimi lulu")
"""Given names that alone would be a European's: 安娜 is Anna."""
_UMLAUT = ("u", "ü", "yu", "v")
"""How ü is written: Lu, Lü and Lyu, and Lv for want of the letter."""
_READINGS = 2
"""How many readings of a letter count, the most common first; the rest is hardly met in names."""


@dataclass(frozen=True)
class Romanized:
    """A name in Latin letters, in each way it may be written; ``given`` is empty where a title stands in its place (沈女士)."""

    surname: tuple[str, ...]
    given: tuple[str, ...]
    syllables: int
    """Those of the given name; one alone is no name to call anybody by."""

    @property
    def whole(self) -> tuple[str, ...]:
        """The whole name, in either order."""
        return tuple(form for family, own in product(self.surname, self.given) for form in (f"{family} {own}", f"{own} {family}"))

    @property
    def alone(self) -> tuple[str, ...]:
        """The given name as it may stand alone: of two syllables, in one word, and no place's or European's."""
        return tuple(each for each in self.given if self.syllables > 1 and " " not in each and not _is_another_s(each))


@lru_cache(maxsize=4096)
def romanized(label: str) -> Romanized | None:
    """Give how the name on a speaker's label is written in Latin letters; None where it is no Chinese person's, or has some.

    >>> romanized("沈玉兰").alone, romanized("李伟").whole, romanized("主持人")
    (('Yulan', 'Yu-lan', 'Yu-Lan'), ('Li Wei', 'Wei Li'), None)
    """
    named = read_speaker_label(label)
    found = _PERSON.fullmatch(named.name.replace(" ", "")) if named else None
    if found is None or not _is_a_person_s(found.group(), found["given"], found["title"]):
        return None
    surname = tuple(each.capitalize() for each in _surname(found["surname"]))
    given = tuple(dict.fromkeys(form for each in _spelled(found["given"]) for form in _written(each))) if found["given"] else ()
    return Romanized(surname, given, len(found["given"]))


def is_written_in(text: str, surname: str, given: str) -> bool:
    """Say whether a Chinese text has a name whose letters, one behind the other, read as these folded words; no word is one.

    >>> is_written_in("我是高健", "gao", "jian"), is_written_in("在这里", "li", "zai"), is_written_in("关于", "guan", "yu")
    (True, False, False)
    """
    names = _may_be_names(text).get(surname, ())
    return any(given in _readings_of(own) and not _is_a_word(family + own) for family, own in names)


@lru_cache(maxsize=16)
def _may_be_names(text: str) -> dict[str, frozenset[tuple[str, str]]]:
    """Give, by how a surname reads, each with the one and the two letters behind it."""
    found: dict[str, set[tuple[str, str]]] = {}
    for family in re.finditer(_SURNAME, text):
        behind = {(family.group(), text[family.end() : family.end() + letters]) for letters in (1, 2)}
        for reading in _surname(family.group()):
            found.setdefault(_plain(reading), set()).update(behind)
    return {reading: frozenset(names) for reading, names in found.items()}


def _is_another_s(given: str) -> bool:
    plain = re.sub(r"[-'’]", "", given).lower()
    return plain in _ALSO_PLACES or plain in _ALSO_GIVEN


def _is_a_person_s(name: str, given: str, title: str | None) -> bool:
    """Say whether what has the shape of a name is one: no word, as 高兴 and 马拉松 are, and nobody's role."""
    if name in COMMON or name in SPEAKER_ROLES or name in _WORDS or not (given or title):
        return False
    return title is not None or not _is_a_word(name)


def _is_a_word(name: str) -> bool:
    known = name in COMMON or name in SPEAKER_ROLES or name in _WORDS or name in _library()[1]
    return name not in _PEOPLE and (known or _NO_NAME.fullmatch(name) is not None)


def _surname(letters: str) -> Iterator[str]:
    if letters in _READ_AS_SURNAMES:
        return iter((_READ_AS_SURNAMES[letters],))
    return _with_umlauts(_readings(letters)[:1])


def _with_umlauts(readings: Iterable[str]) -> Iterator[str]:
    for reading in readings:
        yield from (reading.replace("ü", each) for each in _UMLAUT) if "ü" in reading else (reading,)


def _spelled(letters: str) -> Iterator[tuple[str, ...]]:
    return product(*(tuple(_with_umlauts(_readings(letter))) for letter in letters))


def _written(syllables: tuple[str, ...]) -> Iterator[str]:
    """Give "Yulan", "Yu-lan", "Yu-Lan" and "Yu Lan"; and "Xi'an", where the second syllable begins with a vowel."""
    first, *rest = syllables
    yield (first + "".join(rest)).capitalize()
    for second in rest:
        behind = [f"-{second}", f"-{second.capitalize()}", f" {second.capitalize()}"]
        behind += [f"'{second}", f"’{second}"] if second[0] in "aeo" else []
        yield from (first.capitalize() + each for each in behind)


@lru_cache(maxsize=8192)
def _readings_of(letters: str) -> frozenset[str]:
    spelled = _spelled(letters) if re.fullmatch(r"[\u4e00-\u9fff]+", letters) else ()
    return frozenset(_plain("".join(each)) for each in spelled)


def _plain(spelt: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKD", spelt) if not unicodedata.combining(each))


@lru_cache(maxsize=8192)
def _readings(letter: str) -> tuple[str, ...]:
    return tuple(_library()[0](letter)[0][:_READINGS])


@lru_cache(maxsize=1)
def _library() -> tuple[Callable[[str], list[list[str]]], Container[str]]:
    """Give what reads a letter, and the words that the library knows."""
    # late: its tables take a fifth of a second to load, which `chatbot --help` need not wait for
    from pypinyin import Style, pinyin
    from pypinyin.phrases_dict import phrases_dict

    return partial(pinyin, style=Style.NORMAL, heteronym=True, v_to_u=True), phrases_dict
