"""Words of a speaker's label that are no name of theirs, and names that are ordinary words too.

It holds data only. All of it is folded.
"""

from __future__ import annotations

import re

from chatbot.index import fold
from chatbot.transcripts import LABEL_PARTICLES, SPEAKER_ROLES


def _words(spaced: str) -> frozenset[str]:
    return frozenset(spaced.split())


NAME_PARTICLES = LABEL_PARTICLES | _words("degli delle dello des do les lo los")
"""Words between a first name and a surname, or before a role: Marco Del Vecchio is not called "del"."""
TITLES = _words(
    "dr mr mrs ms miss prof professor sir don dott dottor dottore dottoressa dott.ssa sig sig.ra signor signore signora ing "
    "ingegner avv avvocato professore professoressa mme mlle monsieur madame doctor ceo dj ai "
)
HONORIFICS = "|".join(sorted(map(re.escape, TITLES - {"ai", "don", "ing"} | {"m"}), key=len, reverse=True))
"""A pattern of the titles before a surname, in folded text: without those that are words of a sentence."""
NON_NAME_WORDS = frozenset(map(fold, SPEAKER_ROLES)) | NAME_PARTICLES | TITLES
NAMES_THAT_ARE_WORDS = _words(
    # English
    "will may mark grace rose bill long rich hope faith joy art young white black brown green gray king best day june april "
    "august summer winter cook baker park stone wood woods hill field banks case chance chase page bell ball bush church "
    "cross fox gold silver rivers love little moon power powers rice small short strong wise wolf bird bishop bond butler "
    "dean duke earl knight lord mason pope sharp singer star sweet swift temple waters west north east south frank guy "
    "miles penny price major "
    # Italian
    "rossi rosso rossa bianchi bianco bianca verdi verde neri nero bruni grassi grandi grande piccoli piccolo buoni buono "
    "bello bella costa serra villa fiore fiori gallo leone lupo longo longhi lunghi corti conti monti colli valle valli "
    "fontana greco romano tedesco francese napolitano milanese genovese pugliese lombardo siciliano veneziano russo ricci "
    "riccio sala santi santo santa testa torre torri porta ponte ponti campo campi bosco boschi prati pace rosa viola "
    "margherita speranza gioia vera alba stella felice franco massimo sereno serena chiara celeste domenica perla vittoria "
    "libero primo secondo moro vigna oliva vecchio vecchi nuovo basso alto forte dolce gentile monaco mare terra terzi "
    "sordi valente costanzo "
    # French
    "blanc petit grand roux noir bon beau fort jeune marchand boulanger berger fontaine fleur pierre marguerite claire "
    "olive constant moulin pont riviere vigne sage chevalier prince comte roche roches roy marche besson simple juste aime "
    "vert gros "
    # labels by which anybody may be meant
    "all both everyone man woman unknown question answer domanda risposta reponse audience "
)
"""Names that tell a speaker only with a capital: "vini rossi" says nothing of Anna Rossi."""
SYLLABLES_THAT_ARE_WORDS = _words(
    "a ai an ban bang bei ben bin bu can che chi cui da dai dan dang de dei den di die ding dong du duo e en fa fan fang "
    "fen fu gang guai gun ha hai hang he hen hui kan la lai lang le lei li lie lin long lu ma mai man me men mi mie min mo "
    "mu na ne nei ni nu ou pan pen pi pie pin ping pu ran rang ru run sa sai sang se sha she si song su sui sun suo ta tan "
    "tang te ti tie tong tu tuo wan wang wo ye yo you ma li vende you can"
)
"""Syllables of Chinese names that are words too: "ma li vende" is no Ma Li, nor is "you can" You Can."""
