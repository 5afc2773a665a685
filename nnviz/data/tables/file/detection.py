"""Which encoding letters are written in, where the file itself does not say.

charset-normalizer, which comes with Streamlit, says what the bytes may be at all, and its order is
kept where nothing else tells. What it lacks is made up for here: tables have few words, so that
French read as Central European ("élčve") looks as orderly to it as French, and a few Japanese words
as Korean ones. So each way to read is asked how many of its letters belong to one language of that
encoding's alphabet. Where there are thousands of signs, or the same letters in another order, how
common those are tells encodings apart.
"""

import re
from collections.abc import Iterator
from itertools import islice

from nnviz.data.tables.file.signs import FAR_EAST, far_east

#: Encodings that a file may be read as, and what they are called; the commoner of two comes first.
ENCODINGS = {
    "utf-8": "UTF-8",
    "cp1252": "Windows-1252",
    "cp932": "Shift-JIS",
    "euc_jp": "EUC-JP",
    "gb18030": "GB18030",
    "big5hkscs": "Big5",
    "cp949": "EUC-KR",
    "cp1251": "Windows-1251",
    "koi8_r": "KOI8-R",
    "cp866": "DOS 866",
    "iso8859_5": "ISO 8859-5",
    "cp1250": "Windows-1250",
    "iso8859_2": "ISO 8859-2",
    "cp1253": "Windows-1253",
    "cp1254": "Windows-1254",
    "cp1255": "Windows-1255",
    "cp1256": "Windows-1256",
    "cp1257": "Windows-1257",
    "cp874": "Windows-874",
    "mac_roman": "Mac Roman",
    "cp850": "DOS 850",
    "iso8859_15": "ISO 8859-15",
    "iso8859_7": "ISO 8859-7",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
    "iso2022_jp": "ISO-2022-JP",
    "utf-8-sig": "UTF-8",
    # Met too seldom to be guessed; a person may say them.
    "cp852": "DOS 852",
    "mac_latin2": "Mac Latin 2",
    "mac_cyrillic": "Mac Cyrillic",
}
# Of these a file without a mark may be in any, if it is not in UTF-8.
_EIGHT_BIT = tuple(ENCODINGS)[1:23]

