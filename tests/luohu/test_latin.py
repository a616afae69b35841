"""Messages in Latin letters are understood; what is neither English nor pinyin stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from luohu.latin import Words, in_chinese, read_words, write_pinyin
from luohu.settings import ROOT
from luohu.text import normalise


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Words:
    """The project's glossary, and spellings of a few words."""
    folder = tmp_path_factory.mktemp("var")
    write_pinyin(
        folder / "dictionary" / "pinyin.tsv",
        ["租房", "租房", "能", "落户", "落户", "吗", "开店", "怎么", "威海"],
    )
    return read_words(ROOT / "policy_corpus", folder)


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        ("weihai zufang neng luohu ma", "威海租房能落户吗"),
        ("zu fang luo hu", "租房落户"),
        ("威海 kaidian 怎么 luohu", "威海 开店 怎么 落户"),
    ],
)
def test_pinyin_is_read_by_the_words_of_the_field(words: Words, text: str, chinese: str) -> None:
    assert in_chinese(text, words) == chinese


def test_english_keeps_what_it_asks_and_the_name_of_the_place(words: Words) -> None:
    said = in_chinese("Can I get a hukou if I rent an apartment in Weihai?", words)
    assert "租房" in said
    assert "落户" in said
    assert "weihai" in said


@pytest.mark.parametrize(
    "text", ["", "我租房能落户吗", "A类人才", "<x>", "12345", "qwrt zxcvb", "ask_renting{"]
)
def test_other_letters_stay_as_they_are(words: Words, text: str) -> None:
    assert in_chinese(text, words) == text


@pytest.mark.parametrize("text", ["agreement", "a tripartite agreement", "two contracts"])
def test_a_phrase_of_some_company_stays_in_any_other(words: Words, text: str) -> None:
    assert in_chinese(text, words)


def test_of_homophones_the_commonest_is_meant(tmp_path: Path) -> None:
    write_pinyin(tmp_path / "dictionary" / "pinyin.tsv", ["公式", "公司", "公司"])
    words = read_words(ROOT / "policy_corpus", tmp_path)
    assert in_chinese("gongsi", words) == "公司"


def told(text: str, words: Words, pieces: str, never: str = "") -> None:
    """Assert that the Chinese has the pieces in their order and none that it must never have."""
    chinese, place = in_chinese(normalise(text), words), 0
    for piece in pieces.split():
        found = chinese.find(piece, place)
        assert found >= 0, f"{piece} is not where it should be in {chinese}"
        place = found + len(piece)
    for piece in never.split():
        assert piece not in chinese, f"{piece} stands in {chinese}"


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("I have rented for less than one year", "租房不到一年"),
        ("I've been renting in Weihai for under 2 years", "租房 不到2年"),
        ("We have been tenants for under two years", "不到两年"),
        ("I've rented for just under a year", "租房不到一年"),
        ("We lived here for a little less than three years", "住 不到三年"),
        ("I have stayed for fewer than six months", "住 不到半年"),
        ("My lease is shorter than one year", "租房合同不到一年"),
        ("Renting for eleven months, not quite a year", "十一个月 不到一年"),
        ("It hasn't been two years yet", "不到两年"),
        ("It has not been a full year", "不到一年"),
        ("I haven't lived here for two years", "住 不到两年"),
        ("I have not been renting for a full year", "租房不到一年"),
        ("We haven't lived in Chifeng for even half a year", "住 不到半年"),
        ("My shop has been open for less than two years", "店 不到两年"),
        ("I graduated less than 5 years ago", "毕业 不到5年"),
        ("It's not yet three years since I graduated", "不到三年"),
        ("my contract runs for well under a year", "合同 不到一年"),
        ("She has paid social insurance for less than 12 months", "交了社保不到12个月"),
        ("i only rent since 8 months, less than a year", "不到一年"),
        ("I've lived here just shy of two years", "住 不到两年"),
    ],
)
def test_less_than_so_long_is_never_as_long(words: Words, text: str, pieces: str) -> None:
    told(text, words, pieces)


