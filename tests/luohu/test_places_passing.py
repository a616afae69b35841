"""Where a covered place is spoken of, another place counts only if it is what is asked about."""

from __future__ import annotations

import pytest

from luohu.places import Gazetteer, Places, resolve
from luohu.text import normalise
from tests.luohu.asking import CODES, ask, codes, found


def told(message: str, here: str, gazetteer: Gazetteer) -> Places:
    """What a message says about places while ``here`` is spoken of."""
    return resolve(normalise(message), gazetteer, gazetteer.region(CODES[here]))


@pytest.mark.parametrize("here", ["威海", "镇海"])
@pytest.mark.parametrize(
    "message",
    [
        "在上海干了三年想回来落",
        "户口还在贵州",
        "我在长春念的技校，毕业了户口怎么落",
        "后来在大连又上了户口，现在有两个咋办",
        "大学是在济南上的，户口当时迁到学校了，现在想迁回来",
        "俺在青岛打了八年工，想把户口弄回村里",
        "当兵在沈阳，今年退伍，户口咋上",
        "孩子在锦州出生的，户口能上我这儿不",
        "老婆是江西人，户口在南昌，能投靠我吗",
        "我在苏州交了两年社保，现在换到这里上班，社保年限能合起来算吗",
        "我姐在北京落的户，我这边呢",
        "我同学在济南买房就落上了，我买房行不行",
        "听说烟台租房都能落了，咱这呢",
        "我儿子户口在深圳，想让他把户口迁回来",
        "爸妈户口都在河南周口农村，想接过来跟我落一起",
        "我中专是在潍坊读的，学历够不够",
        "在新疆待了二十年，户口也在那边，老了想回来",
        "我在承德有套房，这边也有一套，户口能落这边吗",
        "跟北京一样要积分吗",
        "这边跟上海那种积分是一回事吗",
        "我在武汉读的研究生",
        "后来在济南又买了房，户口也落济南了",
        "俺闺女嫁到烟台去了，户口没动还在俺这，想带孩子回来，孩子户口在烟台，能落俺这吗",
        "我原来在北京当过三年保安，回来想落户",
        "孩子出生在上海，在上海办的出生证，落户行不行",
        "我爸在沈阳当兵时候落的沈阳户口，退休了想跟我",
        "俺娘家菏泽的，离了婚户口没处落",
        "档案在济南人才，户口也在那挂着，现在想落自己房子",
        "哈尔滨退休过来养老买房能落不",
        "河南人，来这边五年了，居住证怎么办",
        "贵州来打工的听说有居住证，怎么办",
        "我跟前夫在南京离的婚，孩子户口判给我了怎么迁",
        "户口本在成都我妈那里，我自己能办不",
        "听说烟台都零门槛了，你们这还要社保吗",
        "人家大连租房就能落，咱这行吗",
        "我大伯在唐山落的户",
        "准迁证开到了济南，我不想去了能作废吗",
        "济南的房子卖了，钱在这边买了一套，能落吗",
        "孩子他爸是湖北的，孩子能随我吗",
        "转业前在拉萨服役，家属随军户口在拉萨，能一起落吗",
        "我公司总部在北京，社保北京代缴，这边租房能落吗",
        "出差在杭州，回不去，能让家人代办吗",
        "前妻带娃回阜新了，娃户口还在我本上",
        "男的跑回四川达州不管了，娃能随妈妈上户口吧",
        "盖章要往济南寄，户口办在哪个窗口",
        "我女朋友从小没上户口湖南人，怎么上啊",
    ],
)
def test_what_is_told_of_a_life_elsewhere_leaves_the_place_spoken_of(
    message: str, here: str, gazetteer: Gazetteer
) -> None:
    places = told(message, here, gazetteer)
    assert (places.outside, places.regions, places.ambiguous) == ((), (), ())


@pytest.mark.parametrize("here", ["肥城", "赤峰"])
@pytest.mark.parametrize(
    ("message", "outside"),
    [
        ("青岛落户要啥条件", "青岛市"),
        ("想去苏州落户行不行", "苏州市"),
        ("在北京租房住，能落户吗", "北京市"),
        ("我在成都买了房，户口怎么迁", "成都市"),
        ("上海居转户要几年", "上海市"),
        ("那烟台呢", "烟台市"),
        ("换成济南呢", "济南市"),
        ("要是在烟台租房呢", "烟台市"),
        ("不问这儿了，问烟台，租房能落吗", "烟台市"),
        ("杭州人才引进有什么要求", "杭州市"),
        ("天津户口能办不", "天津市"),
        ("户口迁到大连去要啥手续", "大连市"),
        ("打算把户口从这边迁到南京", "南京市"),
        ("想去青岛落户，这边租房的证明有用吗", None),
        ("我妹想落东莞，东莞要啥", "东莞市"),
        ("老丈人户口在吉林，打算往河北迁，先跑哪个门", "河北省"),
        ("户口怎么办进上海", "上海市"),
        ("公司派我常驻深圳，杭州户口能办下来吗", "杭州市"),
        ("二婚那位是湖北人，能随他落到天津不", "天津市"),
        ("听说广州给外来的发新居住证，拿着有啥好处", "广州市"),
        ("老家户口云南的，在厦门买了楼住下了，居住证咋领", "厦门市"),
        ("我老公在烟台，我想把户口迁到他那去", "烟台市"),
        ("我户口想迁回四川老家", "四川省"),
        ("大学生落户西安需要什么", "西安市"),
        ("武汉迁户口", "武汉市"),
        ("郑州集体户怎么挂", "郑州市"),
    ],
)
def test_another_place_that_is_asked_about_is_not_answered_from_here(
    message: str, outside: str | None, here: str, gazetteer: Gazetteer
) -> None:
    assert told(message, here, gazetteer).outside == ((outside,) if outside else ())


