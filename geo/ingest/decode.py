"""Bytes → words: byte order mark, declared encoding, UTF-8, UTF-16, else the likeliest of the old encodings.

Old one-byte encodings are told apart by how common the letters are that each would give, in the languages that were
written with it; what none of them explains is left to charset-normalizer. Nothing is guessed silently: the encoding
comes back in words.
"""

import codecs
import math
import re
from collections import Counter
from dataclasses import dataclass

from geo.errors import IngestError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What browsers take these declarations to mean (WHATWG Encoding Standard).
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
_NAMES = {"cp1250": "windows-1250", "cp1251": "windows-1251", "cp1252": "windows-1252", "cp1253": "windows-1253"}
_NAMES |= {"cp1254": "windows-1254", "cp1255": "windows-1255", "cp1256": "windows-1256", "cp1257": "windows-1257"}
_NAMES |= {"iso8859-5": "iso-8859-5", "iso8859-9": "iso-8859-9", "mac-cyrillic": "mac-cyrillic"}

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
_SAMPLE = 60_000

_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})|<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_MANGLED = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)


@dataclass(frozen=True)
class Decoded:
    """Words, the encoding they were in, and what to tell the reader."""

    text: str
    encoding: str
    messages: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None, *, markup: bool = False) -> Decoded:
    """The words of a text file; `declared` is what the server says, `markup` lets the file itself say it too.

    Raises IngestError where the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding)
    wide = _utf16(data)
    if wide:
        return Decoded(data.decode(wide), wide, (f"decoded as {wide}",))
    if b"\x00" in data:
        raise _not_text()
    said = declared or (_declared_inside(data) if markup else "")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _declared(data, said) or _nearly_utf8(data) or _guessed(data)
    return _plain(text, said)


def mended(text: str) -> tuple[str, list[str]]:
    """Words that were UTF-8 and were once read as windows-1252 ("AzÉ™rbaycan"), read right; else as they are."""
    if len(_MANGLED.findall(text[:_SAMPLE])) < 2:
        return text, []
    try:
        right = text.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text, []
    return right, ["letters that had been read in a wrong encoding were mended"]


def _plain(text: str, said: str) -> Decoded:
    known = _codec(said)
    if known and known not in ("utf-8", "ascii", "cp1252") and not text.isascii():
        return Decoded(text, "utf-8", (f"declared as {said}, but it is UTF-8: decoded as UTF-8",))
    return Decoded(text, "utf-8")


def _marked(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd")
    messages = () if encoding == "utf-8" else (f"decoded as {encoding}",)
    return Decoded(text, encoding, (*messages, *_lost(lost)))


def _lost(count: int) -> tuple[str, ...]:
    return (f"{count} broken character{'s' if count > 1 else ''} shown as \ufffd",) if count else ()


def _codec(name: str | None) -> str:
    """Python's name of a declared encoding, empty if there is none of that name for text."""
    cleaned = (name or "").strip().strip("\"'").lower()
    if cleaned in ("armscii-8", "armscii8"):
        return "armscii-8"
    try:
        found = codecs.lookup(cleaned)
    except (LookupError, ValueError):
        return ""
    return _MEANT.get(found.name, found.name) if getattr(found, "_is_text_encoding", True) else ""


def _declared_inside(data: bytes) -> str:
    found = _DECLARED.search(data[:4096])
    return (found[1] or found[2]).decode("ascii") if found else ""


def _declared(data: bytes, said: str) -> Decoded | None:
    """The text in its declared encoding, if that exists and gives text."""
    known = _codec(said)
    if not known or known in ("utf-8", "utf-7", "ascii") or known.startswith(("utf-16", "utf-32")):
        return None
    text = _in(data, known)
    if text is None or _signs(text):
        return None
    return Decoded(text, known, (f"decoded as {_name(known)}, as declared",))


def _in(data: bytes, codec: str) -> str | None:
    if codec == "armscii-8":
        return "".join(_ARMSCII.get(byte, chr(byte) if byte < 0x80 else "\x80") for byte in data)
    try:
        return data.decode(codec)
    except (UnicodeDecodeError, ValueError):
        return None


def _name(codec: str) -> str:
    return _NAMES.get(codec, codec)


def _signs(text: str) -> int:
    """How many characters no text has: control characters of the upper half."""
    return sum(1 for sign in text[:_SAMPLE] if "\x80" <= sign <= "\x9f" and sign != "\x85")


def _utf16(data: bytes) -> str:
    """utf-16-le or -be for text that lacks the mark: its spaces and line ends have a NUL on one side."""
    if len(data) < 4 or len(data) % 2 or b"\x00" not in data[:4000]:
        return ""
    head = data[: 4000 - 4000 % 2]
    scores = {}
    for encoding in ("utf-16-le", "utf-16-be"):
        text = head.decode(encoding, "replace")
        usual = sum(1 for sign in text if sign.isspace() or sign.isalnum() or sign in ".,;:!?-()'\"’“”«»–—")
        blank = sum(1 for sign in text if sign in " \n\r")
        scores[encoding] = usual / len(text) if blank and blank / len(text) < 0.5 and "\x00" not in text else 0
    best = max(scores, key=lambda name: scores[name])
    try:
        data.decode(best)
    except UnicodeDecodeError:
        return ""
    return best if scores[best] > 0.9 and _few_scripts(head.decode(best, "replace")) else ""


def _few_scripts(text: str) -> bool:
    """Whether the letters come from a few places of Unicode, as those of any language do."""
    letters = [ord(sign) >> 8 for sign in text if sign.isalpha()]
    common = Counter(letters).most_common(4)
    asian = sum(1 for page in letters if 0x30 <= page <= 0xD7)
    return bool(letters) and (asian > 0.6 * len(letters) or sum(count for _, count in common) > 0.95 * len(letters))


def _nearly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes: nineteen of twenty letters beyond ASCII are whole."""
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    beyond = sum(1 for sign in text if sign > "\x7f") - lost
    if beyond < 19 * lost:
        return None
    return Decoded(text, "utf-8", _lost(lost))


def _guessed(data: bytes) -> Decoded:
    """The likeliest of the old encodings; raises IngestError where none gives text."""
    sample = data[:_SAMPLE]
    scores = {codec: score for codec in _CODECS if (score := _likelihood(sample, codec)) is not None}
    best = max(scores, key=lambda codec: scores[codec], default="")
    if best and scores[best] > _DOUBT and (text := _in(data, best)) is not None:
        return Decoded(text, best, (f"decoded as {_name(best)}, which nobody declared: check the letters",))
    return _normalizer(data)


def _likelihood(sample: bytes, codec: str) -> float | None:
    """Mean logarithm of how common the letters beyond ASCII are, in the best of the languages; None if no text."""
    text = _in(sample, codec)
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


def _normalizer(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    found = from_bytes(data[:_SAMPLE]).best()
    text = _in(data, found.encoding) if found else None
    if found is None or text is None or _signs(text):
        raise _not_text()
    return Decoded(text, found.encoding, (f"decoded as {_name(found.encoding)}, a guess: check the letters",))


def _not_text() -> IngestError:
    return IngestError("it is not text in any encoding known here", mend="Save it as UTF-8 text, or paste the words")
