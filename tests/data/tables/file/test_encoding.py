"""Letters are read as they were written, whatever wrote them; a guess is said, nothing vanishes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz.data.tables import Table, read_table
from nnviz.data.tables.file.detection import ENCODINGS
from nnviz.data.tables.layout.notes import BROKEN_CHARACTERS, GUESSED_ENCODING

#: Words as tables have them, and the encodings that people of that language meet.
LANGUAGES = {
    "Japanese": (
        "猫 犬 東京 大阪 名前 年齢 身長 りんご みかん バナナ 女性 男性 京都 会社員 はい いいえ",
        ("cp932", "euc_jp", "iso2022_jp"),
    ),
    "Chinese": (
        "北京 上海 广州 姓名 年龄 身高 体重 苹果 香蕉 红色 蓝色 绿色 学生 老师 类别 城市",
        ("gb18030",),
    ),
    "Taiwanese": (
        "臺北 高雄 臺中 姓名 年齡 身高 體重 蘋果 香蕉 紅色 藍色 綠色 學生 老師 類別 城市",
        ("big5hkscs",),
    ),
    "Korean": (
        "서울 부산 이름 나이 몸무게 사과 바나나 남자 여자 빨강 파랑 초록 아니오 학생 선생님",
        ("cp949",),
    ),
    "Russian": (
        "Москва Казань имя возраст рост яблоко банан мужчина женщина красный синий зелёный студент",
        ("cp1251", "koi8_r", "cp866", "iso8859_5"),
    ),
    "German": (
        "Größe männlich weiß grün Köln München Äpfel Straße Übung schön süß Bär Käse Öl",
        ("cp1252", "mac_roman"),
    ),
    "French": (
        "âge élève français été forêt garçon Orléans déjà être Noël naïf sécurité chêne",
        ("cp1252", "mac_roman"),
    ),
    "Spanish": (
        "niño niña España años mañana corazón león árbol otoño señor sábado café pingüino",
        ("cp1252",),
    ),
    "Polish": (
        "Łódź Kraków Gdańsk płeć mężczyzna żółty środa źródło ósmy jabłko książka świeży łąka",
        ("cp1250", "iso8859_2"),
    ),
    "Czech": (
        "Plzeň věk pohlaví žena žlutý zelený modrý středa příroda člověk říjen březen úterý kůň",
        ("cp1250", "iso8859_2"),
    ),
    "Greek": (
        "Αθήνα Θεσσαλονίκη ηλικία ύψος βάρος άνδρας γυναίκα κόκκινο πράσινο ναι όχι μήλο σκύλος",
        ("cp1253",),
    ),
    "Turkish": (
        "İstanbul yaş ağırlık kadın kırmızı yeşil öğrenci güneş dağ çiçek şehir ağaç balık kuş",
        ("cp1254",),
    ),
    "Hebrew": (
        "ירושלים אביב גיל גובה משקל תפוח בננה גבר אישה אדום כחול ירוק כלב חתול ספר שולחן",
        ("cp1255",),
    ),
    "Arabic": (
        "القاهرة دبي اسم عمر طول وزن تفاح موز رجل امرأة أحمر أزرق أخضر كتاب مدرسة",
        ("cp1256",),
    ),
    "Thai": (
        "กรุงเทพ ชื่อ อายุ ส่วนสูง น้ำหนัก แอปเปิ้ล กล้วย ชาย หญิง แดง น้ำเงิน เขียว แมว หมา",
        ("cp874",),
    ),
}
WRITTEN = [(name, encoding) for name, (_, found) in LANGUAGES.items() for encoding in found]


@st.composite
def tables(draw: st.DrawFn, language: str) -> tuple[tuple[str, ...], list[str], str]:
    """Names, the cells of the second column, and the text of a table in a language."""
    words = LANGUAGES[language][0].split()
    names = draw(st.permutations(words))[:3]
    # Enough different words that there is something to tell from.
    some = draw(st.permutations(words))[:10]
    cells = some + draw(st.lists(st.sampled_from(words), max_size=20))
    delimiter = draw(st.sampled_from([",", ";", "\t"]))
    rows = [f"{i}{delimiter}{cell}{delimiter}{i % 7}" for i, cell in enumerate(cells)]
    end = draw(st.sampled_from(["\n", "\r\n"]))
    last = draw(st.sampled_from(["", end]))
    return tuple(names), cells, end.join([delimiter.join(names), *rows]) + last


def texts_of(read: Table, i: int) -> list[str | None]:
    cells = read.columns[i]
    return [None if code < 0 else cells.vocabulary[code] for code in cells.codes]


@pytest.mark.parametrize(("language", "encoding"), WRITTEN)
@settings(max_examples=25)
@given(data=st.data())
def test_words_of_many_languages_are_read_as_they_were_written(
    language: str, encoding: str, data: st.DataObject
) -> None:
    names, cells, text = data.draw(tables(language))
    read = read_table(text.encode(encoding))
    assert read.names == names
    assert texts_of(read, 1) == cells
    is_guess = GUESSED_ENCODING in [remark.reason for remark in read.remarks]
    assert is_guess == (encoding != "iso2022_jp")


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("서울 여자 초록", "cp949"),
        ("국어 수학 영어", "cp949"),
        ("고양이 강아지 토끼", "cp949"),
        ("山鸢尾 变色鸢尾 维吉尼亚鸢尾", "gb18030"),
        ("不及格 及格 优秀", "gb18030"),
        ("張三 李四 王五", "big5hkscs"),
        ("春 夏 秋 冬", "euc_jp"),
        ("合格 不合格", "cp932"),
        ("мужчина осень улица цена", "koi8_r"),
        ("низкий лето нет цена", "cp1251"),
        ("красный синий зелёный", "iso8859_5"),
        ("苹果 是 不", "gb18030"),
        ("Αθήνα Πάτρα Άργος", "cp1253"),
        ("Αθήνα Πάτρα Άργος", "iso8859_7"),
        ("Αθήνα€ Πάτρα Άργος", "iso8859_7"),
        ("œuvre cœur été", "iso8859_15"),
        ("œuvre cœur été", "cp1252"),
        ("5€a 7€b", "cp1252"),
        ("5€a 7€b", "iso8859_15"),
        ("Müller€ Groß", "iso8859_15"),
        ("Müller€ Groß", "cp1252"),
        ("½ ¾ ¼", "cp1252"),
        ("Größe Müller", "cp1252"),
    ],
)
def test_few_words_are_enough(words: str, encoding: str) -> None:
    """Where each sign could also be one of another language, though a rare one there."""
    some = words.split()
    rows = [f"{i},{some[i % len(some)]},{i * i % 7}" for i in range(10)]
    read = read_table("\n".join(["a,b,c", *rows]).encode(encoding))
    assert texts_of(read, 1) == [some[i % len(some)] for i in range(10)]
    assert read.dialect.encoding == encoding


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("pad", range(4))
def test_the_last_cell_is_there_whatever_the_length(encoding: str, pad: int) -> None:
    rows = [f"{i},{i * i % 13},{'ab'[i % 2]}" for i in range(24)]
    text = "\n".join([f"size,width,kind{'x' * pad}", *rows])
    read = read_table(text.encode(encoding), encoding=encoding)
    assert (read.n_rows, texts_of(read, 2)) == (24, ["a", "b"] * 12)
    assert not read.remarks


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "encoding",
    [
        *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"),
        *("utf-32", "utf-32-le", "utf-32-be"),
    ],
)
@settings(max_examples=5)
@given(data=st.data())
def test_unicode_is_no_guess(language: str, encoding: str, data: st.DataObject) -> None:
    names, cells, text = data.draw(tables(language))
    read = read_table(text.encode(encoding))
    assert (read.names, texts_of(read, 1)) == (names, cells)
    assert not read.remarks


@pytest.mark.parametrize(("language", "encoding"), WRITTEN)
def test_what_a_person_says_is_done(language: str, encoding: str) -> None:
    word = LANGUAGES[language][0].split()[0]
    read = read_table(f"a,b\n1,{word}\n".encode(encoding), encoding=encoding)
    assert texts_of(read, 1) == [word]
    assert not read.remarks


def test_ten_classes_in_shift_jis_remain_ten() -> None:
    kinds = ["猫", "犬", "鳥", "魚", "馬", "牛", "羊", "豚", "猿", "兎"]
    rows = [f"{i},{i * i % 13},{kinds[i % 10]}" for i in range(40)]
    content = "\n".join(["高さ,幅,動物", *rows]).encode("cp932")
    read = read_table(content)
    assert read.names == ("高さ", "幅", "動物")
    assert (read.n_rows, read.columns[2].vocabulary) == (40, tuple(kinds))
    (remark,) = read.remarks
    assert "It was read as Shift-JIS, which is a guess" in remark.message()


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "euc_jp"])
def test_bytes_without_a_meaning_stay_different(encoding: str) -> None:
    rows = [b"1,\x81", b"2,\x8d", b"3,\x81", b"4,\x9d\xff"]
    read = read_table(b"a,b\n" + b"\n".join(rows) + b"\n", encoding=encoding)
    column = read.columns[1]
    assert (read.n_rows, column.n_missing, len(column.vocabulary)) == (4, 0, 3)
    assert [remark.reason for remark in read.remarks] == [BROKEN_CHARACTERS]


def test_control_characters_that_nobody_would_see_stay_different() -> None:
    # UTF-8 that was read as Latin-1 once and written as UTF-8 again.
    words = ["あ", "い", "う"]
    twice = [word.encode().decode("latin-1") for word in words]
    read = read_table(("a,b\n" + "\n".join(f"1,{word}" for word in twice * 3)).encode())
    assert (read.dialect.encoding, len(read.columns[1].vocabulary)) == ("utf-8", 3)
    assert [remark.reason for remark in read.remarks] == [BROKEN_CHARACTERS]


def test_a_nul_in_a_cell_is_seen() -> None:
    rows = [f"{i}.5,{i % 3}\0" if i == 2 else f"{i}.5,{i % 3}" for i in range(60)]
    read = read_table("\n".join(["a,b", *rows]).encode("utf-16"))
    assert (read.n_rows, read.columns[0].n_rows, read.columns[1].n_rows) == (60, 60, 60)
    assert texts_of(read, 1)[2] == "2\\x00"
    assert [remark.reason for remark in read.remarks] == [BROKEN_CHARACTERS]


def test_letters_far_below_and_seldom_are_found() -> None:
    plain = "\n".join(f"{i},word" for i in range(50_000))
    words = "\n".join(f"{i},{word}" for i, word in enumerate(LANGUAGES["Japanese"][0].split()))
    read = read_table(f"a,b\n{plain}\n{words}\n".encode("euc_jp"))
    assert read.dialect.encoding == "euc_jp"
    assert read.columns[1].vocabulary[1] == "猫"


def test_a_file_with_a_mark_is_read_as_a_person_says_all_the_same() -> None:
    content = "größe,b\n1,2\n".encode("utf-8-sig")
    assert read_table(content, encoding="utf-8").names == ("größe", "b")
    assert read_table(content, encoding="cp1252").names[0].endswith("grÃ¶ÃŸe")


@pytest.mark.parametrize(
    ("word", "encoding"),
    [
        ("Œuvre 5 €", "iso8859_15"),
        ("żółty", "cp852"),
        ("žlutý", "mac_latin2"),
        ("зелёный", "mac_cyrillic"),
        ("ύψος", "iso8859_7"),
    ],
)
def test_what_is_seldom_met_can_be_said(word: str, encoding: str) -> None:
    read = read_table(f"a,b\n1,{word}\n2,x\n".encode(encoding), encoding=encoding)
    assert texts_of(read, 1) == [word, "x"]
    assert not read.remarks


def test_pasted_text_has_no_encoding() -> None:
    assert read_table("größe,b\n1,2\n", encoding="cp1251").names == ("größe", "b")


def test_an_unknown_encoding_is_refused() -> None:
    with pytest.raises(ValueError, match="encoding must be one of"):
        read_table(b"a,b\n1,2\n", encoding="rot13")


def test_every_encoding_that_is_offered_exists() -> None:
    for encoding in ENCODINGS:
        assert "a".encode(encoding)
