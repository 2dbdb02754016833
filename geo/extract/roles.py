"""How a place's name is used: for the place itself, for who governs there, within an organisation's name, for people.

Only the first gets a marker. What is not sure stays literal: one click of the reviewer changes it. English and French
words stand side by side in each pattern, so that a quotation in the other language is read too.
"""

import re

from geo.extract.gazetteer import CANONICAL, PEOPLE
from geo.extract.recognise import PLACED, Span
from geo.extract.records import Role, Usage

GREAT_TOWN = 100_000  # people
Use = tuple[Usage, Role]

_SAYS = (
    r"(?:said|says|say|told|announced|announces|insist(?:ed|s)?|warn(?:ed|s)?|accus(?:ed|es)|demand(?:ed|s)?|"
    r"want(?:ed|s)?|den(?:ied|ies)|claim(?:ed|s)?|agree[ds]?|refus(?:ed|es)|reject(?:ed|s)?|call(?:ed|s) (?:for|on|it|the|this|that|his|its|their)|urge[ds]?|"
    r"condemn(?:ed|s)?|vow(?:ed|s)?|pledge[ds]?|promise[ds]|threaten(?:ed|s)?|respond(?:ed|s)?|recogni[sz]e[ds]?|support(?:ed|s)?|"
    r"launch(?:ed|es)?|imposed?|signed|declare[ds]?|hope[ds]?|seeks?|sees|sought|believe[ds]?|consider(?:ed|s)?|fear(?:ed|s)?|"
    r"defeat(?:ed|s)?|attack(?:ed|s)?|invade[ds]?|annex(?:ed|es)?|shell(?:ed|s)?|seize[ds]?|deploy(?:ed|s)?|"
    r"withdr(?:ew|aws?)|resume[ds]?|recall(?:ed|s)?|oppose[ds]?|welcome[ds]?|approve[ds]?|propose[ds]?|negotiate[ds]?|re-?established|halt(?:ed|s)?|back(?:ed|s)?|mediate[ds]?|"
    r"cancel(?:l?ed|s)|clos(?:ed|es) (?:its|the|their|all)|expel(?:led|s)|lift(?:ed|s)|suspend(?:ed|s)|summon(?:ed|s)|order(?:ed|s)|bann?(?:ed|s)|"
    r"barr?(?:ed|s)|block(?:ed|s)|grant(?:ed|s)|offer(?:ed|s)|sends?|sent|dispatch(?:ed|es)|veto(?:ed|es)|ratif(?:ied|ies)|abstain(?:ed|s)|"
    r"broke (?:off|ties)|froze|blame[ds]?|criticis?z?e[ds]?|praise[ds]?|hail(?:ed|s)?|dismiss(?:ed|es)|"
    r"(?:n['’])?(?:a|ont|avai(?:t|ent))(?: pas| également| aussi| de nouveau)?\s(?:annoncé|déclaré|affirmé|accusé|dénoncé|condamné|"
    r"rejeté|demandé|exigé|appelé|averti|promis|signé|lancé|estimé|assuré|démenti|refusé|accepté|reconnu|imposé|attaqué|"
    r"envahi|annexé|soutenu|proposé|salué|indiqué|prévenu|menacé|décidé|rappelé|fermé|ouvert (?:une|des)|expulsé|suspendu|convoqué|levé|rompu|gelé|"
    r"autorisé|interdit|ordonné|livré|bloqué|envoyé|critiqué|qualifié|engagé|adressé|accordé|dépêché|déployé|mobilisé|"
    r"décrété|fustigé|réagi|riposté|répliqué|plaidé|renoncé|durci|consenti|soumis|ratifié|prié|remercié|félicité|instauré|réclamé|voulu)e?s?|(?:a fait|font|fait) savoir|"
    r"(?:accuse|dénonce|condamne|affirme|annonce|déclare|exige|refuse|veut|entend|assure|dément|soutient|réclame|cherche|espère|souhaite|propose|promet)(?:nt)?|veulent)"
)
_NAME = r"(?:the |la |le |l['’]|les )?[A-ZÀ-Ý][\w.’'-]+(?: [A-ZÀ-Ý][\w’'-]+)?"
_LISTED = r"(?:the |la |le |l['’]|les )?[A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'-]+)?"  # its full stop ends a sentence
_LIST_AFTER = re.compile(rf"^(?:, {_LISTED})*,? (?:and|et) {_LISTED}")
_LIST_BEFORE = re.compile(rf"(?:{_LISTED}, )*{_LISTED},? (?:and|et) (?:the |la |le |l['’])?$")
_OWNER = re.compile(rf"{_LISTED}['’]s? $")
_LISTED_BEFORE = re.compile(rf"(?:{_LISTED}, )+(?:the |la |le |l['’])?$")
_ACTS = re.compile(
    rf"^(?:,? (?:and|et) {_NAME})?(?:,[^.]{{0,140}},)?\s+"
    rf"(?:also |has |have |had |later |again |never |then |now |\w+ly ){{0,2}}[\"“«]?{_SAYS}\b"
)
_OWNS = re.compile(
    r"^['’]s?\s+(?:\w+\s+)?(?:forces|army|troops|military|government|president|prime minister|leader|leaders|authorities|"
    r"victory|defeat|offensive|demands?|ultimatum|position|ally|allies|parliament|ministry|ambassador|soldiers|decision|mayor|governor|police|embassy|diplomats?|"
    r"Ministry|Parliament|Supreme|Foreign|Prime|Defen[cs]e|President|Central|Senate|House|Congress)\b"
)
_BETWEEN = re.compile(
    r"\b(?:[Tt]alks|agreement|treaty|[Ww]ar|conflict|ceasefire|[Nn]egotiations|[Rr]elations|deal|peace|[Tt]ensions|accord|rivalry|"
    r"[Nn]égociations|[Pp]ourparlers|guerre|conflit|cessez-le-feu|paix)\s+"
    rf"(?:\w+\s+){{0,3}}?(?:between|with|against|and|entre|avec|contre)\s+(?:{_NAME}\s+(?:and|et)\s+)?(?:the\s+|la\s+|le\s+|l['’])?$"
)
_AGENT = re.compile(
    r"\b(?:[Aa]ccording to|[Ss]elon|[Dd]['’]après|pressures? (?:from|on)|pressions? (?:de|sur)|accused|accuses|accusé|by the government in|(?:\w+(?:ed|wn|nt)|made|led) by|\w+ée?s? par|"
    r"(?:aegis|auspices|mediation|patronage) of|(?:égide|médiation|forces|troupes|armée|victoire|offensive|alliée?s?) d[eu]) "
    r"(?:the |la |le |l['’])?$",
)
_FR_TIME = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier) )?"
_ADDRESSED = re.compile(  # whom somebody speaks to, or deals with: "a menacé mardi Vilnius", "à la demande de Bamako"
    r"\b(?:(?:accus|menac|soutien|soutenu|soutenir|exhort|appel|press|somm|sanctionn|critiqu|remerci|félicit|condamn|rassur|convainc|averti|défi|"
    rf"soupçonn|dénonc|interpell)(?:e|es|é|ée|ent|er|ait|ant|t|nent|le|lé|lent|ler|re|u|s|r)? {_FR_TIME}"
    r"|à la (?:demande|requête|suite d['’]une demande) de |avec (?:l['’]accord|l['’]aide|l['’]aval|le soutien|l['’]appui) de |"
    r"(?:condoléances|ultimatum|appel|réponse|soutien|concessions?|message|avertissement|demandé|demande|répondu|ordonné|reproche|reproché|livré des armes) à |"
    r"(?:pression|colère|réponse|réaction|soutien|riposte|position|aval|accord|refus|silence|demandes|exigences|menaces) de |face à |vis-à-vis de )"
    r"(?:la |le |l['’])?$"
)
_BODIES = (
    "Police|Sheriff|Department|Schools?|University|College|Hospital|Council|Court|Board|Commission|Committee|Authority|Army|"
    "Government|Ministry|Parliament|Legislature|Senate|Post|Times|Globe|Tribune|Herald|Journal|Bank|Airlines|Airways|FC|United|"
    "Society|Club|Services?|Agency|Association|Federation|Union|Institute|Party|Group|Company|Office|Guard|Tribunal|Foundation|"
    "Fund|Reserve|Exchange|League|Cup|Festival|President|Minister|Chancellor|Premier|Governor|Senator|Ambassador|Mayor|"
    "Embassy|Consulate|Cross|Organi[sz]ation|Representative|Trust|Network|Alliance|Coalition|Congress|Assembly|Corp|Inc|Ltd|plc|PLC|"
    "Holdings|Motors|Steel|Insurance|Railways?|Ambulance|Attorney General|Commissioner|Secretary|GOP|Health|Energy|Marathon|"
    "Republicans|Democrats|Universit[ée]|Ministère|Gouvernement|Armée|Banque"
)
_IN_BODY = re.compile(rf"^(?: [A-ZÀ-Ý][\w.&’'-]+){{0,3}} (?:{_BODIES})\b|^ (?:ministry|government|army|parliament)\b")
_TEAM = re.compile(
    r"^ (?!(?:Hills|Heights|Mountains|Islands|Falls|Springs|Plains|Lakes|Woods|Fields|Gardens|Shores|Towers|Meadows|States|Says)\b)[A-Z][a-z]+s\b(?! (?:County|River|Road|Street|Creek))"
)
_OF_COMPANY = re.compile(r"\b(?:Air|Radio|Team|HSBC) $")
_A_BODY = re.compile(rf"\b(?:{_BODIES})$|\b(?:University|Bank|Church|Court|Ministry) of\b")
_OF_BODY = re.compile(
    r"\b(?:University|Bank|Ministry|Government|Parliament|Republic|Church|Institute|Archbishop|Bishop|Duke|Prince|King|"
    r"Queen|President|Emir|Ruler|Sultan|Governor|Mayor|Minister|Ambassador|Embassy|Consulate|president|prime minister|minister|leaders?|government|army|ambassador|governor|"
    r"mayor|king|queen|Université|Banque|président|présidente|ministre|gouvernement|ambassadeur|ambassadrice|maire|roi|reine) "
    r"(?:of (?:the )?|d[eu] (?:la |l['’])?|d['’]|des )$"
)
_OF_COURT = re.compile(  # lower case in French; "à l'hôpital de Bron" is where somebody is, "le parquet de Lyon" who acts
    r"\b(?:parquet|tribunal(?: [a-zà-ÿ]+)?|cour d['’](?:appel|assises)|procureure?(?: [a-zà-ÿ]+)?|préfète?|préfet|Tour|Coupe|équipe|rectorat|université|chambre de commerce|"
    r"archev[êe]que|évêque|diocèse|académie|District|Diocese|Bourse) (?:of |d[eu] (?:la |l['’])?|d['’]|des )$"
)
_CLUB = re.compile(  # what a team does, and scores: a town does neither
    r"^(?:, who(?:se)?\b|,? (?:\w+ly )?(?:beat|drew|trailed|thrashed|host(?:s|ed)?|scored|equali[sz]ed|(?:lost|won|led|play(?:ed)?) (?:to|at|against|\d)|"
    r"visit\b(?! by)|s['’]est (?:imposée?|inclinée?|qualifiée?)|a (?:battu|été battue?)|affronte|reçoit|recevra|affrontera)\b| \d{1,2}[-–]\d{1,2}\b(?![-–\d]))"
)
_GOVERNMENTS = frozenset(
    {"Kremlin", "White House", "Pentagon", "Downing Street", "Élysée", "Quai d'Orsay", "Capitol Hill", "Maison Blanche"}
)
_AT = re.compile(r"\b(?:at|in|inside|outside|near|around|round|through|into|au|à|devant|dans) (?:the |la |le |l['’])?$")

