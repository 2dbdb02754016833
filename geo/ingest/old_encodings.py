"""The old one-byte encodings, told apart by how common the letters are that each would give.

For each encoding, the languages that were written with it; for each language, how often it has its letters.
"""

import math
import re
from collections import Counter

# ARMSCII-8 (Armenian standard AST 34.002): Python has no codec for it. Capital and small letters alternate from 0xB2.
_ARMSCII = {0xA0: " ", 0xA1: " ", **dict(zip(range(0xA2, 0xB2), "և։)(»«—.՝,-֊…՜՛՞", strict=True)), 0xFE: "՚"}
_ARMSCII |= {0xB2 + 2 * i: chr(0x531 + i) for i in range(38)} | {0xB3 + 2 * i: chr(0x561 + i) for i in range(38)}

# Share of each letter among the letters that are not ASCII, in thousandths, the rare ones left out.
_FREQUENT = {
    "Russian": "о110е84а80и74н67т63с55р47в45л44к35м32д30п28у26я20ы19ь17г17з16б16ч15й12х10ж9ш7ю6ц5щ4э3ф3ъ1ё1",
    "Ukrainian": "о94а72н65и61і57в54р47т47е46с41к35у34л33д31п29м29я25з21ь18г16ч14б13х12й12ж9ш8ю8ї8ц8є5щ4ф3ґ1",
    "Armenian": "ա140ն80ե75ր70ի65ո60ւ55մ50տ40վ35կ35թ25լ22ս40հ30ը30յ40դ25"
    "գ20ց18բ18պ17խ15ղ14շ13ք20զ12ճ8ծ10ձ8ջ8փ8չ10օ5ռ7ժ6է12և10ֆ3",
    "Hebrew": "י110ו105ה95ל74א63מ60ר56ת53ב49ש47נ33ם32ע31ד27כ25ח24ק22פ17ג14ס14ז13ט12ן12צ11ך8ף2ץ1",
    "Arabic": "ا130ل120ي65م63و58ن57ر47ت45ب36ه35ع35د30س28ف26ة25ك22ق22ح20أ18ج13ش11ص10ط9ى8خ8ذ6ث6ز6إ6ض5غ4ئ3ء3ظ2ؤ1آ1،9؟1",
    "Turkish": "ı320ş115ü120ğ72ç75ö52İ25Ş4Ç4Ü3Ö3Ğ1â5î1û1",
    "Azerbaijani": "ı250ş150ü160ğ90ç90ö80İ40ä300Ş4Ç4Ü3Ö3Ğ1",
    "French": "é520è95à145ê65ç30ù15â15î12ô15û8ë4ï4œ6É12À10È1Ç1Ê2æ1ü1",
    "German": "ü330ä280ß170ö170Ü20Ö15Ä15é4",
    "Spanish": "ó260í250á200é160ñ100ú65ü3Á4É4Í3Ó3Ú2Ñ1",
    "Portuguese": "ã230ç150á150é120í90ó90õ60ê60â40à40ú50ô20É8Á4À3",
    "Italian": "à300è330ì100ò140ù120é60È20À3",
    "Nordic": "å250ä300ö250ø150æ120Å10Ö10Ø10Æ5é10",
    "Icelandic": "ð190á90í90þ60ö50ó50é35ú30æ40ý12Í10Á8Þ8Ó3",
    "Polish": "ł170ę150ą140ó120ż110ś95ć60ń35ź10Ł8Ś8Ż8",
    "Czech": "í200á170é100ě110ž65š60č60ř80ý70ů40ú15ť3ď3ň3Č5Š4Ž2Ř2",
    "Hungarian": "á260é260ö90ó80ő70í50ü50ű20ú25Á8É8Ö3",
    "Romanian": "ă280î130ţ120ş120â90Ţ2Ş3Î10",
    "Greek": "α90ο85ι70ε70τ75σ55ν60ρ40κ40π40ς40μ33υ35λ30ί25ά25η40ό25έ20ή20γ18δ17ω18ύ10ώ10θ10φ8χ10β7ξ4ζ3ψ2",
}
_CODECS = {
    "cp1251": ("Russian", "Ukrainian"),
    "koi8-r": ("Russian",),
    "koi8-u": ("Ukrainian",),
    "iso8859-5": ("Russian",),
    "cp866": ("Russian",),
    "mac-cyrillic": ("Russian", "Ukrainian"),
    "cp1254": ("Turkish", "Azerbaijani"),
    "armscii-8": ("Armenian",),
    "cp1255": ("Hebrew",),
    "cp1256": ("Arabic",),
    "cp1252": ("French", "German", "Spanish", "Portuguese", "Italian", "Nordic", "Icelandic"),
    "cp1250": ("Polish", "Czech", "Hungarian", "Romanian"),
    "iso8859-2": ("Polish", "Czech", "Hungarian", "Romanian"),
    "cp1253": ("Greek",),
    "mac-roman": ("French", "German", "Spanish"),
    "cp850": ("French", "German", "Spanish"),
}
_MARKS_OF_TEXT = "«»„“”‘’–—…№ °§€£©·"  # these say little of the language, and are welcome in all
_SELDOM = math.log(0.0004)  # a letter the language hardly has
_NEVER = math.log(0.00002)  # a sign no text has: box drawings, controls
_DOUBT = -6.0  # worse than this on average: none of the encodings explains the text


