"""How a place's name is used, in sentences of our own; the name in question stands in square brackets."""

import pytest

from geo.extract.places import resolve
from geo.extract.recognise import Span
from geo.extract.records import Mention
from geo.extract.roles import usage_of

ENGLISH = [
    ("Heavy snow closed schools across [Denver] on Monday.", "place"),
    ("[Tehran] rejected the offer within hours.", "actor"),
    ("Thousands fled [Khartoum] when the shelling began.", "place"),
    ("Floods in Pakistan’s [Punjab] force thousands from their homes.", "place"),
    ("Protesters gathered outside parliament in [Tbilisi].", "place"),
    ("[Washington] and Beijing resumed talks on tariffs.", "actor"),
    ("Talks between [India] and Pakistan broke down.", "actor"),
    ("A bridge over the river in [Mostar] was rebuilt.", "place"),
    ("[Japan]'s economy shrank in the second quarter.", "actor"),
    ("[Japan]'s northern coast was hit by a tsunami.", "place"),
    ("The [French] government resigned.", "organisation"),
    ("[Syrian] refugees crossed the border at night.", "background"),
    ("The [University of Nairobi] closed its gates.", "organisation"),
    ("Police in [Lagos] arrested three men.", "place"),
    ("[Chicago] police arrested three men.", "actor"),
    ("She was born in [Lisbon] and grew up in Porto.", "place"),
    ("Officials in [Ankara] declined to comment.", "place"),
    ("[Ankara] said it had shot down the aircraft.", "actor"),
    ("The [Kremlin] denied any involvement.", "actor"),
    ("The visitors were shown round the [Kremlin].", "place"),
    ("Aid convoys reached [Gaza] through Rafah.", "place"),
    ("Egypt accused [Ethiopia] of filling the dam.", "actor"),
    ("The dam lies in western [Ethiopia], near Sudan.", "place"),
    ("[Brazil] will host the summit next year.", "actor"),
    ("The president of [Chile] cancelled his trip.", "organisation"),
    ("The [Bank of England] raised rates.", "organisation"),
    ("The [Toronto] Stock Exchange fell on Friday.", "organisation"),
    ("[Spain] beat Italy 2-1 in the final.", "actor"),
    ("The ship sailed from [Rotterdam] to Oslo.", "place"),
    ("Sanctions against [Russia] were extended.", "actor"),
    ("Its border with [Iran] was closed.", "place"),
    ("The storm moved towards [Cuba].", "place"),
    ("Peru, [Chile] and Bolivia closed their airspace.", "actor"),
    ("A ship sailed from Peru, [Chile] and Bolivia last year.", "place"),
    ("[Chile] has been part of the pact since May.", "place"),
    ("[Bogota] cancelled his visa.", "actor"),
    ("[Tottenham], who had to win, led at half-time.", "organisation"),
    ("[Preston] beat Burnley 2-1.", "organisation"),
    ("The judge sits in the Northern District of [Ohio].", "organisation"),
    ("The [French] transport minister resigned.", "organisation"),
    ("A storm tore into [Queensland] early on Monday.", "place"),
    ("[Chilean] officials counted the dead.", "actor"),
    ("[Chilean] wine was cheap.", "background"),
    ("The [Chilean] Embassy closed.", "organisation"),
    ("[Texas] lawmakers passed the bill.", "actor"),
    ("The plant in [Texas] will close.", "place"),
    ("[Moscow]-backed forces held the town.", "actor"),
    ("Under pressure from [Brussels], the firm gave in.", "actor"),
    ("The earthquake destroyed half of [Antakya].", "place"),
    ("Roads north of [Kabul] were cut.", "place"),
    ("The [Nigerian] army freed the hostages.", "organisation"),
    ("According to [Kyiv], the bridge was hit twice.", "actor"),
    ("[Hungary], which holds the presidency, opposed the plan.", "actor"),
    ("Floodwater rose in [Dhaka] overnight.", "place"),
    ("[Canberra] recalled its ambassador on Friday.", "actor"),
    ("[Canada]'s government fell in the vote.", "actor"),
    ("Wildfires spread through [Portugal] this week.", "place"),
    ("[Portugal] sent two planes.", "actor"),
    ("The [Kenyan] president met donors.", "organisation"),
    ("[Kenyans] vote on Tuesday.", "background"),
    ("The convoy left [Aleppo] at dawn.", "place"),
    ("Relations between Ankara and [Athens] improved.", "actor"),
    ("An explosion rocked [Beirut] on Tuesday.", "place"),
    ("[Seoul]'s mayor resigned.", "actor"),
    ("[Seoul]'s streets were empty.", "place"),
    ("Rebels captured [Goma] in January.", "place"),
    ("[Rwanda] denies backing the rebels.", "actor"),
    ("The war in [Sudan] has displaced millions.", "place"),
    ("The minister flew to [Cairo] for the talks.", "place"),
    ("[Cairo] mediated between the two sides.", "actor"),
    ("Scientists at the [Stockholm] University found a new moss.", "organisation"),
    ("The price of bread doubled in [Argentina].", "place"),
    ("[Argentina] defaulted on its debt.", "actor"),
    ("The governor of [Kansas] signed the law.", "organisation"),
    ("A court in [Hamburg] heard the case.", "place"),
    ("The [London] Stock Exchange opened lower.", "organisation"),
    ("China warned [Taiwan] not to proceed.", "actor"),
    ("He studied in [Bologna] before the war.", "place"),
    ("[Sofia] and Skopje signed the treaty.", "actor"),
    ("The river floods [Assam] every year.", "place"),
    ("The army of [Myanmar] shelled the village.", "organisation"),
    ("The road from [Medellín] to the coast is blocked.", "place"),
]
FRENCH = [
    ("[Bakou] a annoncé la fin des opérations.", "actor"),
    ("Selon [Moscou], l'accord sera signé.", "actor"),
    ("[Paris] et Berlin ont condamné l'attaque.", "actor"),
    ("Paris et [Berlin] ont condamné l'attaque.", "actor"),
    ("Des milliers de personnes ont manifesté à [Paris].", "place"),
    ("Le train relie [Lyon] à Marseille.", "place"),
    ("Un incendie a ravagé un hôtel de [Nice].", "place"),
    ("Le président de la [France] a salué la décision.", "organisation"),
    ("L'armée de [Bakou] a pris la colline.", "actor"),
    ("Les négociations entre [Bakou] et Erevan ont échoué.", "actor"),
    ("L'[Allemagne] a accusé la Russie d'espionnage.", "actor"),
    ("Il est né en [Allemagne] en 1950.", "place"),
    ("La ville de [Goma] est tombée.", "place"),
    ("L'Université de [Genève] a ouvert ses portes.", "organisation"),
    ("Sous l'égide de [Moscou], un accord a été trouvé.", "actor"),
    ("Le [Kremlin] a démenti.", "actor"),
    ("Les réfugiés ont gagné [Erevan] dans la nuit.", "place"),
    ("[Rome] refuse d'accueillir le navire.", "actor"),
    ("La pluie a inondé les rues de [Valence].", "place"),
    ("La frontière avec l'[Iran] est fermée.", "place"),
    ("[Alger] a rappelé son ambassadeur.", "actor"),
    ("Une explosion a secoué [Beyrouth] mardi.", "place"),
    ("D'après [Kiev], le pont a été touché.", "actor"),
    ("Les habitants de [Naples] ont fui.", "place"),
    ("La [Suède] rejoint l'alliance.", "actor"),
    ("Le ministre s'est rendu à [Rabat].", "place"),
    ("Le roi du [Maroc] a reçu le ministre.", "organisation"),
    ("La Banque de [France] relève ses prévisions.", "organisation"),
    ("[Londres] veut un accord avant juin.", "actor"),
    ("Le séisme a touché le sud du [Maroc].", "place"),
    ("Moscou a menacé mardi [Vilnius] de représailles.", "actor"),
    ("L'opération a commencé à la demande de [Bamako].", "actor"),
    ("Bonn a adressé ses condoléances à [Paris].", "actor"),
    ("L'enclave est coincée entre la [Lituanie] et la mer.", "place"),
    ("Le parquet de [Lyon] a ouvert une enquête.", "organisation"),
    ("[Tombouctou] échappe à l'État.", "place"),
    ("Le barrage d'[Eupen] a menacé de céder.", "place"),
    ("Le pont aérien avec la [Martinique] a débuté.", "place"),
]


def bracketed(marked: str) -> Mention:
    text = marked.replace("[", "").replace("]", "")
    (found,) = resolve(text, [(marked.index("["), marked.index("]") - 1)])
    return found


@pytest.mark.parametrize(("marked", "role"), [*ENGLISH, *FRENCH])
def test_a_name_has_its_role(marked: str, role: str) -> None:
    """A place, an actor, part of an organisation or people: and only the place gets a marker."""
    found = bracketed(marked)
    assert found.role == role
    assert found.marker == (role == "place" and bool(found.candidates))


def test_land_called_after_a_people_is_background() -> None:
    """ "The Azerbaijani town" lies in Azerbaijan, which is not what the marker is for."""
    found = bracketed("They met in the [Azerbaijani] town of Yevlakh.")
    assert (found.usage, found.role, found.marker) == ("literal", "background", False)


def test_french_people_are_no_place() -> None:
    """A people's name that the gazetteer does not know is told by its ending after an article."""
    text = "Les Souriciens votent."
    assert usage_of(text, Span(4, 14, "Souriciens", ())) == ("demonymic", "background")
