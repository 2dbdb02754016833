"""Notices that are not the article: paywalls, cookies, sharing, newsletters, "read more" lines. Set apart, not lost.

A line goes only when all of it reads as a notice; inside a paragraph only the plainest paywall sentences are cut out,
so that an article about cookies or newsletters keeps its words.
"""
# ruff: noqa: E501 - a pattern reads best with its sisters under it, each on one line

import re
from dataclasses import dataclass

_I = re.IGNORECASE
_PERCENT = r"(?P<left>\d{1,3}(?:[.,]\d+)?) ?%"

# "You have 67.88% of this article left to read." and its sisters; each gives the share that is not here.
_LEFT = re.compile(
    rf"(?:you(?: still)? have {_PERCENT} of (?:this|the) (?:article|story|text|post)(?: left| remaining)?(?: to read)?"
    rf"|il (?:vous )?reste (?:à lire )?{_PERCENT.replace('left', 'reste')} (?:de (?:cet|l['’]) ?article|de ce texte)(?: à lire)?"
    rf"|{_PERCENT.replace('left', 'remains')} of (?:this|the) (?:article|story) (?:is )?(?:left|remains|remaining)(?: to read)?"
    rf"|{_PERCENT.replace('left', 'share')} de (?:cet|l['’]) ?article (?:restent|reste) à lire)[.!…]*",
    _I,
)
_READ = re.compile(
    rf"(?:you have (?:already )?read {_PERCENT} of (?:this|the) (?:article|story)"
    rf"|vous avez (?:déjà )?lu {_PERCENT.replace('left', 'lu')} de (?:cet|l['’]) ?article)[.!…]*",
    _I,
)
# Whole sentences of paywalls, plain enough to be cut out of a paragraph.
_WALL = re.compile(
    r"(?<!\S)(?:the rest (?:of (?:this|the) (?:article|story) )?is (?:for|reserved for|available to) subscribers(?: only)?"
    r"|(?:this|the) (?:article|story|content) is (?:for|reserved for|available (?:only )?to|exclusive to) (?:our )?subscribers(?: only)?"
    r"|la suite (?:de (?:cet|l['’]) ?article )?est réservée (?:aux|à nos) abonnés"
    r"|(?:cet |l['’])article est réservé (?:aux|à nos) abonnés"
    r"|(?:cet |l['’]|ce )(?:article|contenu) est (?:exclusivement )?réservé (?:aux|à nos) abonnés"
    r"|(?:please )?(?:subscribe|log in|sign in|register|create an account) (?:now )?to (?:continue reading|keep reading|read (?:more|on|the (?:full|rest of the|whole) (?:article|story)|the rest|this article)|continue|unlock this (?:article|story))"
    r"|(?:abonnez|connectez|inscrivez|identifiez)-vous pour (?:lire la suite|continuer(?: (?:à|la) (?:lire|lecture))?|accéder à (?:l['’]article|la suite)|lire (?:l['’]intégralité de )?(?:l['’]|cet )article)"
    r"|already a subscriber ?\? ?(?:log in|sign in)?|déjà abonnée? ?\? ?(?:connectez-vous|se connecter)?"
    r"|vous avez déjà un compte ?\? ?(?:connectez-vous|se connecter)?)[.!…]*(?=\s|$)",
    _I,
)

