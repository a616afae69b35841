"""Which place people mean, in the words in which they say it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from luohu.places import Gazetteer, Heard, PlaceDataError, Places, Role, load_gazetteer, resolve
from luohu.settings import ROOT
from luohu.text import normalise

CORPUS = ROOT / "policy_corpus"
CODES = {
    "威海": "371000",
    "周村": "370306",
    "肥城": "370983",
    "赤峰": "150400",
    "镇海": "330211",
}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer(CORPUS)


def ask(message: str, gazetteer: Gazetteer) -> Places:
    return resolve(normalise(message), gazetteer)


def codes(names: str) -> list[str]:
    return [CODES[name] for name in names.split()]


def found(regions: tuple[object, ...]) -> list[str]:
    return [getattr(region, "code", "") for region in regions]


@pytest.mark.parametrize(
    ("message", "city"),
    [
        ("我在威海租房能落户吗", "威海"),
        ("威海市区租房", "威海"),
        ("我准备去威海那边", "威海"),
        ("环翠区孙家疃街道有房", "威海"),
        ("我在文登区米山镇开了个店，户口能落过来不", "威海"),
        ("文登市买房落户要什么", "威海"),
        ("荣成市石岛租房子，房东不给备案咋办", "威海"),
        ("俚岛能落户不", "威海"),
        ("环翠楼那边租房可以上户口吗", "威海"),
        ("乳山银滩买的房子能落户吗", "威海"),
        ("经区租房怎么办居住证", "威海"),
        ("我住高区，单位也在高区", "威海"),
        ("南海新区买房落户", "威海"),
        ("我在威海高区田和街道租房", "威海"),
        ("周村租房子能上户口吗", "周村"),
        ("淄博周村租房要房东同意吗", "周村"),
        ("王村镇农民想落城镇户口", "周村"),
        ("大街街道这边租的房", "周村"),
        ("周村北郊", "周村"),
        ("青年路街道怎么落户", "周村"),
        ("我在肥城工作，交着社保", "肥城"),
        ("泰安肥城落户", "肥城"),
        ("肥城县", "肥城"),
        ("俺家是石横的", "肥城"),
        ("肥城老城那边租房", "肥城"),
        ("孙伯镇的村里能迁到城里不", "肥城"),
        ("赤峰红山区落户", "赤峰"),
        ("内蒙古赤峰能投靠父母吗", "赤峰"),
        ("克旗的户口怎么迁到市里", "赤峰"),
        ("我是阿旗天山镇的牧民", "赤峰"),
        ("巴林右旗大板镇", "赤峰"),
        ("在平庄住了三年能落户吗", "赤峰"),
        ("宁城天义买的楼", "赤峰"),
        ("喀旗锦山租房", "赤峰"),
        ("翁旗乌丹买房能落赤峰户口吗", "赤峰"),
        ("敖汉新惠", "赤峰"),
        ("左旗的大学生落户", "赤峰"),
        ("我家在松山，想问下能不能落户", "赤峰"),
        ("宁波镇海租房落户", "镇海"),
        ("镇海区的人才落户", "镇海"),
        ("我在庄市租房", "镇海"),
        ("住在骆驼那边，租的房子能上户口吗", "镇海"),
        ("蛟川街道上班", "镇海"),
        ("澥浦", "镇海"),
        ("九龙湖租房落户", "镇海"),
        ("招宝山附近租房", "镇海"),
        ("浙江宁波镇海区庄市街道", "镇海"),
        ("镇海派出所办户口要带啥", "镇海"),
        ("山东大学威海校区毕业生落户", "威海"),
        ("北京银行威海分行上班能落户吗", "威海"),
        ("赤峰人才怎么落户", "赤峰"),
        ("環翠區租房能落戶嗎", "威海"),
        ("鎮海區", "镇海"),
        ("我 在 威海 租房 能 落户 吗", "威海"),
    ],
)
def test_a_covered_place_is_found_however_it_is_called(
    message: str, city: str, gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert found(places.regions) == codes(city)
    assert places.outside == ()


@pytest.mark.parametrize(
    ("message", "names"),
    [
        ("我在北京租房能落户吗", ["北京市"]),
        ("烟台落户需要什么", ["烟台市"]),
        ("那杭州呢", ["杭州市"]),
        ("淄博张店租房能落户吗", ["张店区"]),
        ("请问张店租房怎么落户", ["张店区"]),
        ("临淄租房落户", ["临淄区"]),
        ("我住桓台", ["桓台县"]),
        ("宁波海曙", ["海曙区"]),
        ("宁波鄞州买房", ["鄞州区"]),
        ("宁波江北租房落户", ["江北区"]),
        ("北仑能落户不", ["北仑区"]),
        ("泰安岱岳区", ["岱岳区"]),
        ("新泰怎么落户", ["新泰市"]),
        ("合肥城区租房", ["合肥市"]),
        ("南宁城区租房落户", ["南宁市"]),
        ("通辽落户", ["通辽市"]),
        ("阿拉善左旗租房", ["阿拉善左旗"]),
        ("科左后旗", ["科尔沁左翼后旗"]),
        ("喀左县", ["喀喇沁左翼蒙古族自治县"]),
        ("我在朝阳区租房", ["朝阳区"]),
        ("浦东新区", ["浦东新区"]),
        ("容城县", ["容城县"]),
        ("江苏落户", ["江苏省"]),
        ("我现在不在周村了，在张店", ["张店区"]),
        ("我在日照上班能落户吗", ["日照市"]),
        ("石家庄有条肥城路能落户吗", ["石家庄市"]),
        ("我在济南新城街道", ["济南市"]),
        ("北京的威海路上租房能落户吗", ["北京市"]),
        ("上海威海路租房", ["上海市"]),
        ("我在青岛市威海路街道", ["青岛市"]),
        ("烟台的肥城街", ["烟台市"]),
        ("天津赤峰道租房能落户吗", ["天津市"]),
        ("厦门镇海路租房", ["厦门市"]),
        ("我住济南市历下区文登路", ["历下区"]),
        ("大连的周村烧饼店打工想落户", ["大连市"]),
        ("在天津的赤峰银行上班能落户吗", ["天津市"]),
        ("我在烟台威海商会工作", ["烟台市"]),
        ("北京有个镇海小区能落户吗", ["北京市"]),
    ],
)
def test_a_place_without_a_document_is_said_to_be_outside(
    message: str, names: list[str], gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert list(places.outside) == names
    assert places.regions == ()


@pytest.mark.parametrize(
    ("message", "name", "near"),
    [
        ("淄博租房能落户吗", "淄博市", "周村"),
        ("宁波市区落户", "宁波市", "镇海"),
        ("泰安落户", "泰安市", "肥城"),
        ("我是淄博的", "淄博市", "周村"),
        ("从镇海迁到宁波市区", "宁波市", "镇海"),
    ],
)
def test_a_prefecture_is_outside_but_its_covered_part_can_be_offered(
    message: str, name: str, near: str, gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert places.outside == (name,)
    assert found(places.nearby) == codes(near)


@pytest.mark.parametrize(
    ("message", "cities"),
    [
        ("山东落户政策", "周村 肥城 威海"),
        ("我在山东，租房落户", "周村 肥城 威海"),
        ("内蒙租房落户", "赤峰"),
        ("浙江落户", "镇海"),
        ("桥头镇租房", "赤峰 威海"),
        ("我住新城街道", "肥城"),
        ("温泉镇", "威海"),
        ("经开区怎么落户", "威海"),
        ("我在威海上班，在镇海买了房，能落户吗", "威海 镇海"),
    ],
)
def test_an_open_place_is_asked_about(message: str, cities: str, gazetteer: Gazetteer) -> None:
    places = ask(message, gazetteer)
    assert sorted(found(places.ambiguous)) == sorted(codes(cities))
    assert places.regions == ()
    assert places.outside == ()


@pytest.mark.parametrize(
    ("message", "city"),
    [
        ("桥头镇，威海的", "威海"),
        ("威海桥头镇租房", "威海"),
        ("我在肥城租房，新城街道那边", "肥城"),
        ("泰安新城街道", "肥城"),
        ("临港区草庙子", "威海"),
        ("山东这边，我在周村", "周村"),
        ("镇海和宁波其他区政策一样吗", "镇海"),
    ],
)
def test_what_stands_beside_it_tells_which_place_is_meant(
    message: str, city: str, gazetteer: Gazetteer
) -> None:
    assert found(ask(message, gazetteer).regions) == codes(city)


@pytest.mark.parametrize(
    ("message", "city", "origins"),
    [
        ("我是赤峰人，在威海打工，能落户吗", "威海", ["赤峰市"]),
        ("户口在肥城，想迁到镇海", "镇海", ["肥城市"]),
        ("从北京回周村", "周村", ["北京市"]),
        ("老家宁城现在荣成租房", "威海", ["宁城县"]),
        ("我是北京户口想迁到威海", "威海", ["北京市"]),
        ("我在北京上班现在想回肥城落户", "肥城", []),
        ("户口从威海迁到镇海要啥手续", "镇海", ["威海市"]),
        ("户口由赤峰转到肥城", "肥城", ["赤峰市"]),
        ("威海户口迁到肥城", "肥城", ["威海市"]),
        ("张店户口迁周村", "周村", ["张店区"]),
        ("离开威海去肥城", "肥城", ["威海市"]),
        ("以前在威海打工，现在在肥城", "肥城", ["威海市"]),
        ("身份证是赤峰的现在人在威海", "威海", ["赤峰市"]),
        ("我出生在肥城长在周村", "周村", ["肥城市"]),
        ("香港人能在威海落户吗", "威海", ["香港特别行政区"]),
        ("我是山东人在镇海打工", "镇海", ["山东省"]),
        ("我是山东威海的想落户浙江宁波镇海", "镇海", ["威海市"]),
        ("我在威海 户口在肥城 怎么落户", "威海", ["肥城市"]),
        ("我在海曙区住想落户镇海", "镇海", []),
        ("家在威海，单位在烟台，户口能落威海不", "威海", []),
        ("我住镇海，在海曙上班，能落户吗", "镇海", []),
        ("肥城有房，在济南上班，怎么落户", "肥城", []),
        ("在北京开周村烧饼店想落户镇海", "镇海", []),
        ("赤峰学院毕业想落户镇海", "镇海", []),
        ("大连海事大学毕业想去威海落户", "威海", []),
        ("在威海开兰州拉面馆想落户", "威海", []),
        ("在日本待了十年回威海恢复户口", "威海", []),
    ],
)
def test_where_someone_comes_from_is_not_what_they_ask_about(
    message: str, city: str, origins: list[str], gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert found(places.regions) == codes(city)
    assert [place.name for place in places.origins] == origins
    assert places.outside == ()


@pytest.mark.parametrize(
    ("message", "city"),
    [
        ("我对象在威海，我在赤峰，能投靠吗", "威海"),
        ("我媳妇是威海人，我是镇海的，怎么投靠", "威海"),
        ("女儿嫁到镇海了我户口在赤峰能投靠女儿吗", "镇海"),
        ("父母在威海，我在北京工作，想把户口迁到父母那", "威海"),
        ("我老公是肥城王庄的，我是泰安新泰的，结婚了想把户口迁到他家", "肥城"),
        ("我在镇海，想把老家父母接来，父母户口在赤峰", "镇海"),
        ("我妈妈在赤峰老家，想接来威海养老落户", "威海"),
        ("在威海租房满一年，老婆孩子在赤峰，能一起迁过来吗", "威海"),
        ("我和老公都在威海租房", "威海"),
    ],
)
def test_a_family_is_joined_where_the_family_is(
    message: str, city: str, gazetteer: Gazetteer
) -> None:
    assert found(ask(message, gazetteer).regions) == codes(city)


@pytest.mark.parametrize(
    ("message", "city"),
    [
        (
            "喂你好我想问一下那个我是从赤峰过来的现在在威海这边打工租的房子能不能把户口落过来啊",
            "威海",
        ),
        (
            "您好请问一下我是河南周口的在你们周村做丝绸生意做了五年有营业执照能不能把户口迁过来",
            "周村",
        ),
        (
            "我是湖北人现在在赤峰市松山区开了个饭店想把一家老小户口都迁过来需要啥",
            "赤峰",
        ),
        (
            "我姑娘在宁波镇海上班我跟她爸户口在老家黑龙江想过去跟她一起落户行吗",
            "镇海",
        ),
        (
            "我是内蒙古赤峰的农村户口现在在浙江宁波镇海租房打工两年多了孩子要上学能落户吗",
            "镇海",
        ),
        ("俺是肥城湖屯的俺儿在威海当兵回来咋落户", "肥城"),
        ("我是肥城的在镇海打工三年了想把户口迁过来行不行", "镇海"),
        ("老家肥城的在北京干了十年现在想把户口迁回老家农村", "肥城"),
        (
            "女儿在镇海工作我和老伴户口都在赤峰元宝山能随女儿落户吗",
            "镇海",
        ),
    ],
)
def test_a_caller_who_tells_a_long_story_is_understood(
    message: str, city: str, gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert found(places.regions) == codes(city)
    assert places.outside == ()


@pytest.mark.parametrize(
    ("message", "cities", "outside"),
    [
        ("威海和肥城哪个好落", "威海 肥城", []),
        ("威海租房能落户吗 肥城呢", "威海 肥城", []),
        ("威海、肥城、镇海哪个落户容易", "威海 肥城 镇海", []),
        ("威海肥城落户条件哪个宽", "威海 肥城", []),
        ("赤峰跟威海的人才落户政策有啥区别", "赤峰 威海", []),
        ("户口落在威海还是肥城好", "威海 肥城", []),
        ("威海肥城镇海赤峰周村都能租房落户吗", "威海 肥城 镇海 赤峰 周村", []),
        ("威海和烟台哪个好落", "威海", ["烟台市"]),
        ("荣成和文登哪个好落户", "威海", []),
        ("赤峰宁城和敖汉一样吗", "赤峰", []),
    ],
)
def test_places_that_are_compared_are_all_answered(
    message: str, cities: str, outside: list[str], gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert found(places.regions) == codes(cities)
    assert list(places.outside) == outside


@pytest.mark.parametrize(
    ("message", "city"),
    [
        ("我在文登", "威海"),
        ("肥城的", "肥城"),
        ("威海。", "威海"),
        ("镇海骆驼", "镇海"),
        ("那赤峰呢", "赤峰"),
        ("换成镇海", "镇海"),
        ("看看周村的", "周村"),
        ("我是赤峰人", "赤峰"),
        ("我说的是周村不是肥城", "周村"),
        ("不在威海在肥城", "肥城"),
        ("不要威海的,要周村的", "周村"),
        ("山东省威海市环翠区竹岛街道", "威海"),
        ("你好，我现在住赤峰红山区", "赤峰"),
        ("ＷＥＩＨＡＩ", "威海"),
    ],
)
def test_a_message_that_is_only_a_place_sets_the_place(
    message: str, city: str, gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert places.only_place
    assert found(places.regions) == codes(city)


@pytest.mark.parametrize(
    "message", ["威海租房能落户吗", "赤峰学院", "户口在肥城", "我媳妇是赤峰人", "租房", ""]
)
def test_a_message_that_says_more_than_a_place_is_not_only_a_place(
    message: str, gazetteer: Gazetteer
) -> None:
    assert not ask(message, gazetteer).only_place


@pytest.mark.parametrize(
    "message",
    [
        "租房能落户吗",
        "需要带什么材料",
        "青岛路",
        "威海南路",
        "威海卫大厦",
        "镇海楼",
        "周村烧饼怎么做",
        "肥城桃",
        "威海话怎么说",
        "我们和平小区租房",
        "朝阳租房能落户吗",
        "我住平房，能落户吗",
        "我是回民",
        "安定下来以后",
        "平安就好",
        "我在公安上班",
        "先锋模范能加分吗",
        "丰收了",
        "向阳的房子",
        "振兴乡村",
        "城关",
        "老城区租房",
        "大街上",
        "青年路",
        "站前租房",
        "开放落户",
        "合作医疗怎么转",
        "延长居住证",
        "比如我租房",
        "我家在港口",
        "我在商家打工",
        "我在桃园",
        "上周村委会给我开了证明",
        "这周村里开的证明行不行",
        "周村长让我办居住证",
        "城镇海边的房子",
        "我们乡镇海归人才能落户吗",
        "光荣成为一名军人后想落户",
        "语文登记",
        "种田和养殖能落户吗",
        "非城镇户口",
        "外地人能落户吗",
        "云南白药",
        "兰州拉面馆打工",
    ],
)
def test_ordinary_words_and_things_named_after_a_city_are_no_place(
    message: str, gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert places.regions == ()
    assert places.outside == ()
    assert places.ambiguous == ()


@pytest.mark.parametrize(
    ("message", "city"),
    [
        ("我是威海人，租房能落户吗", "威海"),
        ("我户口是周村农村的能迁到城里吗", "周村"),
        ("威海职业学院毕业", "威海"),
        ("我在赤峰银行上班能落户吗", "赤峰"),
        ("我在镇海炼化上班", "镇海"),
        ("我的户口在威海，想迁走", "威海"),
    ],
)
def test_a_person_s_home_or_firm_says_the_city_only_where_nothing_else_does(
    message: str, city: str, gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert places.regions == ()
    assert found(places.fallback) == codes(city)


@pytest.mark.parametrize("message", ["我是北京人，能落户吗", "北京户口能迁过来吗"])
def test_someone_from_outside_is_not_told_that_their_home_is_not_covered(
    message: str, gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert places.outside == ()
    assert [place.name for place in places.origins] == ["北京市"]


@pytest.mark.parametrize(
    ("message", "city"),
    [
        ("我在为海租房能落户吗", "威海"),
        ("肥成能落户吗", "肥城"),
        ("振海区租房落户", "镇海"),
        ("赤锋租房能落户吗", "赤峰"),
        ("我在周存租房", "周村"),
        ("文灯落户", "威海"),
        ("我是北京人，在为海租房", "威海"),
    ],
)
def test_a_city_typed_with_the_wrong_characters_is_heard(
    message: str, city: str, gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert found(places.regions) == codes(city)
    assert Heard.SOUND in {one.heard for one in places.mentions}


@pytest.mark.parametrize(
    "message",
    ["危害公共安全", "减肥成功", "再问等下", "房贷未还能落户吗", "我在为还房贷", "费城", "蓉城"],
)
def test_words_that_only_sound_like_a_city_are_left_alone(
    message: str, gazetteer: Gazetteer
) -> None:
    assert ask(message, gazetteer) == Places()


@pytest.mark.parametrize(
    ("message", "city"),
    [
        ("weihai zufang luohu", "威海"),
        ("wo zai chifeng zufang", "赤峰"),
        ("wo xian zai zhenhai", "镇海"),
        ("wozaifeichengzufang", "肥城"),
        ("zhou cun zufang", "周村"),
        ("Can I settle in Weihai if I rent?", "威海"),
        ("I am from Beijing and live in Chifeng", "赤峰"),
    ],
)
def test_a_city_in_latin_letters_is_read(message: str, city: str, gazetteer: Gazetteer) -> None:
    assert found(ask(message, gazetteer).regions) == codes(city)


def test_a_city_elsewhere_in_latin_letters_is_outside(gazetteer: Gazetteer) -> None:
    assert ask("qingdao luohu", gazetteer).outside == ("青岛市",)
    assert ask("xian zai zu fang neng luo hu ma", gazetteer) == Places()


def test_each_mention_says_where_it_stands_and_what_it_is(gazetteer: Gazetteer) -> None:
    message = "我是赤峰人,在威海那边租房"
    first, second = ask(message, gazetteer).mentions
    assert (first.text, first.role) == ("赤峰", Role.HOME)
    assert (second.text, second.role) == ("威海那边", Role.STAY)
    assert message[second.start : second.end] == second.text


def test_spans_count_the_characters_of_a_message_with_spaces(gazetteer: Gazetteer) -> None:
    message = "我 在 威 海 租 房"
    (mention,) = ask(message, gazetteer).mentions
    assert message[mention.start : mention.end] == "威 海"


def test_a_very_long_message_is_read_to_its_end(gazetteer: Gazetteer) -> None:
    places = ask("租房能落户吗" * 3000 + "我在威海", gazetteer)
    assert found(places.regions) == codes("威海")


def test_every_region_has_the_code_of_its_document(gazetteer: Gazetteer) -> None:
    assert sorted(found(gazetteer.regions)) == sorted(CODES.values())
    for region in gazetteer.regions:
        assert gazetteer.region(region.code) == region
    assert gazetteer.region("110000") is None


def test_a_region_is_shown_with_the_prefecture_it_lies_in(gazetteer: Gazetteer) -> None:
    names = {region.name: region.full_name for region in gazetteer.regions}
    assert names["周村区"] == "淄博市周村区"
    assert names["威海市"] == "威海市"


@pytest.fixture()
def corpus(tmp_path: Path) -> Path:
    shutil.copy(CORPUS / "places.yml", tmp_path)
    return tmp_path


def test_a_new_city_is_known_once_its_folder_is_there(corpus: Path) -> None:
    folder = corpus / "370602-zhifu"
    folder.mkdir()
    (folder / "region.yml").write_text(
        "code: '370602'\nname: 芝罘区\nshort: 芝罘\npinyin: zhi fu\n"
        "province: {code: '370000', name: 山东省}\nprefecture: {code: '370600', name: 烟台市}\n"
        "children:\n- {code: '370602001', name: 向阳街道, shared: 16, short: 向阳}\n",
        encoding="utf-8",
    )
    (folder / "aliases.yml").write_text("names: {芝罘岛: '370602'}\n", encoding="utf-8")
    gazetteer = load_gazetteer(corpus)
    for message in ("芝罘租房", "烟台芝罘区", "烟台向阳街道", "芝罘岛那边", "zhifu zufang"):
        assert found(ask(message, gazetteer).regions) == ["370602"]
    assert found(ask("烟台落户", gazetteer).nearby) == ["370602"]
    assert ask("威海落户", gazetteer).outside == ("威海市",)


@pytest.mark.parametrize(
    ("file", "content", "complaint"),
    [
        ("region.yml", "code: '370602'\n", "tools.regions"),
        ("aliases.yml", "names: {某地: '999999'}\n", "999999"),
        ("aliases.yml", "nicknames: {某地: '370983'}\n", "nicknames"),
    ],
)
def test_a_broken_place_file_is_named_with_its_fault(
    file: str, content: str, complaint: str, corpus: Path
) -> None:
    folder = shutil.copytree(CORPUS / "370983-feicheng", corpus / "370983-feicheng")
    (folder / file).write_text(content, encoding="utf-8")
    with pytest.raises(PlaceDataError, match=complaint) as raised:
        load_gazetteer(corpus)
    assert file in str(raised.value)


def test_every_ordinary_word_of_the_list_is_a_division_somewhere(gazetteer: Gazetteer) -> None:
    words = gazetteer.words
    assert {name for name in words.ordinary | words.cued if name not in gazetteer.names.values} == (
        set()
    )