# What only a state, a province or a union of states does as one; a town is more than its town hall.
_ELIDED = re.compile(r"[a-zà-ÿ] d['’]$")  # "le barrage d'Eupen a tenu": the dam did
_STATES = frozenset({"country", "adm1", "continent"})
_GEOGRAPHY = (
    r"(?:north|south|east|west|centre|center|borders?|frontier|coasts?|coastline|capital|cit(?:y|ies)|towns?|villages?|regions?|"
    r"provinces?|territory|soil|streets?|mountains?|rivers?|lakes?|islands?|areas?|airports?|ports?|shores?|waters|countryside|"
    r"suburbs|outskirts|airspace|districts?|beaches|jails?|prisons?|roads?|highways?|cathedral)"
)
_LAND = re.compile(rf"^(?:['’]s?)?[ -](?:[\w-]+ ){{0,2}}?(?:\w+ern )?{_GEOGRAPHY}\b")
_OWN = re.compile(r"^['’]s? ")
_BARE = re.compile(  # a verb or the noun that the name qualifies: neither a preposition, nor a conjunction, nor a form of "be"
    r"^ (?!(?:part|remains?|lies|ha[sd] (?:\w+ ){0,2}been|have (?:\w+ ){0,2}been|a|an|the|in|on|at|of|to|for|from|by|with|and|or|but|as|is|are|was|were|be|been|that|which|who|whose|where|when|"
    r"while|since|until|during|after|before|over|under|near|between|through|throughout|than|if|so|because|not|today|yesterday|"
    r"tomorrow|overnight|early|late|this|last|next|earlier|later|ago|into|via|along|across|about|against|around|despite|within|without|amid|too|both|each|every|again|still|here|there|"
    r"et|ou|mais|de|du|des|en|dans|sur|pour|par|avec|le|la|les|un|une|qui|que|où|est|sont|était|au|aux|à|ce|cette|depuis|alors|"
    r"il|elle|se|ne|plus|vers|entre|contre|sans|sous|comme|dont|lors|avant|après)\b)[a-zà-ÿ]"
)
_JOINED = re.compile(r"^[-–][A-Z]")
_BY = re.compile(r"^[-–](?:led|backed|owned|controlled|run|sponsored|allied)\b")
_TOWARDS = re.compile(
    r"\b(?:against|with|between|by|blamed? on|pressure on|sanctions on|tariffs on|contre|avec|"
    r"(?:accus|blam|punish|warn|urg|press|ask|order|help|support|sanction|condemn|criticis|criticiz|oppos|challeng|fac|defeat|"
    r"isolat|pressur|want|thank)(?:e|es|ed|ing|s)?) (?:the |la |le |l['’])?$"
)
_CARRIED = re.compile(  # what lies or runs between two places themselves
    r"\b(?:border|frontier|boundary|road|corridor|pipeline|flight|train|ferry|frontière|route|vol|pont|liaison|ligne|trajet)s? (?:\w+ )?"
    r"(?:with|between|by|avec|entre) (?:the |la |le |l['’])?$"
)
_QUALIFIES = re.compile(r"[A-ZÀ-Ý][\w.’'-]+, $")  # "Tacoma, Washington shares"
_FOLK = re.compile(
    r"^ (?:residents|citizens|officials?|deput(?:y|ies)|farmers|voters|players?|fans|police|firefighters|officers?|lawmakers?|teachers|workers|"
    r"students|natives?|man|woman|mayor|governor|council|councillors?|coach|striker|government|authorities|prosecutors?)\b"
)