# Lines that are notices from end to end, and short.
_LONGEST = 400
_NETWORKS = (
    r"(?:facebook|twitter|x|whatsapp|telegram|linkedin|reddit|pinterest|instagram|threads|bluesky|mastodon|messenger|"
    r"flipboard|pocket|youtube|vk|viber|copy (?:the )?link|copier le lien|e-?mail|courriel|print|imprimer|more|plus|"
    r"save|bookmark|gift this article|offrir(?: (?:l['’]|cet )article)?)"
)
_LINES = {
    "a cookie notice": re.compile(
        r"(?:(?:we|this (?:web)?site|our (?:web)?site|our partners|we and our (?:\d+ )?partners)\b.{0,120}\buses? (?:\w+ ){0,3}cookies\b.*"
        r"|by (?:continuing|using|clicking|browsing)\b.{0,160}\bcookies?\b.*"
        r"|(?:nous|ce site|notre site|nos partenaires|nous et nos (?:\d+ )?partenaires)\b.{0,120}\b(?:utilis\w+|dépos\w+) (?:\S+ ){0,3}(?:cookies|traceurs)\b.*"
        r"|en (?:poursuivant|continuant|cliquant)\b.{0,160}\b(?:cookies|traceurs)\b.*"
        r"|(?:accept|reject|allow|manage|decline)(?: all| my)?(?: cookies| preferences)?(?: and (?:close|continue))?"
        r"|(?:tout |tous )?(?:accepter|refuser)(?: (?:tout|et (?:fermer|continuer)|les cookies))?"
        r"|continuer sans accepter|paramétrer(?: les cookies)?|cookie (?:policy|settings|preferences|notice)|politique (?:des|de) cookies)[.!]*",
        _I,
    ),
    "a share bar": re.compile(
        rf"(?:(?:share|share this(?: (?:article|story|page|post))?|share on|partager(?: (?:cet article|l['’]article|sur))?|partagez(?: (?:cet article|sur))?)?"
        rf"[ :|·•,/–-]*(?:{_NETWORKS}[ |·•,/–-]*)*)",
        _I,
    ),
    "a newsletter notice": re.compile(
        r"(?:(?:sign up|subscribe|register) (?:for|to|to receive|to get)\b.{0,160}\b(?:newsletters?|briefings?|alerts?|inbox|e-?mails?|podcast|channel)\b.*"
        r"|get (?:our|the|all)\b.{0,120}\b(?:newsletters?|in your inbox|to your inbox|by e-?mail)\b.*"
        r"|(?:our |daily |weekly |free )?newsletters?(?: sign-?up)?"
        r"|(?:inscrivez-vous|abonnez-vous|s['’]inscrire|s['’]abonner) (?:à|gratuitement à|pour recevoir)\b.{0,160}\b(?:newsletters?|lettres?|infolettre|alertes?|boîte mail|podcast|chaîne)\b.*"
        r"|recevez\b.{0,120}\b(?:newsletters?|lettre|boîte mail|par (?:e-?mail|courriel))\b.*|(?:la |nos )?newsletters?)[.!]*",
        _I,
    ),
    "a link to other articles": re.compile(
        r"(?:(?:read (?:more|also|next|the full story|our (?:analysis|explainer|editorial))|see also|also read|more on this(?: story)?|related(?: (?:articles?|stories|content|coverage|topics?))?|"
        r"recommended(?: (?:stories|for you))?|you may also like|most (?:read|popular|viewed)|editors?['’]s? picks?|what to read next|listen|watch|"
        r"(?:à )?lire aussi|lire également|à lire également|lire (?:la suite|plus|le récit|l['’]analyse|l['’]éditorial|le décryptage|notre enquête)|voir aussi|à voir aussi|sur le même sujet|nos articles sur le sujet|"
        r"à lire sur le même sujet|les plus lus|écouter aussi|article réservé à nos abonnés lire aussi|"
        r"oxumağa davam et|həmçinin oxuyun|читайте также|читать также|смотрите также|կարդացեք նաև)(?: ?[:|→»>–-].*)?"
        r"|(?:(?:à )?lire aussi|(?:à )?lire également|read also|read more (?:about|on|in)|article réservé à nos abonnés lire aussi) .{3,300})[.!]*",
        _I,
    ),
    "an advertisement mark": re.compile(
        r"(?:advertisement|advertising|ad|sponsored(?: content)?|story continues below (?:this )?advert(?:isement)?|article continues (?:after|below) (?:this )?(?:ad|advert|advertisement)|"
        r"publicité|la suite après (?:la|cette) publicité|contenu sponsorisé|реклама|reklam|գովազդ)[.!:]*",
        _I,
    ),
    "a copyright line": re.compile(
        r"(?:(?:©|\(c\)|copyright\b).{0,160}|all rights reserved|tous droits réservés|reproduction (?:interdite|prohibited).{0,80}|все права защищены|bütün hüquqlar qorunur)[.!]*",
        _I,
    ),
    "a part of the page": re.compile(
        r"(?:skip to (?:main )?content|aller au contenu(?: principal)?|back to top|haut de page|menu|search|rechercher|log ?in|sign in|sign up|subscribe(?: now)?|"
        r"se connecter|connexion|s['’]abonner|s['’]identifier|abonnez-vous|follow us(?: on.{0,60})?|suivez-nous(?: sur.{0,60})?|"
        r"(?:read in|reading time|time to read|temps de lecture|lecture)[ :]*\d+ ?min(?:utes?)?\.?|\d+[ -]min(?:utes?)? (?:read|de lecture)|"
        r"leave a comment|\d* ?comments?|\d* ?commentaires?|laisser un commentaire|subscribers only|article réservé aux abonnés|réservé aux abonnés|abonnés|"
        r"enable javascript.{0,120}|please enable (?:javascript|cookies).{0,120}|veuillez activer (?:javascript|les cookies).{0,120}|terms (?:of (?:use|service)|and conditions)|privacy policy|mentions légales|"
        r"politique de confidentialité|contact us|nous contacter)[.!]*",
        _I,
    ),
}