# Signs that are no letters and common in tables of any language.
_SIGNS = "°²³µ±€£“”„‘’‚–—…«»×½¼¾§©®¿¡ºª·•™\u00a0№₂"
# Letters beyond ASCII, in lower case, of the languages that are written in an encoding.
_WESTERN = (
    "äöüßé", "àâæçéèêëîïôœùûüÿ", "áéíñóúüçàèòïªº", "ãõáâàçéêíóôúüªº", "àèéìíîòóùú",
    "åäöæøéüèô", "áéíóúðþæöý", "éëïöüáóúíèêĳ",
)  # fmt: skip
_CENTRAL = (
    "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţșț", "čćđšž", "äöüß",
    "çë",
)  # fmt: skip
_ALPHABETS = {
    name: tuple(frozenset(letters + _SIGNS) for letters in languages)
    for name, languages in {
    "cp1252": _WESTERN,
    "iso8859_15": _WESTERN,
    "mac_roman": _WESTERN,
    "cp850": _WESTERN,
    "cp1250": _CENTRAL,
    "iso8859_2": _CENTRAL,
    "cp1254": ("çğıöşüâîûi",),
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņōŗšūž", "äõöüšž"),
    "cp1251": ("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'",
               "абвгдежзийклмнопрстуфхцчшщъьюя", "абвгдђежзијклљмнњопрстћуфхцчџш",
               "абвгдеёжзійклмнопрстуўфхцчшыьэюя"),
    "koi8_r": ("абвгдеёжзийклмнопрстуфхцчшщъыьэюя",),
    "cp866": ("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "абвгдеєжзиїйклмнопрстуфхцчшщьюяў"),
    "iso8859_5": ("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "абвгдђежзијклљмнњопрстћуфхцчџш"),
    "cp1253": ("αάβγδεέζηήθιίϊΐκλμνξοόπρσςτυύϋΰφχψωώ",),
    "iso8859_7": ("αάβγδεέζηήθιίϊΐκλμνξοόπρσςτυύϋΰφχψωώ",),
    "cp1255": ("אבגדהוזחטיךכלםמןנסעףפץצקרשת",),
    "cp1256": ("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگًٌٍَُِّْ،؟",),
    "cp874": ("".join(map(chr, range(0x0E01, 0x0E5B))),),
}.items()
}  # fmt: skip
_CYRILLIC = ("cp1251", "koi8_r", "cp866", "iso8859_5")
# Russian letters, the most frequent first; in the languages nearby it is about the same.
_FREQUENT = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"
_OTHER_SCRIPTS = (*_CYRILLIC, "cp1253", "iso8859_7", "cp1255", "cp1256", "cp874")
# They differ in the place of the euro and a few letters from Windows' own, which are commoner.
_OLDER = ("iso8859_15", "iso8859_7")
_TURKISH = re.compile("[ğışİĞŞ]")

_FAR_TEXT = re.compile(r"[^\x00-\x7f]")
_MIXED = re.compile(r"[A-Za-z](?=[^\x00-\x7f])|[^\x00-\x7f](?=[A-Za-z])")
_FAR = re.compile(rb"[\x80-\xff]")
_WORD = re.compile(r"[^\W\d_]{2,}")
# Signs within a word; what ends a word, but stands within one; Thai marks without their consonant,
# and digits.
_MISPLACED = re.compile(
    rf"(?<=[^\W\d_])[{_SIGNS.translate({ord(sign): None for sign in '’·ªºµ'})}](?=[^\W\d_])"
    "|[ךםןףץ](?=[א-ת])|ς(?=[α-ω])|[ةى](?=[ء-ي])"
    "|(?<=[\u0e01-\u0e4e])[\u0e50-\u0e59]"
    "|(?<![\u0e01-\u0e2e\u0e31\u0e34-\u0e39\u0e47])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"
)
_LETTERS = re.compile(rb"[A-Za-z]*\Z")
_LINE_END = re.compile(rb"[\r\n]")
_LONGEST_PART = 2_000
_PARTS, _SAMPLE = 400, 12_000
# Bytes beyond ASCII that tell nothing but that they are not; and how close shares are equal.
_TOO_FEW, _ABOUT = 4, 0.05
# Bits of a sign: fewer are a text of the Far East, more may be one if no alphabet has the letters.
_READABLE, _PERHAPS, _NO_ALPHABET = 12.8, 16.0, 0.8


def sample_of(content: bytes) -> bytes:
    """Pieces of lines with bytes beyond ASCII, different ones, from three places of a file."""
    taken: dict[bytes, None] = {}
    for third in range(3):
        length = 0
        for part in islice(_parts(content, third * len(content) // 3), _PARTS):
            if part not in taken:
                taken[part] = None
                length += len(part)
            if length > _SAMPLE:
                break
    return b"\n".join(taken)


def _parts(content: bytes, start: int) -> Iterator[bytes]:
    """From the first word of each line with a byte beyond ASCII, which begins a character there, to
    the line's end.
    """
    if start:
        end = _LINE_END.search(content, start)
        start = end.end() if end else len(content)
    while found := _FAR.search(content, start):
        begin = found.start()
        word = _LETTERS.search(content[max(begin - 20, start) : begin])
        begin -= len(word[0]) if word else 0
        end = _LINE_END.search(content, begin, begin + _LONGEST_PART)
        stop = end.start() if end else min(begin + _LONGEST_PART, len(content))
        yield content[begin:stop]
        after = end or _LINE_END.search(content, stop)
        if after is None:
            return
        start = after.end()


def likely_encodings(content: bytes) -> list[str]:
    """Encodings that a file is about equally likely to be in, the likeliest first."""
    # It takes a tenth of a second to load, and most files need none of it.
    from charset_normalizer import from_bytes

    sample = sample_of(content)
    orderly = {
        name: match.coherence - match.chaos
        for match in from_bytes(sample, cp_isolation=list(_EIGHT_BIT))
        for name in {match.encoding, *match.could_be_from_charset}
    }
    texts = {name: sample.decode(name, "replace") for name in _EIGHT_BIT}
    shares = {name: _share(texts[name], name) for name in _EIGHT_BIT if name not in FAR_EAST}
    if shares["cp1252"] == 1 and len(_FAR.findall(sample)) < _TOO_FEW:
        return ["cp1252"]
    for name in ("cp1252", "iso8859_15"):
        # Nothing but prices, degrees and the like. In another encoding, as short a text may be any.
        signs = set(_FAR_TEXT.findall(texts[name]))
        if signs <= set(_SIGNS) and (name == "cp1252" or "€" in signs):
            return [name]
    far, bits = far_east(texts)
    best = max(shares.values())
    if bits < (_PERHAPS if best < _NO_ALPHABET else _READABLE):
        return far

    def likeliest(name: str) -> tuple[float, bool, bool, float]:
        # Hebrew has few letters, all of which are Cyrillic ones too; hardly ever the other way. So
        # it is with Turkish letters, and those that only Icelandic has.
        is_rare = name == "cp1255" or (name == "cp1254" and _TURKISH.search(texts[name]))
        order = round(orderly.get(name, -1.0), 1)
        return -round(shares[name], 2), name in _OLDER, not is_rare, -order

    likely = sorted((name for name in shares if shares[name] >= best - _ABOUT), key=likeliest)
    if likely[0] in _CYRILLIC:
        likely.sort(key=lambda name: (name not in _CYRILLIC, _rarity(texts[name])))
    return likely


def _rarity(text: str) -> int:
    """How rare letters are in Russian: those of the words in the wrong order are, and capitals."""
    places = (_FREQUENT.find(letter) for letter in text)
    return sum(place if place >= 0 else len(_FREQUENT) for place in places)


def _share(text: str, encoding: str) -> float:
    """Share of the characters beyond ASCII that a text in one language would have."""
    far = _FAR_TEXT.findall(text)
    if not far:
        return 0.0
    odd = len(_MISPLACED.findall(text)) + sum(map(_odd_capitals, set(_WORD.findall(text)))) / 2
    if encoding in _OTHER_SCRIPTS:
        # "kэrmэzэ" is no word.
        odd += len(_MIXED.findall(text))
    lower = [character.lower()[0] for character in far]
    return max(
        (sum(character in alphabet for character in lower) - odd) / len(lower)
        for alphabet in _ALPHABETS[encoding]
    )


def _odd_capitals(word: str) -> int:
    """How many capitals stand behind the first letter of a word that has small letters, too."""
    if word.isascii() or word.isupper():
        return 0
    return sum(letter.isupper() for letter in word[1:])
