"""Syllables of English words, by rules of our own.

A word has as many syllables as groups of vowel letters, less those that are silent (the e of `make`, of `makes`, of
`homework`), plus those where two vowels that stand together are said apart (`area`, `doing`, `science`). The rules
were written with the CMU Pronouncing Dictionary beside them, which is no part of the program;
`benchmarks/syllables.py` says how many of the running words of English they get right.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from guidegen.patterns import pattern

#: Words that no rule gets right, by the number of their syllables.
_IRREGULAR = {
    word: count
    for count, words in {
        1: "aisle beau lieu queue queues suite suites tongue tongues clothes ache aches don't won't "
        "can't aren't weren't",
        2: "mr mrs dr business evening sometimes someone something somewhere wednesday wednesdays colonel colonels "
        "iron irons michael people peoples goodbye headache headaches earache earaches backache toothache hundred "
        "sacred hatred wicked naked rugged ragged jagged leopard leopards argue argues cafe cafes cliche soldier "
        "soldiers frontier frontiers cashier cashiers premier pigeon pigeons surgeon surgeons sergeant vengeance "
        "marriage carriage marriages carriages lion lions zion poem poems poet poets maybe junior seniors senior "
        "juniors posse billiards couldn't wouldn't shouldn't fashion ok vs safety chocolate guideline guidelines "
        "diamond diamonds opera catholic catholics farewell heroin albeit milestone spokesman solely "
        "righteous sovereign choir beliefs",
        3: "businesses businessman businessmen recipe karate finale sesame vegetable vegetables everyone "
        "everything everyday anyone familiar civilian civilians italian italians dialogue monologue protege "
        "theories coyote hyena w everywhere forever whoever wherever theater theatre alien aliens "
        "suicide overseas heroine handkerchief guarantee",
        4: "diarrhea diarrhoea diabetes catastrophe hyperbole epitome apostrophe facsimile anemone etc ukrainian "
        "nevertheless everybody comfortable",
    }.items()
    for word in words.split()
}

_GROUP = pattern(r"[aeiouy]+")

#: First parts of compounds, whose last e is silent before a consonant.
_FIRST_PARTS = (
    "some|home|life|time|line|like|where|there|here|fire|side|name|wine|base|safe|care|house|horse|space|store|"
    "table|whole|wide|pipe|tape|take|make|grape|gate|lake|face|race|fore|bare|smoke|stone|bone|nose|phone|pine|"
    "white|wise|live|love|late|hope|rare|cheese|noise|nurse|force|state|plate|trade|shore|score|core|type|"
    "price|police|game|code|note|rope|tide|bride|pride|snake|cake|wave|wire|hire|tire|mouse|loose|goose|"
    "grade|blade|spade|lime|slime|prime|crime|shame|flame|frame|eye|one|none|juice|ice|dice|mine|vine|live|five|"
    "nine|more|there|bike|ware|scare|spare|square|close|elsewhere|else|drive|hive|use|cause"
)

#: What is taken off: vowels that are written and not said. Each pattern counts once for each place where it fits.
_SILENT = tuple(
    re.compile(pattern)
    for pattern in (
        # make, give, whole; but not table, acre
        r"(?<=[aeiouy])[^aeiouy]*(?<![^aeiouy]l)(?<![bcdgkptfz]r)(?<=[^aeiouy])e$",
        # makes, gives; but not houses, boxes, changes, tables
        r"[aeiouy][^aeiouy]*(?<![szxcg])(?<!ch)(?<!sh)(?<![^aeiouy]l)(?<![bcdgkptf]r)(?<=[^aeiouy])es$",
        # asked, called, curled; but not wanted, needed, settled
        r"[aeiouy][^aeiouy]*(?<![td])(?<![^aeiouylrw]l)(?<![bcdgkptf]r)(?<=[^aeiouy])ed$",
        # rarely, careful, careless, statement, likeness
        r"[aeiouy][^aeiouy]*(?<![^aeiouy]l)(?<=[^aeiouy])e(?=(?:ly|ful|fully|less|lessly|(?<!le)ments?|ness|some|ship|hood|wards?)$)",
        # someone, homework, lifetime; but not closed, closest
        rf"^(?:{_FIRST_PARTS})(?=[bcdfghjklmnpqrstvwz])(?!d$|s$|r$|rs$|st?s?$|ts?$|n$|ns$|st$|ly$|ful|less|ment|ness|red|ring|ral|rab|"
        r"ry$|ty$|ties$|nt$|l$|ls$|lled|d[^aeiouy]|some$|wards?$|rn$|rni|rt|ro|tt|ten|tic|sis|ss)",
        # basically, medically
        r"(?<=[aeiouy])[^aeiouy]+ic(?=ally$)",
        # league, technique; but not argue
        r"(?<=[aeiouy])[gq]ues?$",
    )
)

#: What is added: two vowels that are said apart, and endings that are said with a vowel that is not written.
_APART = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<=[aeiouy])(?<!q[u])ing(?:s|ly)?$",  # doing, trying, arguing
        r"^[^aeiouy]*i(?=a|o(?!u?s$))",  # dial, giant, violence, biology
        r"(?<=[aeiouy])[^aeiouy]*(?<=[bdfhmprvz])ia",  # media, material, variable
        r"(?<=[ctl])iat(?!or)|(?:al|p|re)lian|eliab|elia|niab|[ei]nial|olonial",  # associate, reliable, denial
        r"(?<=[aeiouy])[^aeiouy]*(?<=[bdfhmprvz])io(?!r(?:s|al|ally)?$)",  # radio, serious, champion
        r"(?<=ter|per|fer)ior",  # interior, superior
        r"(?<=ct|at|st)io$",
        r"iu(?=m|s)",  # medium, genius
        r"(?<![cts])(?<!qu)iet(?!$)|(?<=[dv])iet$|quiet|societ",  # variety, diet, society
        r"(?<=[bdprvxs])ien(?=ts?$|ce|cy|tly$|tal|tat)",  # nutrient, experience, audience
        r"^scien|^clien|^hier",
        r"(?<=[aeiouy])[^aeiouy]+(?<=[bdfhlmnprsxz])i(?=er$|ers$|est$)",  # earlier, happiest
        r"(?<=[aeiouy])[^aeiouy]+ea(?=s?$)",  # area, nausea
        r"^(?:re|pre)crea|^crea(?!m|k|s|ture)|^procrea|^recrea(?!m)",  # create, creation
        r"^rea(?=ct|l[ist]|pp|rr|ss|dju|dm|ff|w)|^prea(?=mb)",  # react, reality
        r"(?<=[aeiouy][bnpr])ea(?=ns?$)|nuclea|linea",
        r"(?<![g])(?<!ch)eo(?!ut|pard|us$)(?=[^u])|^geo(?!r)|(?<=[ntdr])eou",  # theory, geography, simultaneous
        r"eo$",
        r"(?<=[lsn])eu(?=ms?$|s$)",  # museum, nucleus
        r"(?<![qg])(?<!s)ua|sual|guat|jagua",  # actual, usual
        r"(?<=[fl]l|fr|gr|gn|in)ue(?=n)|(?<=d|f|r)ue(?=l)|(?<=cr|fl)ue(?=l|n)",  # influence, fuel
        r"(?<![gq])ui(?=d(?!e)(?<!buid)|n(?!g)|ty|ti|sh)(?<!bui)|ruin",  # fluid, genuine, tuition
        r"uou",  # continuous
        r"^(?:oa(?=s)|boa$|koa|coa(?=l[ei]|gul|uth))|zoa",
        r"(?<=p)oe(?=[mt])|^coe(?=x|ff)",
        r"(?<=[rt])oic|^coin(?=ci)|ego(?=is)",
        r"^coo(?=p[er]|rd)|^zoo(?=l)",
        r"(?<=[hos])aic|^nai(?=v)|haos|^extrao",
        r"(?<=[aeiouy][^aeiouy])(?<=s|z)ms?$|thms?$|^isms?$|(?<=[sz])ms?$",  # tourism, rhythm
        r"^mc",
        r"(?<=[dst])n't$",  # didn't
        r"(?<=[^aeiouy])'(?:ll|ve|d)$",  # it'll, should've
    )
)


@functools.lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """How many syllables a word has, 1 at least. It is written without white space, hyphens and digits."""
    typed = word.lower().replace("’", "'").removesuffix("'s").removesuffix("s'")
    if typed in _IRREGULAR:
        return _IRREGULAR[typed]
    plain = "".join(c for c in unicodedata.normalize("NFD", typed) if c in "'abcdefghijklmnopqrstuvwxyz")
    # Between vowels y is a consonant: beyond, player.
    plain = re.sub(r"(?<=[aeiou])y(?=[aeiou])", "j", plain)
    count = len(_GROUP.findall(plain))
    if not typed.endswith(("é", "és")):
        count -= sum(len(pattern.findall(plain)) for pattern in _SILENT)
    count += sum(len(pattern.findall(plain)) for pattern in _APART)
    return max(count, 1)