@dataclass(frozen=True)
class Parted:
    """Paragraphs without the notices; the notices; the share of the article that is here; what to tell."""

    paragraphs: tuple[str, ...]
    set_apart: tuple[str, ...]
    coverage: float | None
    messages: tuple[str, ...]


def part(paragraphs: list[str]) -> Parted:
    """Sort paragraphs into the article's and notices. Coverage is 0 to 1, None where no notice says it."""
    kept: list[str] = []
    apart: list[str] = []
    kinds: list[str] = []
    coverage: float | None = None
    for paragraph in paragraphs:
        rest, walls, share = _without_wall(paragraph)
        coverage = share if coverage is None else coverage
        apart += walls
        kinds += ["a paywall notice"] * bool(walls)
        kind = _kind(rest)
        if kind:
            apart.append(rest)
            kinds.append(kind)
        elif rest:
            kept.append(rest)
    return Parted(tuple(kept), tuple(apart), coverage, _told(kinds, coverage))


def _kind(line: str) -> str:
    """What notice a paragraph is as a whole, empty if it is none."""
    if not line or len(line) > _LONGEST:
        return ""
    return next((kind for kind, pattern in _LINES.items() if pattern.fullmatch(line)), "")


def _without_wall(paragraph: str) -> tuple[str, list[str], float | None]:
    """The paragraph without sentences of a paywall, those sentences, and the share of the article they leave."""
    found = [match for pattern in (_LEFT, _READ, _WALL) for match in pattern.finditer(paragraph)]
    if not found:
        return paragraph, [], None
    start = min(match.start() for match in found)
    end = max(match.end() for match in found)
    if _is_prose(paragraph[end:]) or _reported(paragraph, start):
        return paragraph, [], None
    share = next((share for match in found if (share := _share(match)) is not None), None)
    rest = f"{paragraph[:start].rstrip()} {paragraph[end:].lstrip()}".strip()
    if len(rest) < 12:  # a link or a mark beside the notice: "Subscribe", "→"
        return "", [paragraph], share
    return rest, [paragraph[start:end]], share


def _is_prose(after: str) -> bool:
    """Whether the article goes on after the words: then they are part of what it tells, not a notice at its end."""
    return len(after.split()) > 25


def _reported(paragraph: str, start: int) -> bool:
    """Whether the words stand inside a quotation or a sentence of the article."""
    before = paragraph[:start].rstrip()
    return bool(before) and before[-1] not in ".!?…։»”\"')|:\n"


def _share(match: re.Match[str]) -> float | None:
    given = next((value for value in match.groupdict().values() if value), None)
    if given is None:
        return None
    share = float(given.replace(",", ".")) / 100
    if share > 1:
        return None
    return round(share if match.re is _READ else 1 - share, 6)


def _told(kinds: list[str], coverage: float | None) -> tuple[str, ...]:
    if not kinds:
        return ()
    told = []
    if coverage is not None:
        told.append(f"a paywall notice says that {coverage:.2%} of the article is here")
    elif "a paywall notice" in kinds:
        told.append("a paywall notice was found: the article may be longer than what is here")
    counted = {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}
    listed = ", ".join(kind if count == 1 else f"{kind} ({count} times)" for kind, count in counted.items())
    return (*told, f"set apart from the text: {listed}")