def text_in(data: bytes, codec: str) -> str | None:
    """The text in an encoding, None where the bytes are none; "armscii-8" is known besides those of Python."""
    if codec == "armscii-8":
        return "".join(_ARMSCII.get(byte, chr(byte) if byte < 0x80 else "\x80") for byte in data)
    try:
        return data.decode(codec)
    except (UnicodeDecodeError, ValueError):
        return None


def likeliest(sample: bytes) -> str:
    """The encoding that explains the bytes best, as Python or `text_in` calls it; empty where none explains them."""
    scores = {codec: score for codec in _CODECS if (score := _likelihood(sample, codec)) is not None}
    best = max(scores, key=lambda codec: scores[codec], default="")
    return best if best and scores[best] > _DOUBT else ""


def _likelihood(sample: bytes, codec: str) -> float | None:
    """Mean logarithm of how common the letters beyond ASCII are, in the best of the languages; None if no text."""
    text = text_in(sample, codec)
    if text is None:
        return None
    counted = Counter(sign for sign in text if sign > "\x7f")
    total = sum(counted.values())
    best = max(sum(_common(sign, language) * n for sign, n in counted.items()) for language in _CODECS[codec])
    return (best + _SELDOM * 0.5 * _misfits(text)) / total if total else None


def _common(sign: str, language: str) -> float:
    if sign in _MARKS_OF_TEXT:
        return math.log(0.02)
    table = _TABLES[language]
    if sign in table:
        return table[sign]
    small = sign.lower()
    if small in table:
        return max(table[small] + math.log(0.06), _SELDOM)
    return _SELDOM - 1 if sign.isalpha() else _NEVER


# A small letter before a capital inside a word; a Latin letter of ASCII beside a Greek, Cyrillic or Armenian one.
_MISFIT = re.compile("[а-яёա-ֆα-ωà-ÿ][А-ЯЁԱ-ՖΑ-ΩÀ-Þ]|[a-zA-Z][\u0370-\u0587]|[\u0370-\u0587][a-zA-Z]")


def _misfits(text: str) -> int:
    """How often letters stand beside each other that no word puts together: signs of the wrong encoding."""
    return len(_MISFIT.findall(text))


def _table(packed: str) -> dict[str, float]:
    counts = {letter: int(count) for letter, count in re.findall(r"(\D)(\d+)", packed)}
    total = sum(counts.values())
    return {letter: math.log(count / total) for letter, count in counts.items()}


_TABLES = {language: _table(packed) for language, packed in _FREQUENT.items()}