_ORGAN = re.compile(
    r"^ (?:\w+ing |armed |defen[cs]e |foreign |prime |vice |interior |special |security |transport |finance |health |education |culture |energy |economy |justice |trade )?(?:president|minister|government|army|"
    r"forces?|military|ministry|authorities|troops|parliament|peacekeepers?|contingent|navy|police|embassy|ambassador|soldiers)"
    rf"\b|^(?: [A-Z]\w+)? (?:{_BODIES})\b",
)
_ACTORS = re.compile(  # people who act for a state or as a side, and their arms
    r"^ (?:[a-zà-ÿ-]+ ){0,2}?(?:officials?|leaders?|separatists?|rebels?|insurgents?|guerrillas?|fighters?|militants?|militias?|side|negotiators?|"
    r"delegat(?:es?|ions?)|diplomats?|envoys?|lawmakers?|prosecutors?|judges?|investigators?|generals?|commanders?|officers?|soldier|pilots?|"
    r"jets?|planes?|warplanes?|aircraft|helicopters?|ships?|warships?|tanks?|missiles?|artillery|drones?|regulators?|spokes\w+|intelligence|"
    r"voters|responsables?|dirigeants?|séparatistes?|rebelles?|négociateurs?|avions?|navires?)\b"
)
_PEOPLE_EN = re.compile(r"(?:[A-Z]\w+ )?[A-Z]\w{2,}(?:ers|ians|ites)|(?:[A-Z]\w+[ -])?Americans?|Tamils?|Malays?")
_PEOPLE_FR = re.compile(
    r"[A-ZÀ-Ý][\w-]+(?:iens?|iennes?|éens?|éennes?|ais|aises?|ois|oises?|ains?|aines?)|(?:Russe|Turc|Kurde|Serbe|Arabe|Grec|Belge|Suisse)s?"
)
_MANY = re.compile(r"\b(?:[Ll]es|[Dd]es|[Aa]ux|[Cc]es|milliers d['’]|[Ll]['’]|[Uu]ne?) ?$")


