"""Tells page furniture from content: search boxes, cookie banners, captions, invitations, headings.

What it knows are phrases that web pages share and the shape of a caption, not one site's strings.
It does not remove anything: furniture stays in the text.
"""

from __future__ import annotations

import re

from chatbot.transcripts.lines import ends_sentence

_PAGE_PHRASE = re.compile(
    r"""(?:close\ (?:this\ |the\ )?(?:search|menu|dialog|window|pop-?up)\b.{0,20}|search(?:\ for|\ this\ site)?[:.…]*|menu
    |skip\ to\ (?:main\ )?(?:content|navigation)|(?:accept|reject|allow|manage)\ (?:all\ )?cookies?.{0,30}
    |(?:we|(?:this|our)\ (?:web)?site)\ uses?\ cookies.{0,200}|cookie\ (?:policy|settings|preferences)
    |share\ (?:this|on|via|it)\b.{0,60}|share:?|tweet|pin\ it|print|email\ this.{0,20}
    |(?:please\ )?subscribe(?:\ (?:now|here|today|to\ .{0,60}|on\ .{0,60}))?[.!:]*|click\ here\b.{0,80}
    |sign\ up\ (?:for|to)\ .{0,60}newsletter.{0,30}|follow\ us\b.{0,60}|(?:read|load|show|view|learn)\ more[.…»>]*
    |(?:related|recent|popular)\ (?:posts|articles|episodes|stories)|leave\ a\ (?:comment|reply)|post\ comment
    |(?:copyright|©|\(c\))\ .{0,100}|all\ rights\ reserved.{0,60}|advertisement|sponsored|back\ to\ top
    |(?:previous|next|older|newer)\ (?:post|article|episode|page)s?|table\ of\ contents|log\ ?in|sign\ in|register
    |privacy\ policy|terms\ (?:of\ (?:use|service)|and\ conditions)
    |(?:listen|watch|download)\ (?:now|here|on\ .{0,60}|(?:to\ )?(?:the|this)\ (?:transcript|episode|mp3|podcast).{0,40})
    |(?:full\ |the\ )*transcript(?:\ below)?:?|play\ episode|\d+\ (?:comments?|shares?|likes?|min(?:ute)?s?\ read)
    |cerca|chiudi|condividi(?:\ (?:su|con)\ .{0,40})?|seguici\b.{0,40}|leggi\ (?:di\ più|anche|tutto).{0,40}
    |iscriviti\ alla\ .{0,40}|accetta\ (?:tutti\ )?i?\ ?cookie|tutti\ i\ diritti\ riservati.{0,40}
    |rechercher|fermer|partager(?:\ (?:sur|cet)\ .{0,40})?|abonnez-vous.{0,40}|suivez-nous.{0,40}|lire\ la\ suite
    |accepter\ (?:tous\ les\ |les\ )?cookies|tous\ droits\ réservés.{0,40}
    |搜索|关闭|菜单|分享(?:到.{0,20})?|订阅.{0,10}|关注我们.{0,20}|点击(?:这里|此处).{0,20}|阅读更多|[上下]一篇.{0,40}
    |返回顶部|版权所有.{0,40}|接受(?:所有)?\ ?cookies?)\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_RULE = re.compile(r"[-*_=~ ]{3,}|!\[[^\]]*\]\([^)]*\)")
_MARKUP = re.compile(r"#{1,6}\s.*|<[^<>]{1,200}>|\[!\[.*|```.*")
_ADDRESS = re.compile(
    r"(?:(?:source|url|link|web(?:site)?|original|fonte|lien|来源|网址|链接|原文)\s*[:：]\s*)?<?(?P<url>[a-z]{2,10}://\S+?)>?",
    re.IGNORECASE,
)
_INVITATION = re.compile(
    r"(?:please\s+)?(?:(?:do\ not|don['’]t)\ hesitate|feel\ free\ to|contact\b|get\ in\ touch|reach\ out"
    r"|subscribe|follow\b|sign\ up|visit\b|click|download|find\ (?:us|here|out|more)|listen|share|read|see\ also"
    r"|learn\ more|(?:if|should)\ you\b.{0,80}(?:contact|subscribe|reach|follow|question)"
    r"|for\ (?:more|further)\ |to\ (?:learn|know|find\ out)\ more|want\ to\b"
    r"|non\ esita|contatta|iscriv|seguici|n['’]hésite|contactez|abonnez|suivez|如有|如需|欢迎|请?联系|请?关注|请?订阅|点击)",
    re.IGNORECASE | re.VERBOSE,
)
_FAREWELL = re.compile(
    r"\b(?:(?:good)?bye(?:[- ]?bye)?|ciao|arrivederci|arrivederla|au\ revoir|adieu|à\ bientôt|a\ presto|so\ long|cheers"
    r"|farewell|see\ you(?:\ \w+){0,4}|keep\ in\ touch|take\ care|talk\ (?:to\ you\ )?soon|stay\ (?:tuned|safe)"
    r"|good\ (?:night|evening|day)|(?:until|till)\ next\ time|have\ a\ (?:\w+\ ){1,3}(?:day|one|evening|week|weekend)"
    r"|thank(?:s|\ you)\b.{0,100}|grazie\b.{0,60}|merci\b.{0,60}|buona\ (?:giornata|serata))\W*$"
    r"|(?:再见|再會|再见了|拜拜|谢谢.{0,12}|感谢.{0,20}|下期见|下次见)\W*$",
    re.IGNORECASE | re.VERBOSE,
)
_NOTICE = re.compile(
    r"\b(?:below|click|links?|transcript|subscribe|listen|show\ notes|find\ here|cookies?|newsletter)\b",
    re.IGNORECASE | re.VERBOSE,
)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def is_page_phrase(line: str) -> bool:
    """Whether a line standing alone is a phrase of the page it came from, such as "Share this" or "Close this search box."."""
    return len(line) <= 240 and _PAGE_PHRASE.fullmatch(line) is not None


def is_rule(line: str) -> bool:
    """Whether a line is a rule ("---") or an image in Markdown: nothing that could be quoted."""
    return len(line) <= 1000 and _RULE.fullmatch(line) is not None


def is_markup(line: str) -> bool:
    """Whether a line is Markdown's or HTML's own: a heading, a tag, a fence."""
    return len(line) <= 1000 and _MARKUP.fullmatch(line) is not None


def address(line: str) -> str | None:
    """The web address that a line gives and nothing else, as in "Source: https://…"; http and https alone."""
    match = _ADDRESS.fullmatch(line) if len(line) <= 2000 else None
    found = match["url"] if match else None
    return found if found and found.lower().startswith(("http://", "https://")) else None


def is_caption(paragraph: str) -> bool:
    """Whether a paragraph inside a turn is a caption: one short line that does not end, and does not go on, as speech."""
    if "\n" in paragraph or ends_sentence(paragraph) or paragraph[-1:] in ",;:-–—，；：、":
        return False
    if _CJK.search(paragraph):
        return len(paragraph) <= 24
    return len(paragraph.split()) <= 12 and len(paragraph) <= 90 and not paragraph[:1].islower()


def is_invitation(paragraph: str) -> bool:
    """Whether a paragraph asks the reader of a page to do something: write, follow, subscribe."""
    return is_page_phrase(paragraph) or _INVITATION.match(paragraph) is not None


def says_farewell(paragraph: str) -> bool:
    """Whether a paragraph ends with a goodbye or with thanks."""
    return _FAREWELL.search(paragraph[-140:]) is not None


def is_account(paragraph: str) -> bool:
    """Whether a paragraph tells something in at least one full sentence, rather than being a line of the page."""
    words = len(_CJK.findall(paragraph)) // 2 + len(paragraph.split())
    return words >= 8 and ends_sentence(paragraph)


def is_introduction(paragraph: str) -> bool:
    """Whether a paragraph before the first speaker says something of its own: long, and not about the page itself."""
    long_enough = len(paragraph) >= (80 if _CJK.search(paragraph) else 240)
    return long_enough and is_account(paragraph) and _NOTICE.search(paragraph) is None