@pytest.mark.parametrize(
    ("text", "pieces", "never"),
    [
        ("I've rented for almost two years", "租房快两年", ""),
        ("We have lived here for nearly a year", "住 快一年", ""),
        ("My lease is close to one year", "租房合同快一年", ""),
        ("I am approaching three years of renting", "租房快三年", ""),
        ("I'm about to complete two years here", "快两年", ""),
        ("We have lived here for over two years", "住 两年多", ""),
        ("I've been renting for more than a year", "租房一年多", ""),
        ("I graduated more than five years ago", "毕业 五年多", "不到"),
        ("She has lived here for well over 3 years", "住 3年多", ""),
        ("I've paid social insurance for slightly more than 18 months", "社保 18个月多", ""),
        ("We have rented for longer than six months", "租房半年多", ""),
        ("I have lived here for at least one year", "住 至少一年", ""),
        ("No less than two years of renting", "租房至少两年", "不到 没有"),
        ("not less than one year", "至少一年", "不到"),
        ("Our contract is for no more than one year", "合同 最多一年", "多年"),
        ("I have stayed at most six months", "最多半年", ""),
        ("We have rented for two years or more", "租房两年以上", ""),
        ("I've been here about two years", "大约两年", ""),
        ("I rented for exactly one year", "租房正好一年", ""),
        ("I have only lived here for one month", "住 一个月", ""),
        ("I've rented for a year and a half", "租房一年半", ""),
        ("I have lived here for two and a half years", "住 两年半", ""),
        ("We stayed two years and three months", "两年三个月", "和"),
        ("I have a two-year lease", "两年租房合同", ""),
        ("I've lived here a couple of years", "住 两年", ""),
        ("I rented for 2 consecutive years", "租房连续2年", ""),
        ("I graduated two years ago", "毕业 两年前", ""),
        ("I have two years left until graduation", "还剩两年", ""),
        ("I will have to wait another year", "再过一年", ""),
        ("I need to rent two more years", "再过两年", ""),
        ("I graduated in June 2021", "毕业 2021年6月", ""),
        ("I have lived here since 2021", "住 从2021年", ""),
        ("I was born in 1990", "出生1990年", ""),
        ("I moved here last year", "搬 去年", ""),
        ("Within two years of graduation", "毕业两年内", ""),
    ],
)
def test_a_length_of_time_keeps_its_bound(words: Words, text: str, pieces: str, never: str) -> None:
    told(text, words, pieces, never)