def usage_of(text: str, span: Span) -> Use:
    """The use of a name in its sentence, and the role that follows from it."""
    before, after = text[max(0, span.start - 60) : span.start], text[span.end : span.end + 180]
    if span.matches and all(match.how == PEOPLE for match in span.matches):
        return _of_people(before, after)
    if not span.matches and _PEOPLE_EN.fullmatch(span.text):
        return _of_people(before, after)
    if not span.matches and _PEOPLE_FR.fullmatch(span.text) and _MANY.search(before):
        return "demonymic", "background"
    if _is_body(span, before, after):
        return "institutional", "organisation"
    if span.text.removeprefix("the ") in _GOVERNMENTS:
        return ("literal", "place") if _AT.search(before) else ("metonymic", "actor")
    before, after = _without_list(_OWNER.sub("", before), after)  # "in Pakistan's Punjab" is in Punjab
    if _acts(before, after) or (_is_state(span) and _acts_as_state(before, after)):
        return "metonymic", "actor"
    return "literal", "place"


def _is_body(span: Span, before: str, after: str) -> bool:
    """Whether the name is one of an organisation, or part of one."""
    known = any(match.how == CANONICAL for match in span.matches)
    named = not known and _A_BODY.search(span.text) and not PLACED.search(before)  # "at the hospital" is where it is
    team = known and _TEAM.match(after) and re.search(r"\b[Tt]he $", before)  # "the Dallas Mavericks"
    return bool(
        team
        or _OF_COMPANY.search(before)
        or named
        or _IN_BODY.match(after)
        or _OF_BODY.search(before)
        or _OF_COURT.search(before)
        or (_CLUB.match(after) and not _is_state(span))
        or (span.label == "ORG" and span.within)
    )


