"""English and French word lists and patterns that say whether a capitalised word is likely a place here."""

import re

STOP = frozenset(
    "the a an of in on at to for and or but by with from as is was were are be been he she it they we you i his her their "
    "our its this that these those not no so if then than when while who what which where how why all any more most new "
    "old first last one two three mr mrs ms dr rev gen sen rep gov president minister monday tuesday wednesday thursday "
    "friday saturday sunday january february march april may june july august september october november december "
    "le la les un une des du de au aux et ou mais dans sur sous par pour avec sans ce cette ces il elle ils elles nous "
    "vous je tu son sa ses leur leurs qui que quoi dont lundi mardi mercredi jeudi vendredi samedi dimanche janvier "
    "février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)
# Names of places that are common words, given names or surnames far more often than places when they stand alone.
RARELY_PLACES = frozenset(
    "best can many man nice bar hot day us mobile reading bath buy split van ham hope young price ward hall bay central "
    "union along date rice ali early ford sale west east north south northern southern eastern western police university "
    "college school church home court street river lake hill mountain island state county city town village district "
    "province region republic kingdom united national international american general today yesterday tomorrow week year "
    "time times post news press associated house senate congress white black green red blue gold silver brown gray grey "
    "king queen prince pope saint st god jesus christ christian islam muslim jewish will mark grant bill frank jack joe "
    "john james david michael robert william richard thomas charles george paul peter mary martin lee kim scott kelly "
    "tyler madison lincoln jackson johnson wilson clinton bush nelson hamilton douglas lawrence howard clark carter "
    "moore walker evans morgan marshall ray roy dean carl eugene orange mercury moses abu san santa los las el van der "
    "von english latin university both such some per him see sea men son sun sat mon fri wed thu tue jan feb mar apr jun "
    "jul aug sep oct nov dec centre center north-east league park bank major cross".split()
)
PRECEDED_BY_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sir|Lord|Lady|Judge|Justice|Gen|Lt|Col|Capt|Sgt|Sen|Rep|Gov|Rev|Prof|President|Premier|"
    r"Chancellor|Secretary|Minister|Senator|Coach|Officer|Detective|Mayor|Chief|Prince|Princess|King|Queen|Pope|Saint|"
    r"General|Colonel|Captain|Congressman|Congresswoman|Sheriff|Professor|Bishop|M|Mme|MM)\.?\s+$"
)
PLACE_WORD_BEFORE = re.compile(
    r"(?:\b(?:in|at|from|near|to|into|outside|inside|around|across|via|toward|towards|throughout|within|leaving|visited|"
    r"visit|entered|between|north of|south of|east of|west of|outside of|city of|town of|village of|port of|province of|"
    r"state of|capital of|capital,|[àÀ]|en|dans|vers|près de|depuis|ville de|région de|capitale)\s+(?:the\s+|la\s+|le\s+)?"
    r"(?:(?:northern|southern|eastern|western|central|downtown|nearby|neighboring|neighbouring)\s+)?)$"
)
TO_OR_FROM = re.compile(r"\b(?:to|from)\s+$")
LINKED_TO_ORGANISATION = re.compile(r"\b(?:of|in|at|for)\s+(?:the\s+)?$")
CAPITALISED_BEFORE = re.compile(r"([A-ZÀ-Þ][\w’'\-]+)\s$")
CAPITALISED_AFTER = re.compile(r"\s[A-ZÀ-Þ][a-zà-ÿ]+")
FEATURE_AFTER = re.compile(
    r"\s(?:County|Parish|City|Province|District|Region|River|Airport|International|State|Island|Islands|Valley|Township)\b"
)
BUSINESS_AFTER = re.compile(
    r"^\s+(?:Post|Times|Globe|Tribune|Herald|Journal|Gazette|Examiner|Chronicle|Star|Sun|Telegraph|University|College|"
    r"United|City FC|FC|Yankees|Red Sox|Airlines|Airways|Bank|Motors|Pharmaceuticals|Street|St\.|Avenue|Ave\.|Road|Rd\.|"
    r"Boulevard|Blvd|Lane|Drive)\b"
)
PUBLIC_BODY_AFTER = re.compile(
    r"^\s+(?:Police|Sheriff|Department|School|Schools|University|College|Hospital|Council|Court|Fire|Board|Commission|"
    r"Authority|High|Airport|Medical|Public|City|Township|Community|Chamber|Elementary|Area|Regional|Army|Government|"
    r"Ministry|State|County|Parliament|Embassy|Museum|Library|Church)\b"
)
PAPER = re.compile(
    r"\b(?:Post|Times|Globe|Tribune|Herald|Journal|Gazette|Examiner|Chronicle|Telegraph|News|Yankees|Sox|Airlines|Airways|"
    r"FC|United|Raiders|Bulls|Lakers|Cowboys|Eagles|Bears|Stock Exchange)\b"
)
ROAD = re.compile(r"(?:Street|St\.|Avenue|Ave\.|Road|Rd\.|Boulevard|Lane|Drive|Highway|Route)\s*\d*$")
NATURE = re.compile(
    r"\b(?:River|Lake|Mount|Mountain|Mountains|Island|Islands|Bay|Sea|Ocean|Gulf|Strait|Canal|Creek|Valley|Peninsula|"
    r"Desert|Forest|Park|Beach|Cape|Peak|Pass|Falls|Hill|Hills|Coast|Basin|Harbor|Harbour)\b"
)
BUILDING = re.compile(
    r"\b(?:Airport|Station|Stadium|Hospital|University|College|School|Church|Cathedral|Mosque|Temple|Museum|Palace|Prison|"
    r"Bridge|Tunnel|Tower|Hall|Center|Centre|Hotel|Base|Square|Plaza|Mall|Theatre|Theater|Arena|Library|Cemetery|Zoo)\b"
)
SENTENCE_START = re.compile(r"(?:^|[.!?\n”\"]\s*)$")