@pytest.mark.parametrize(
    ("text", "pieces", "never"),
    [
        ("I have no social insurance", "没有社保", ""),
        ("I don't have social insurance", "没有社保", ""),
        ("We dont have any social insurance", "没有社保", ""),
        ("My wife does not pay social insurance", "老婆不交社保", ""),
        ("I never paid social insurance", "没交社保", "交了"),
        ("I haven't paid any social security", "没交社保", "交了"),
        ("My employer didn't pay social insurance for me", "单位没交社保", "交了"),
        ("Can I apply without social insurance?", "没有社保", ""),
        ("I rent without a contract", "租房没有租赁合同", ""),
        ("I live here but there is no contract", "没有合同", ""),
        ("There isn't any lease", "没有租赁合同", ""),
        ("The lease is not registered", "租房合同没备案", "上户口 登记"),
        ("My lease isn't registered yet", "租房合同没备案", "上户口"),
        ("Our rental contract has never been registered", "租房合同没备案", "上户口"),
        ("I have a lease but it isn't registered", "租房合同 没备案", "上户口"),
        ("We signed a lease, but it was never registered", "租房合同 没备案", "上户口"),
        ("I haven't registered the lease", "没备案", "备案了"),
        ("The landlord never registered our tenancy", "房东 没备案", "备案了"),
        ("The lease hasn't been registered with the housing bureau", "租房合同没备案", "备案了"),
        ("My lease is registered", "租房合同备案了", "没"),
        ("We have registered the lease", "备案了", "没"),
        ("Our lease has yet to be registered", "租房合同还没备案", "备案了"),
        ("my baby isn't registered anywhere", "没上户口", "备案"),
        ("My marriage isn't registered in China", "结婚没登记", "上户口"),
        ("my landlord doesn't agree", "房东不同意", ""),
        ("The landlord won't agree", "房东不同意", ""),
        ("landlord hasn't agreed", "房东没同意", "同意了"),
        ("My landlord agreed", "房东同意了", "不 没"),
        ("The landlord refuses", "房东不同意", ""),
        ("I don't have the consent of my landlord", "没有房东同意", ""),
        ("Is it possible without my landlord's permission?", "没有房东的同意", ""),
        ("There is no consent from the landlord", "没有房东同意", ""),
        ("The landlord won't let me register", "房东不让 登记", "备案"),
        ("My landlord is not willing to sign", "房东不愿意签", ""),
        ("I don't own a house", "没有自己的房子", "有自己有"),
        ("I do not own a flat here", "没有自己的房子", ""),
        ("We own an apartment in Feicheng", "有自己的房子", "没有"),
        ("my husband owns a house in town", "老公有自己的房子在镇上", "没有"),
        ("We have never owned a house", "没有自己的房子", ""),
        ("Can I settle without owning an apartment?", "没有自己的房子", ""),
        ("I haven't bought a flat", "没买房", "买了"),
        ("We bought an apartment", "买了房", "没"),
        ("The flat isn't in my name", "房子不在我名下", ""),
        ("The house is in my husband's name", "房子在老公的名下", "不"),
        ("I used to own a flat", "以前有过房子", "自己的"),
        ("I no longer own a house", "不再有自己的房子", ""),
        ("I neither own nor rent", "没有自己的 也不租房", ""),
        ("I don't rent, I live in a dormitory", "不租房", ""),
        ("I have no business licence", "没有营业执照", ""),
        ("I run a shop without a business license", "店没有营业执照", ""),
        ("My wife has a business licence", "老婆有营业执照", "没"),
        ("I haven't got my business licence yet", "没 营业执照", "没有有 拿到了"),
        ("I got my business licence over two years ago", "拿到了营业执照两年多", ""),
        ("We have not paid tax", "没交税", "交了"),
        ("I never pay taxes", "没交税", ""),
        ("My shop pays taxes", "店交税", "没 不"),
        ("I have no tax registration", "没有税务登记", ""),
        ("my company isn't registered for tax", "没登记税", "上户口"),
        ("I don't have a residence permit", "没有居住证", ""),
        ("My wife has a residence permit", "老婆有居住证", "没"),
        ("my residence permit has expired", "居住证过期了", "没"),
        ("My residence permit hasn't expired", "居住证没过期", "过期了"),
        ("I'm not working at the moment", "没有工作", "上班"),
        ("My husband isn't employed", "老公没有工作", ""),
        ("She is out of work", "没有工作", ""),
        ("I can't find a job", "不能找工作", ""),
        ("I couldn't get my degree", "不能", ""),
        ("I wasn't allowed to apply", "不允许申请", ""),
        ("I'm unable to come in person", "不能", ""),
        ("My application wasn't approved", "申请没批下来", "批下来了"),
        ("Is there no need to buy a house?", "不用买房", ""),
        ("We don't need to buy a flat, do we?", "不用买房", ""),
        ("I haven't graduated yet", "没毕业", "毕业了"),
        ("I am about to graduate from college", "快要毕业", "毕业了"),
        ("My wife is not a graduate", "不是毕业", ""),
        ("I didn't sign a labour contract", "没签劳动合同", "签了"),
        ("I don't know", "不知道", ""),
        ("Nobody lives there", "没有人住", ""),
    ],
)
def test_what_is_denied_stays_denied(words: Words, text: str, pieces: str, never: str) -> None:
    told(text, words, pieces, never)