def _without_list(before: str, after: str) -> tuple[str, str]:
    """What stands around a list of names: in "Peru, Chile and Bolivia closed the road" all three do."""
    behind = _LIST_AFTER.match(after)
    ahead = (_LISTED_BEFORE if behind else _LIST_BEFORE).search(before)
    return before[: ahead.start()] if ahead else before, after[behind.end() :] if behind else after


def _of_people(before: str, after: str) -> Use:
    """ "Russian": of a state's organ, of a piece of land, or of people, who act or do not."""
    if _ORGAN.match(after):
        return "institutional", "organisation"
    if _LAND.match(after):
        return "literal", "background"
    act = _ACTORS.match(after) or (_ACTS.match(after) and not PLACED.search(before))
    return "demonymic", "actor" if act else "background"


def _acts(before: str, after: str) -> bool:
    """Whether it does what only people do; what stands after "in" is no subject."""
    subject = _ACTS.match(after) and not PLACED.search(before) and not _ELIDED.search(before)
    told = (
        _OWNS.match(after) or _BY.match(after) or _FOLK.match(after) or _BETWEEN.search(before) or _AGENT.search(before)
        or _ADDRESSED.search(before)
    )  # fmt: skip
    return bool(subject or told)


def _is_state(span: Span) -> bool:
    """Whether the name is a country's, or a state's or province's that no great town and no town in it shares."""
    places = [match.place for match in span.matches if match.how < PEOPLE]
    within = {(place.country, place.adm1) for place in places if place.kind == "adm1"}
    towns = [place for place in places if place.kind == "city"]
    shared = any(place.population > GREAT_TOWN or (place.country, place.adm1) in within for place in towns)
    return any(place.kind in _STATES and (place.kind != "adm1" or not shared) for place in places)


def _acts_as_state(before: str, after: str) -> bool:
    """Whether a state's name stands for the state: "China has", "Iowa farmers", "Morocco's role", "with Vietnam"."""
    if _LAND.match(after):
        return False
    if _TOWARDS.search(before) and not _CARRIED.search(before):
        return True
    if PLACED.search(before) or _QUALIFIES.search(before):
        return False
    return bool(_OWN.match(after) or _BARE.match(after) or _JOINED.match(after))
