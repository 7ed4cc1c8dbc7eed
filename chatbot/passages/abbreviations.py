"""The words after which a full stop need not end a sentence, in English, Italian and French.

It knows words alone: the place in the sentence is weighed in `sentences`.
"""

from __future__ import annotations


def _words(spaced: str) -> frozenset[str]:
    return frozenset(spaced.split())


# A name or a word follows: never the end of a sentence.
NEVER_LAST = _words(
    "mr mrs ms mx dr prof hon rev fr sen rep gov gen col maj capt lt sgt cpl adm amb st ste messrs mt "
    "sig sigg sig.ra dott dott.ssa prof.ssa ing avv geom spett egr gent "
    "mme mmes mlle mm mgr vve "
    "e.g eg i.e ie cf vs viz approx p.es ad.es p.ex par.ex"
)
# A number follows, or else the stop ends the sentence: "No. 5", but "I said no."
BEFORE_NUMBER = _words(
    "no nos nr n num p pp pag pagg art artt fig figg vol voll cap ch sec sect tab eq ed jan feb mar apr jun jul aug "
    "sep sept oct nov dec gen febbr genn lug ago sett ott dic janv févr avr juil déc tel est min max"
)
# These may end a sentence: they do when a word follows that commonly begins one.
MAYBE_LAST = _words(
    "inc ltd corp co bros jr sr ph.d phd m.d d.c u.s u.s.a u.k u.n e.u a.m p.m s.p.a s.r.l srl a.c d.c b.c "
    "a.d c.e b.c.e dept univ esq n.b p.s a.s.a.p"
)
# These end a sentence when a capital follows.
LISTS = _words("etc ecc etcetera")
STARTERS = _words(
    "the a an he she it they we i you in on at but and or so this that these those there here what when where who why "
    "how if as for to from with by my our your their his her its is are was were do does did have has had can could "
    "will would should may not no yes yeah well now then also because after before since while although however "
    "il lo la le gli un una e ma noi voi loro io tu lui lei in con per da di su non se che chi come quando dove questo "
    "questa questi queste quello quella perché poi però anche ci si abbiamo hanno è sono "
    "les des une et mais nous vous ils elles elle je on ce cette ces dans avec pour par sur si quand où il est"
)