@pytest.mark.parametrize(
    ("text", "pieces", "never"),
    [
        ("Can my adult son move with me?", "成年儿子能 迁", "未成年"),
        ("my adult children live with me", "成年孩子", "未成年"),
        ("Can my minor children join me?", "未成年孩子能投靠", ""),
        ("My son is a minor", "儿子未成年", "已"),
        ("Our two kids are underage", "孩子未成年", ""),
        ("My daughter is under 18", "女儿 未成年", "已"),
        ("My daughter is over 18", "女儿满18岁", "未成年"),
        ("my stepdaughter is an adult", "继女成年", "未成年"),
        ("My son is not an adult", "儿子未成年", "未成年人"),
        ("The children aren't adults yet", "孩子未成年", ""),
        ("My son isn't a minor", "儿子已经成年", "未成年"),
        ("He is no longer a minor", "已经成年", "未成年"),
        ("My grown-up daughter lives with us", "成年女儿", "未成年"),
        ("My unmarried adult daughter", "没结婚的成年女儿", "未成年"),
        ("Can my married daughter come along?", "结婚的女儿能", "没结婚"),
        ("Can an unmarried son follow his father?", "没结婚的儿子", ""),
        ("My daughter is over 18 but not married", "满18岁 没结婚", "结婚了"),
        ("My son never married", "儿子没结婚", "结婚了"),
        ("we are not married yet", "没结婚", "结婚了"),
        ("My daughter is already married", "女儿已经结婚了", "没"),
        ("We've been married for less than two years", "结婚了不到两年", ""),
        ("I am married to a local", "跟当地居民结婚", "没 不"),
        ("my husband and I got divorced", "离婚了", "没"),
        ("We aren't divorced, only separated", "没离婚 分居", "离婚了"),
        ("I'm a widow", "丧偶", ""),
        ("I'm engaged to a local", "订婚了", "结婚了"),
        ("my fiancé lives in Zhenhai", "未婚夫住", "老公"),
        ("Can my fiancee join me?", "未婚妻能投靠", "老婆"),
        ("my ex-husband has the children", "前夫", "老公"),
        ("Can I stay on my ex-wife's hukou?", "前妻", "老婆"),
        ("My stepson is 16 years old", "继子16岁", "儿子"),
        ("my step-children live with us", "继子女", ""),
        ("Can my parents move with me?", "父母能 迁", "公婆"),
        ("Can my parents-in-law join us?", "公婆能投靠", "父母"),
        ("Can my husband's parents move in with us?", "老公的父母能 迁入", ""),
        ("I want to join my mother-in-law", "投靠婆婆", "妈妈"),
        ("My sister-in-law has a local hukou", "嫂子 本地户口", "姐妹"),
        ("my son-in-law has a flat", "女婿", "儿子"),
        ("I live with my parents-in-law", "和公婆一起住", "不"),
        ("I don't live with my son", "和儿子不住在一起", ""),
        ("my wife is a local and we own a house", "老婆是本地人 有自己的房子", "不"),
        ("I am not a local", "是外地人", "本地"),
        ("My grandson has his hukou here", "孙子", ""),
    ],
)
def test_relatives_are_who_they_are(words: Words, text: str, pieces: str, never: str) -> None:
    told(text, words, pieces, never)


@pytest.mark.parametrize(
    ("text", "pieces", "never"),
    [
        ("My hukou is in another city", "户口在外地", "不"),
        ("My wife's hukou is in another province", "老婆的户口在外省", "不"),
        ("My hukou is not here", "户口不在这里", ""),
        ("my hukou isn't in Weihai", "户口不在weihai", ""),
        ("My hukou is still in my hometown", "户口 还 在老家", "不"),
        ("I want to move my hukou from Qingdao to Weihai", "迁户口从qingdao到weihai", ""),
        ("I am from Beijing", "从beijing", "不"),
        ("Can I apply before I get married?", "申请 结婚以前", "以后"),
        ("Can I apply after I get married?", "申请 结婚以后", "以前"),
        ("How long must I live there before applying?", "要住多久才申请", "以前"),
        ("What happens after my lease ends?", "租房合同 以后", "以前"),
        ("Can I keep my land until my children graduate?", "地直到孩子 毕业", ""),
        ("Can I get a subsidy after two years?", "两年后", ""),
        ("Is a residence permit needed?", "要不要居住证", ""),
    ],
)
def test_where_and_when_are_not_turned_round(
    words: Words, text: str, pieces: str, never: str
) -> None:
    told(text, words, pieces, never)


@pytest.mark.parametrize(
    ("text", "pieces", "never"),
    [
        ("Is one year of renting enough?", "租房一年够吗", ""),
        ("Must the lease be registered?", "必须租房合同备案吗", "备案了"),
        ("Is the lease required to be registered?", "要不要租房合同备案", "备案了 吗"),
        ("Does my landlord have to agree?", "房东要同意吗", ""),
        ("Are children over 18 allowed?", "孩子满18岁 允许吗", "未成年"),
        ("Can my wife move in?", "老婆能迁入吗", ""),
        ("I will register the lease next month", "准备办租房备案下个月", "备案了"),
        ("We're going to rent for two years", "准备租房两年", ""),
    ],
)
def test_what_is_asked_or_still_to_come_is_not_told(
    words: Words, text: str, pieces: str, never: str
) -> None:
    told(text, words, pieces, never)


def test_two_statements_in_one_sentence_stay_two(words: Words) -> None:
    assert in_chinese("I rent a flat and I have no contract", words) == "我租房,我没有租赁合同"


def test_a_number_beside_pinyin_stays(words: Words) -> None:
    assert in_chinese("zufang 2 luohu", words) == "租房 2 落户"
