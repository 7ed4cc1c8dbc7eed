"""The numbers in Chinese text: 七万, 3万5千, 百分之六, 三四十.

What only looks like a number is left alone: in names (四川, 百度), in words (二维码, 十分), in months and weekdays.
"""

from __future__ import annotations

import re

_DIGITS = {"零": 0, "〇": 0, **{digit: value for value, digit in enumerate("一二三四五六七八九", 1)}, "两": 2, "兩": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_CHARACTERS = "".join([*_DIGITS, *_TENS, *_MYRIADS])
_UNITS = "".join([*_TENS, *_MYRIADS])
_NUMERAL = re.compile(
    rf"(?:(?<![\d.,])\d+(?:,\d{{3}})*(?:\.\d+)?(?=[多余来]?[{_UNITS}])|[{_CHARACTERS}])"
    rf"(?:\d+(?:\.\d+)?(?=[{_UNITS}])|(?<=[{_UNITS}])\d(?![\d.,])|[{_CHARACTERS}]|[多余来](?=[{_UNITS}]))*"
    r"(?:点[零〇一二三四五六七八九]+(?![十刻分])[万亿]?)?"
)
_PIECE = re.compile(rf"\d+(?:\.\d+)?|[{_CHARACTERS}]")
_WEEKDAY = re.compile(r"(?:星期|周|礼拜)[一二三四五六](?![次天个年家百千万十])")
_WORDS = re.compile(
    r"[一二三四五六七八九十]{1,2}月(?![份]?[饼])|千万(?=别|不|要|记|小心|得|注意)|万一|百万富翁|两(?=[岸边者旁极面])"
    r"|二(?=维|手|胎|孩|战|人转|次元|氧|锅头|奢|房东)"
    r"|三(?=星(?!级|期)|亚|峡|里屯|明治|文鱼|角|农|菱|聚氰|只松鼠|元(?:乳|食)|得利)|四(?=川|季|处(?!办公|办事|分部|分店|分公司|机构|工厂|仓库|店)|面|周|海|合院)"
    r"|五(?=金|粮液|常|花|香|彩|官|谷|道口|险)|六(?=安|神|必居)|七(?=夕|匹狼|喜|彩)|八(?=卦|达岭|宝|角)|九(?=寨|江|龙|阳|牧)"
    r"|十(?=分(?!之|钟)|足|字|堰|全)"
)
_COUNTED_UNIT = re.compile(r"百万|千万|[百千万]亿")
"""The only numerals that begin with a unit other than ten, but for 近百 ("nearly a hundred"): 百 begins 百货 and 百度."""
_PAIR = re.compile(r"(?=([一两二三四五六七八])([二三四五六七八九]))")


def split_at_chinese_numbers(text: str) -> list[str | frozenset[float]]:
    """Give ``text`` cut at the numbers written with Chinese characters, and what each of them says in its place.

    >>> split_at_chinese_numbers("七万家店") == ["", frozenset({70000.0}), "家店"]
    True
    """
    pieces: list[str | frozenset[float]] = []
    rest, at = "", 0
    while match := _NUMERAL.search(text, at):
        rest += text[at : match.start()]
        word = _WORDS.match(text, match.start())
        at = max(word.end(), match.start() + 1) if word else match.end()
        if word or _is_no_number(text, match):
            rest += " "
            continue
        pieces += [rest, frozenset(_values(match.group(), text[at : at + 1]))]
        rest = "多" if re.search("[多余]", match.group()) else ""  # 200多万 is more than that, as 200万多 is
    return [*pieces, rest + text[at:]]


def _is_no_number(text: str, match: re.Match[str]) -> bool:
    numeral, start = match.group(), match.start()
    nearly = text[max(0, start - 1) : start] in set("近约")
    if numeral == "一" or (numeral[0] in "百千万萬亿億" and not nearly and not _COUNTED_UNIT.match(numeral)):
        return True
    if any(_WEEKDAY.match(text, max(0, start - back)) for back in (1, 2)):
        return True
    before = text[max(0, start - 1) : start]  # 几百 is no definite number, 第二 none in the other languages ("second")
    return before in set("数几上无") or (before == "第" and numeral == "二")


def _values(numeral: str, after: str) -> set[float]:
    pair = _PAIR.search(numeral)
    if pair and _DIGITS[pair[2]] - _DIGITS[pair[1]] == 1 and not re.fullmatch(r"[零〇一二三四五六七八九]{3,}", numeral):
        at = pair.start()
        fewer, more = numeral[: at + 1] + numeral[at + 2 :], numeral[:at] + numeral[at + 1 :]
        return {_value(each) for each in (fewer, more) if each != "一"}
    if re.fullmatch(r"[零〇一二三四五六七八九]+", numeral) and len(numeral) >= (2 if after == "年" else 3):
        return {float("".join(str(_DIGITS[digit]) for digit in numeral))}
    value = _value(numeral)
    return {value * 10} if after == "成" and value < 10 else {value}


def _value(numeral: str) -> float:
    """Read a numeral: tens within myriads within hundred millions; a last digit alone is of the unit below (三百五)."""
    whole, _, decimals = numeral.partition("点")
    scale = _MYRIADS.get(decimals[-1:], 1)
    total = section = digit = 0.0
    last = 1
    for piece in _PIECE.findall(whole):
        if piece in _MYRIADS:
            total, part = (0.0, total + section + digit) if total < _MYRIADS[piece] else (total, section + digit)
            total += (part or 1) * _MYRIADS[piece]
            section, digit, last = 0.0, 0.0, _MYRIADS[piece]
        elif piece in _TENS:
            section, digit, last = section + (digit or 1) * _TENS[piece], 0.0, _TENS[piece]
        else:
            digit = float(_DIGITS[piece]) if piece in _DIGITS else float(piece)
            last = 1 if piece in "零〇" else last
    if last >= 100 and digit < 10 and _PIECE.findall(whole)[-1] not in _UNITS:
        digit *= last / 10
    fraction = "".join(str(_DIGITS[each]) for each in decimals if each in _DIGITS)
    return round((total + section + digit + float(f"0.{fraction or 0}")) * scale, 6)
