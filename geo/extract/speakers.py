"""Who says what a sentence says: by verbs of saying, "according to", and quotations that run on. English and French."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from geo.extract.names import fold
from geo.extract.people import given_names
from geo.extract.records import Sentence

ARTICLE = "the article"

_VERBS = (
    r"(?:said|says|say|told|announced|announces|added|adds|adding|insist(?:ed|s)|warn(?:ed|s)|claim(?:ed|s)|stated|states|"
    r"declare[ds](?! (?:an?|the|war|itself|victory|independence)\b)|argue[ds]|explain(?:ed|s)|noted|notes|acknowledge[ds]|admit(?:ted|s)|confirm(?:ed|s)|den(?:ied|ies)|reported|reports|"
    r"wrote|writes|tweeted|posted|vow(?:ed|s)|pledge[ds]|promise[ds]|suggest(?:ed|s)|predict(?:ed|s)|estimate[ds]|believes|thinks|"
    r"testif(?:ied|ies)|conced(?:ed|es)|caution(?:ed|s)|complain(?:ed|s)|remark(?:ed|s)|point(?:ed|s) out|tells|joked|replies|"
    r"replied|recall(?:ed|s)|alleged|stress(?:ed|es)|emphasi[sz]e[ds]|(?:was|were|is) quoted as saying|blame[ds]|provides for|stipulates|specifies|"
    r"(?:l['’]a|l['’]ont|a|ont|avait|avaient) (?:également |aussi )?(?:déclaré|affirmé|annoncé|indiqué|ajouté|dit|expliqué|assuré|estimé|"
    r"précisé|averti|insisté|souligné|rappelé|confirmé|démenti|promis|écrit|reconnu|fait savoir|raconté|répondu|témoigné|lancé|conclu|confié|"
    r"poursuivi|regretté|déploré|martelé|résumé|jugé|prévenu)|"
    r"raconte|témoigne|répond|confie|poursuit|regrette|déplore|martèle|s['’]inquiète|s['’]indigne|se félicite|se souvient|met en garde|"
    r"affirm(?:e|ait)|annonce|déclar(?:e|ait)|expliquait|assurait|explique|assure|estime|précise|indique|ajoute|souligne|rappelle|confirme|prévoit|stipule)"
)
_SAYS = re.compile(
    rf"(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bis )(?<!\bare )(?<!\bto )\b{_VERBS}\b(?! (?:by|par|to have|as)\b)"
)
_AFTER_WORDS = (  # other verbs that mean saying right after a quotation
    "asked|asks|continued|observed|agreed|concluded|shouted|cried|recounted|mused|countered|responded|urged|lamented|quipped|boasted|repeated|"
    "dit|disait|lâche|soupire|glisse|note|insiste|lance|juge|plaide|prévient|résume|reconnaît|tranche|s['’]exclame|s['’]interroge|se réjouit|se désole|"
    "avance|admet|conclut|analyse|relève|rapporte|souffle|renchérit|observe|constate|avoue|ironise|proteste|promet|écrit|demande"
)
_AFTER_QUOTE = re.compile(
    rf"[\"”»],?\s+(?:{_AFTER_WORDS}|began|interjected|offered|reasoned)(?=\s)"
    r"|[\"”]\s+(?P<who>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}|he|she|they|(?:the|a|an|one|his|her) [\w-]+(?: [\w-]+)?)\s+"
    rf"(?:{_AFTER_WORDS})\b"
)
_OPENS = re.compile(  # « … », tempère un délégué: whatever the verb, after a quotation that opens the sentence
    r"^[^«\w]*«\s{20,}»,?\s+(?:s['’]est |se |s['’]|a |ont |avait )?(?!(?:dans|pour|sur|avec|contre|après|avant|depuis|comme|mais|sans|sous|"
    r"par|vers|qui|que|dont|est|sont|était)\b)[a-zà-ÿ]{3,}(?:e|é|i|u|it|ut|ait|ent|d)(?=\s+(?:[A-ZÀ-Ý]|(?:un|une|le|la|l['’]|des|les|son|sa)\b))"
)
_INVERTED = re.compile(r"[\"”»,]\s*,?\s+[\w’']+-(?:t-)?(il|elle|ils|elles|on)\b")  # « … », a-t-il ajouté
_ACCORDING = re.compile(r"\b(?:[Aa]ccording to|[Ss]elon|[Dd]['’]après)\s+")
_TIME = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|"
    r"December|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|yesterday|today|earlier|later)"
)
_NAME_ENDS = re.compile(  # where the words for who it is end
    rf"[,;:.!?()\[\]\"“”«»]|\s(?:who|whose|which|that|in|on|at|after|before|during|via|while|as|when|late|speaking|citing|adding|told|said|"
    rf"qui|dans|sur|lors|devant|après|avant|pendant|cité[es]?|à|en|alors|{_TIME})\b"
)
_STARTS = re.compile(
    rf"(?:\s+{_TIME})?\s+(?!{_TIME}\b)(?=[A-ZÀ-Ý]|(?:a|an|the|one|two|some|several|le|la|les|l['’]|un|une|des|son|sa|ses|its|his|her|their|our)\b)"
)
_BEFORE_NAME = re.compile(
    r"^(?:(?:and|but|while|as|that|although|though|because|after|when|if|where|so|yet|however|meanwhile|et|mais|car|tandis que|alors que|"
    r"que|comme)\s+)+|^(?:On|Late|Early|Le|By) (?:" + _TIME + r")\s+",
    re.IGNORECASE,
)
_WHEN = re.compile(rf"(?: here)? (?:on )?{_TIME}$| here$")  # "A court here on Wednesday told"
_HELPERS = re.compile(
    r"\s+(?:also|later|then|has|have|had|again|repeatedly|\w+ly|reportedly|who|which|qui|en|y|l['’])$"
)
_CALLED = re.compile(r"[a-zà-ÿ][^,.;:]{0,60}, (?=[A-ZÀ-Ý][\w’'-]+ [A-ZÀ-Ý])")
_SUBORDINATE = re.compile(r"\b(?:after|before|when|since|après|avant|lorsque|quand)\s", re.IGNORECASE)
_DATELINE = re.compile(r"^[A-ZÀ-Ý][A-ZÀ-Ý .'-]+(?:, [\w.]+)? [-–—]+ ")
_CLOSES = re.compile(r"\s*(?:on |late |early )?(?:[\w ]{0,20})[.!?\"”»]*\s*$")
_NAMED = re.compile(
    r"^(?:a|an|the|le|la|l['’]|un|une)\s(?:[a-zà-ÿ-]+\s)+(?<!\bd[eu]\s)(?<!\b(?:of|in)\s)((?:[A-ZÀ-Ý][\w.’'-]+\s)+[A-ZÀ-Ý][\w.’'-]+)$"
)
_AGED = re.compile(
    r", \d{1,3}(?: ans)?(?:, (?:of|from|an?|the|de|d['’]|une?)\b[^,]*)?,? *$"
)  # "Dorothy Kale, 84, of Bowling Green,"
_ONE = re.compile(r"^(?:he|she|il|elle)$", re.IGNORECASE)
_WHO = re.compile(  # whom a sentence begins with
    r"(?:(?:Le|La|L['’]|The)\s?(?:[\w’'-]+ ){0,6}?(?:[\w’'-]+, )?)?(?:(?:Mr\.?|Mrs\.?|Ms\.?|Dr\.?|M\.|Mme) )?"
    r"(?P<who>(?P<given>[A-ZÀ-Ý][\w’'-]+) (?:[A-ZÀ-Ý][\w.’'-]*\s?){1,3})(?=,|\b)"
)
_PRONOUN = re.compile(r"^(?:he|she|they|it|I|we|the two|il|elle|ils|elles|on|nous|je)$", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"\n]*(?:\"|$)|“[^”\n]*(?:”|$)|«[^»\n]*(?:»|$)", re.MULTILINE)
_BACK = 2  # sentences back to whom a quotation that names nobody belongs
_FAR = 12  # sentences of one quotation within which its speaker is looked for
_LONGEST = 12  # words for who it is; more are no name


def speakers(text: str, sentences: Sequence[Sentence]) -> list[str]:
    """Who says each sentence, as the text words it; ARTICLE where nobody else does."""
    quotes = [one.span() for one in _QUOTED.finditer(text)]
    outside = _QUOTED.sub(lambda one: one[0][0] + " " * (len(one[0]) - 2) + one[0][-1], text)
    told = [_named(outside[one.start : one.end]) for one in sentences]
    last = ""
    for at, name in enumerate(told):
        if _PRONOUN.match(name):
            one = _spoken_of(sentences, told, outside, at) if _ONE.match(name) else ""
            told[at] = one or last or name
        last = told[at] or last
    return [told[at] or _of_quotation(sentences, told, quotes, at) or ARTICLE for at in range(len(sentences))]


def _spoken_of(sentences: Sequence[Sentence], told: Sequence[str], outside: str, at: int) -> str:
    """Whom "he" means: who spoke last or whom a sentence begins with, in the two before it; empty if nobody."""
    for back in range(at - 1, max(at - 1 - _BACK, -1), -1):
        one = sentences[back]
        if one.paragraph != sentences[at].paragraph:
            return ""
        who = _WHO.match(_DATELINE.sub("", outside[one.start : one.end]))
        if told[back] or (who and fold(who["given"].split("-")[0]) in given_names()):
            return told[back] or (who["who"].strip() if who else "")
    return ""


def is_quoted(sentence: str, offset: int) -> bool:
    """Whether an offset of a sentence lies within quotation marks."""
    return any(one.start() <= offset < one.end() for one in _QUOTED.finditer(sentence))


def _named(sentence: str) -> str:
    """Who a sentence itself names as speaking, empty if nobody; what is quoted in it is blank."""
    source = _ACCORDING.search(sentence)
    if source:
        return _until_end(sentence[source.end() :])
    inverted = _INVERTED.search(sentence)
    if inverted:
        return inverted[1]
    beside = _AFTER_QUOTE.search(sentence) or _OPENS.match(sentence)
    if beside:
        begins = _STARTS.match(sentence, beside.end())
        return beside.groupdict().get("who") or (_until_end(_called(sentence[begins.end() :])) if begins else "")
    sentence = _DATELINE.sub("", sentence)
    verbs = list(_SAYS.finditer(sentence))
    for verb in sorted(verbs, key=lambda one: not _CLOSES.match(sentence, one.end())):  # "…, a spokesman said." first
        name = _after(sentence, verb) or _before(sentence[: verb.start()])
        if name:
            return name
    return ""


def _after(sentence: str, verb: re.Match[str]) -> str:
    """ "…," said a resident; …, a annoncé le ministère. Of two commas the second ends an apposition."""
    before = sentence[: verb.start()].rstrip()
    inverted = before.endswith(('"', "”", "»", '",', "”,", "»,")) or (before.endswith(",") and before.count(",") == 1)
    begins = _STARTS.match(sentence, verb.end())
    return _until_end(_called(sentence[begins.end() :])) if begins and inverted else ""


def _called(words: str) -> str:
    """ "their captain, Tom Hale, after …": from the name on, if one follows."""
    found = _CALLED.match(words)
    return words[found.end() :] if found else words


def _until_end(words: str) -> str:
    end = _NAME_ENDS.search(words)
    return _tidy(words[: end.start()] if end else words)


def _before(words: str) -> str:
    """Whom the subject of the verb names: "Ilham Aliev, the country's president, said"."""
    words = _AGED.sub(" ", words)
    parts = [part.strip() for part in re.split(r"[,\"“”«»;:()–—]", words)]
    if len(parts) > 2 and not parts[-1] and words.rstrip().endswith(","):
        apposition, subject = parts[-2], parts[-3]
        return _tidy(apposition if re.fullmatch(r"(?:[A-ZÀ-Ý][\w.’'-]+\s?){2,}", apposition) else subject)
    return "" if _SUBORDINATE.search(parts[-1]) else _tidy(parts[-1])


def _tidy(words: str) -> str:
    words = _WHEN.sub("", _BEFORE_NAME.sub("", words.strip()))
    while (shorter := _HELPERS.sub("", words)) != words:
        words = shorter
    named = _NAMED.match(words)
    words = (named[1] if named else words).strip()
    return words if 0 < len(words.split()) <= _LONGEST and not words.isdigit() else ""


def _of_quotation(sentences: Sequence[Sentence], told: list[str], quotes: list[tuple[int, int]], at: int) -> str:
    """Who speaks a sentence that is all quotation: whoever is named with the same quotation, or just before it."""
    here = sentences[at]
    start, end = quotes[max(0, bisect_right(quotes, (here.start + 1, 0)) - 1)] if quotes else (0, 0)
    if min(end, here.end) - max(start, here.start) < 0.6 * (here.end - here.start):
        return ""
    near = [*range(at + 1, min(at + _FAR, len(sentences))), *range(at - 1, max(at - _FAR, -1), -1)]
    same = [n for n in near if told[n] and sentences[n].start < end and start < sentences[n].end]
    before = [n for n in near if at - _BACK <= n < at and told[n] and sentences[n].paragraph == here.paragraph]
    return told[(same or before)[0]] if same or before else ""