@pytest.mark.parametrize(
    ("message", "city"),
    [
        ("社保在苏州交了六年，户口落周村以后能转回来不", "周村"),
        ("还在济南上大三，没毕业能先把户口迁周村吗", "周村"),
        ("公积金在沈阳，转赤峰咋弄，要本地户口？", "赤峰"),
        ("她姥姥在大连才做完手术，闺女落周村商家镇了，姥姥能接来不", "周村"),
        ("高村镇的，社保在济南断过，租房能落吗", "威海"),
        ("我工友弟弟在广州，镇海这边租房子能落户不", "镇海"),
    ],
)
def test_of_two_places_the_covered_one_is_meant_where_the_other_is_only_told(
    message: str, city: str, gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert found(places.regions) == codes(city)
    assert places.outside == ()


@pytest.mark.parametrize(
    ("message", "city"),
    [
        ("户口在周村的，我人在北京上班，改姓在哪办", "周村"),
        ("驾照北京考的，户口赤峰，到期了咋换", "赤峰"),
        ("我爷在宁阳有块地，我户口在肥城能接着种不", "肥城"),
        ("肥城人在青岛念的大专回来上班了户口落到单位可以吗", "肥城"),
    ],
)
def test_ones_own_place_is_taken_before_one_that_is_only_told(
    message: str, city: str, gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert found(places.regions or places.fallback) == codes(city)
    assert places.outside == ()


@pytest.mark.parametrize(
    ("message", "here"),
    [
        ("我老婆户口在赤峰，能迁过来投靠我吗", "镇海"),
        ("我弟户口在镇海，想迁回来跟我爸妈", "肥城"),
        ("大学在镇海上的，毕业户口迁回来要什么", "威海"),
        ("听说镇海租房就能落，咱这行不", "威海"),
        ("孩子在赤峰出生的，能上我户口不", "威海"),
        ("当兵在威海，退伍回来户口怎么恢复", "赤峰"),
        ("我老家威海的，来这边二十年了，租房能落吗", "赤峰"),
        ("户口还在威海，房子买这了", "周村"),
        ("我住文登，想把户口从荣成挪过来", "威海"),
        ("翁牛特旗的，想落到松山区去", "赤峰"),
        ("我老家在一个叫周村的地方，能落这边不", "镇海"),
        ("老家有个周村，我是从那村出来的，能落这边不", "镇海"),
        ("我朋友叫肥城，他能不能跟我落一个户", "威海"),
        ("房子在肥城路，能落吗", "威海"),
        ("我家这周村里开会说能迁", "肥城"),
    ],
)
def test_another_covered_place_that_is_only_told_does_not_take_over(
    message: str, here: str, gazetteer: Gazetteer
) -> None:
    places = told(message, here, gazetteer)
    assert found(places.regions) in ([], codes(here))
    assert (places.outside, places.ambiguous) == ((), ())


@pytest.mark.parametrize(
    ("message", "here", "city"),
    [
        ("那肥城呢", "威海", "肥城"),
        ("换镇海", "威海", "镇海"),
        ("镇海买房也是这样吗", "肥城", "镇海"),
        ("我在威海租房能落吗", "肥城", "威海"),
        ("想回赤峰老家落户", "镇海", "赤峰"),
        ("我要是去威海买房，户口能迁过去吗", "镇海", "威海"),
        ("从威海往肥城迁，那头要什么材料", "威海", "肥城"),
        ("我赤峰人，在镇海打工，想落镇海", "赤峰", "镇海"),
        ("我在威海上班，户口在肥城，想落威海", "肥城", "威海"),
        ("从肥城来威海了，这边租房能落吗", "肥城", "威海"),
        ("威海这边租房能落不", "赤峰", "威海"),
        ("俺从赤峰来的，肥城这头租房子咋落户", "周村", "肥城"),
    ],
)
def test_another_covered_place_that_is_asked_about_takes_over(
    message: str, here: str, city: str, gazetteer: Gazetteer
) -> None:
    assert found(told(message, here, gazetteer).regions) == codes(city)


@pytest.mark.parametrize(
    ("message", "city"),
    [
        ("我在威海上班，户口在肥城，想落威海", "威海"),
        ("从赤峰来镇海打工，租房能落户吗", "镇海"),
        ("户口从周村往威海迁，买了房要啥手续", "威海"),
        ("肥城人，嫁到周村，户口能随老公吗", "周村"),
        ("从威海嫁到周村的，户口没动，能迁来吗", "周村"),
        ("我妈在威海，我在镇海，想让她迁到我这", "镇海"),
        ("想投靠在威海的儿子，我户口在赤峰", "威海"),
        ("我在威海当过兵，现在在镇海租房，能落户吗", "镇海"),
        ("户口赤峰，人在肥城，想落肥城", "肥城"),
        ("我周村的，儿子在威海买了房，我能跟他落吗", "威海"),
    ],
)
def test_from_one_covered_place_to_another_asks_about_the_second(
    message: str, city: str, gazetteer: Gazetteer
) -> None:
    assert found(ask(message, gazetteer).regions) == codes(city)


@pytest.mark.parametrize(
    "message",
    ["在上海干了三年想回来落", "哈尔滨退休过来养老买房能落不", "从临沂过来做买卖，能落不"],
)
def test_who_comes_here_from_elsewhere_without_saying_where_is_asked(
    message: str, gazetteer: Gazetteer
) -> None:
    places = ask(message, gazetteer)
    assert (places.regions, places.outside, places.fallback) == ((), (), ())


@pytest.mark.parametrize("here", ["威海", "肥城"])
@pytest.mark.parametrize(
    "message",
    [
        "我是从东北过来的，鸡西那边，老户口还搁矿上，能挪过来不",
        "我以前在太原上班嘛，户口挂太原人才，现在回来了，咋往回迁",
        "姑娘在大连念大三，户口跟着迁学校去了，毕业能直接迁回不",
        "人在上海工作，房买在这边，户口能先落吗",
        "户口从哈尔滨迁过来要带什么材料",
        "材料我寄到北京去了，那边让我问你们要不要准迁证",
        "我大学在青岛上的，青岛说毕业生能直接落，那咱这里呢",
        "本来想落济南的，太贵了，还是回来吧，租房能落不",
        "广东那边居住证十年换一次，我们这的几年",
        "从长沙辞职回来，社保转回来了，户口没转，先转哪个",
        "之前落在大连集体户，单位黄了，现在没地方落",
        "乌鲁木齐的房子还没卖，户口在那，人已经来了，可以先落户吗",
        "我老公义乌人，我江西人，我们在这里厂里上班，能落集体户吗",
        "户口在北京，但是孩子是在这生的，能落孩子他爷爷户上吗",
        "我在东莞打工三年了户口还在老家想落到你们这边要啥手续",
        "我小舅子在西安交大读博毕业想来咱这上班户口能来不",
        "户口原来是唐山的后来考学迁到天津现在想迁来",
        "户口被迁到石家庄人才市场了怎么弄回来",
        "在厦门买过房卖了还算首套落户吗",
        "我同事说他在大连落户只用了三天你们要几天",
        "单位在烟台芝罘区人每天回来住能按就业落吗",
        "你们这儿跟临沂比是不是严一些",
        "医院在上海出生证在上海开的能在这落不",
    ],
)
def test_a_life_elsewhere_is_told_in_many_ways(
    message: str, here: str, gazetteer: Gazetteer
) -> None:
    places = told(message, here, gazetteer)
    assert (places.outside, places.regions, places.ambiguous) == ((), (), ())


@pytest.mark.parametrize(
    ("message", "outside"),
    [
        ("那要是我去烟台租房呢，能落不", "烟台市"),
        ("算了不落这了，大连咋落", "大连市"),
        ("新泰的租房落户啥条件", "新泰市"),
        ("苏州现在租房能落户了吗", "苏州市"),
        ("给我讲讲天津的落户政策", "天津市"),
        ("北京户口怎么才能拿到", "北京市"),
        ("落上海要什么条件", "上海市"),
        ("我女朋友在烟台，她那边怎么落", "烟台市"),
        ("帮我查下长春的规定", "长春市"),
        ("想打听打听临沂那头投靠儿子落户的事", "临沂市"),
        ("我要到深圳去发展户口怎么迁过去", "深圳市"),
        ("户口想从咱这迁到济宁任城区儿子家", "任城区"),
        ("换个地方问 青岛呢", "青岛市"),
        ("不问威海了问烟台的", "烟台市"),
        ("孩子他爸在武汉，他那边能落户不", "武汉市"),
        ("想把俺爹的户口落到济南去，跟俺哥过，要啥手续", "济南市"),
    ],
)
def test_the_rules_of_another_place_are_asked_for_in_many_ways(
    message: str, outside: str, gazetteer: Gazetteer
) -> None:
    assert told(message, "威海", gazetteer).outside == (outside,)
