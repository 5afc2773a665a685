"""How likely the signs of a text are in Chinese, Japanese or Korean: what each would cost in bits.

Bytes that are Korean in one encoding are rare but good Chinese signs in another. Of few words, as
tables have them, every sign tells: the right way to read has common ones. Korean syllables are as
common as the letters that they are made of; of Chinese characters those count as common that lead
the lists of frequency (for simplified ones Jun Da's, for Japanese ones those taught first), and
words that stand in many tables.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

# Bits of Korean letters, in Unicode's order: first, middle and last of a syllable (none is first).
_FIRST = (3, 7, 4, 3, 7, 4, 4, 4, 9, 3, 8, 2, 3, 9, 5, 6, 6, 6, 4)
_MIDDLE = (2, 4, 7, 11, 3, 4, 4, 8, 3, 6, 10, 7, 6, 4, 7, 10, 7, 7, 3, 6, 3)
_LAST = (
    *(1, 4, 10, 12, 3, 11, 9, 9, 3, 10, 10, 11, 13, 12, 13, 10, 5, 6, 9, 6, 6, 3, 9, 9, 11, 9),
    *(9, 8),
)
_HANGUL, _SYLLABLES = 0xAC00, len(_FIRST) * len(_MIDDLE) * len(_LAST)

_SIMPLIFIED = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道"
    "行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意"
    "无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什"
    "二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义"
    "各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金"
    "指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求"
    "据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笔元离流城百越车字远紧六七八九千"
    "姓男龄岁红黄蓝绿黑灰紫粉苹香蕉橙桃梨葡萄瓜猫狗鸟鱼牛羊猪鸡兔花草树班级班生老师职医护士费价单销售额率总分"
    "省县州京津沪渝汉深圳广杭苏宁武江湖河津海福建陕甘青云贵川港澳台温湿风雨雪晴阴气压血糖脂病症轻中重优良差"
    "否码号址电邮编客户商店订购退货款付收支出入产量重尺寸宽厚长短圆直径材料木铁铜银纸布衣裤鞋帽食饮茶米面油盐"
    "首末尾左右早晚春夏秋冬星周季节假快慢冷热甜酸苦辣咸软硬湿干净李王张刘陈杨赵黄周吴徐孙胡朱高林何郭罗梁宋郑"
    "鸢杂维吉尼亚"
)
_TRADITIONAL = frozenset(
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道"
    "行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意"
    "無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什"
    "二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義"
    "各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金"
    "指克許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求"
    "據程北邊死張該交規萬取拉格望覺術領共確傳師觀清今切院讓識候帶導爭運筆元離流城百越車字遠緊六七八九千"
    "姓男齡歲紅黃藍綠黑灰紫粉蘋香蕉橙桃梨葡萄瓜貓狗鳥魚牛羊豬雞兔花草樹班級職醫護士費價單銷售額率"
    "省縣州臺台北中高雄新竹桃園基隆嘉義屏宜蘭花蓮澎湖港九龍溫濕風雨雪晴陰壓血糖脂病症輕優良差"
    "否碼號址郵編客戶商店訂購退貨款付收支產尺寸寬厚短圓徑材料木鐵銅銀紙布衣褲鞋帽食飲茶米麵油鹽"
    "首末尾左右早晚春夏秋冬星周週季節假快慢冷熱甜酸苦辣鹹軟硬乾淨李王張劉陳楊趙黃周吳徐孫胡朱林何郭羅梁宋鄭"
)
_JAPANESE = frozenset(
    "一右雨円王音下火花貝学気九休玉金空月犬見五口校左三山子四糸字耳七車手十出女小上森人水正生青夕石赤千川先早"
    "草足村大男竹中虫町天田土二日入年白八百文木本名目立力林六引羽雲園遠何科夏家歌画回会海絵外角楽活間丸岩顔汽"
    "記帰弓牛魚京強教近兄形計元言原戸古午後語工公広交光考行高黄合谷国黒今才細作算止市矢姉思紙寺自時室社弱首秋"
    "週春書少場色食心新親図数西声星晴切雪船線前組走多太体台地池知茶昼長鳥朝直通弟店点電刀冬当東答頭同道読内南"
    "肉馬売買麦半番父風分聞米歩母方北毎妹万明鳴毛門夜野友用曜来里理話悪安暗医委意育員院飲運泳駅央横屋温化荷界"
    "開階寒感漢館岸起期客究急級宮球去橋業曲局銀区苦具君係軽血決研県庫湖向幸港号根祭皿仕死使始指歯詩次事持式実"
    "写者主守取酒受州拾終習集住重宿所暑助昭消商章勝乗植申身神真深進世整昔全相送想息速族他打対待代第題炭短談着"
    "注柱丁帳調追定庭笛鉄転都度投豆島湯登等動童農波配倍箱畑発反坂板皮悲美鼻筆氷表秒病品負部服福物平返勉放味命"
    "面問役薬由油有遊予羊洋葉陽様落流旅両緑礼列練路和性姓齢歳別値価格量率額費税員職種類型番号猫鶏豚兎鹿熊桜梅"
    "松杉阪奈良神戸横浜福岡札幌仙沖縄愛媛群馬埼玉千葉岐阜静新潟富石佐藤鈴木高橋田中渡辺伊山本中村小林加吉否無"
)
_KANA = re.compile("[\u3041-\u30ff]")
_HALF_KANA = re.compile("[\uff61-\uff9f]")
# Signs between words, full-width letters and digits.
_BETWEEN = re.compile("[\u3000-\u3020\uff01-\uff5e]")

# Of each encoding: its common characters; the standard that orders the others, and first bytes of
# its first level, from which those come that are in use at all.
_CHARACTERS = {
    "cp932": (_JAPANESE, "euc_jp", range(0xB0, 0xD0)),
    "euc_jp": (_JAPANESE, "euc_jp", range(0xB0, 0xD0)),
    "gb18030": (_SIMPLIFIED, "gb2312", range(0xB0, 0xD8)),
    "big5hkscs": (_TRADITIONAL, "big5", range(0xA4, 0xC7)),
    "cp949": (frozenset(), "euc_kr", range(0xCA, 0xFE)),
}
#: Encodings of which this speaks.
FAR_EAST = tuple(_CHARACTERS)
# Bits: of ASCII characters, of signs that are seldom met, and of what is no sign at all.
_ASCII, _SELDOM, _NONE = 6.0, 20.0, 28.0
_SIGN, _KANA_BITS, _HALF_KANA_BITS = 10.0, 8.0, 13.0
_COMMON, _USED, _HANJA = 10.0, 14.0, 19.0


def far_east(texts: Mapping[str, str]) -> tuple[list[str], float]:
    """Of the ways to read some bytes, those of the Far East, the likeliest first; and how many bits
    each sign costs in that, ASCII apart.

    Parameters
    ----------
    texts
        An encoding to what the bytes are in it, for each of `FAR_EAST` at least.
    """
    costs, lengths = {}, {}
    for name in FAR_EAST:
        signs = Counter(texts[name])
        plain = sum(count for sign, count in signs.items() if sign.isascii())
        # All bytes count, for the same ones may be two ASCII characters or one sign.
        costs[name] = sum(count * _bits(sign, name) for sign, count in signs.items())
        lengths[name] = costs[name] - _ASCII * plain, len(texts[name]) - plain
    ordered = sorted(FAR_EAST, key=costs.__getitem__)
    bits, count = lengths[ordered[0]]
    return ordered, bits / count if count else _NONE


def _bits(character: str, encoding: str) -> float:
    if character.isascii():
        return _ASCII
    if unicodedata.category(character) in ("So", "Co", "Cn", "Cc", "Cf"):
        return _NONE
    if _BETWEEN.match(character):
        return _SIGN
    if encoding in ("cp932", "euc_jp"):
        if _KANA.match(character):
            return _KANA_BITS
        if _HALF_KANA.match(character):
            return _HALF_KANA_BITS
    place = ord(character) - _HANGUL
    if encoding == "cp949" and 0 <= place < _SYLLABLES:
        rest, last = divmod(place, len(_LAST))
        first, middle = divmod(rest, len(_MIDDLE))
        return float(_FIRST[first] + _MIDDLE[middle] + _LAST[last])
    common, standard, first_level = _CHARACTERS[encoding]
    if character in common:
        return _COMMON
    try:
        is_used = character.encode(standard)[0] in first_level
    except UnicodeEncodeError:
        return _SELDOM + 2
    if encoding == "cp949":
        return _HANJA if is_used else _SELDOM
    return _USED if is_used else _SELDOM
