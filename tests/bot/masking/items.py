"""Made-up messages with something personal in them, and ones that only look like it.

``python -m tests.bot.masking.items`` prints how many are masked, kind by kind.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from stdnum import luhn
from stdnum.cn import ric

from bot.masking import mask
from luohu.text import normalise

SEED = 20261129
OF_EACH = 40

_BEFORE = ("", "您好,", "我想问一下,", "在威海租房两年了,", "麻烦记一下:", "俺是周村的,")
_AFTER = ("", ",能落户吗", ",请回复", "。需要什么材料?", ",想把孩子的户口也迁来", " 谢谢")
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英建国文华玉兰志海波鹏飞红梅云峰宇欣怡浩然梓涵晨曦"
)
_CHINESE = "零一二三四五六七八九"
_AIR = "洞幺两三四五六拐八勾"
_CAPITAL = "零壹贰叁肆伍陆柒捌玖"


@dataclass(frozen=True)
class Item:
    """A message.

    Attributes:
        kind: what is in it.
        text: the message.
        secret: what must not be readable any more, or what must stay where ``personal`` is false.
        personal: whether that identifies somebody.
    """

    kind: str
    text: str
    secret: str
    personal: bool = True

    @property
    def right(self) -> bool:
        """Whether masking does what it shall: nothing of the secret is left, all else stays."""
        text, secret = normalise(self.text), normalise(self.secret)
        masked = mask(text)
        if not self.personal:
            return masked == text
        before, after = text.split(secret, 1)
        before, after = before.rstrip("( "), after.lstrip(") ")
        left = masked[len(before) : len(masked) - len(after)]
        around = masked.startswith(before) and masked.endswith(after)
        return around and not re.search(r"\w", re.sub(r"\[[^\]]+\]", "", left))


def items() -> list[Item]:
    """All made-up messages with something personal in them, the same each time."""
    dice = random.Random(SEED)
    return [
        Item(kind, f"{dice.choice(_BEFORE)}{told}{dice.choice(_AFTER)}", secret)
        for kind, make in _KINDS.items()
        for told, secret in (make(dice) for _ in range(OF_EACH))
    ]


def harmless() -> list[Item]:
    """Messages with numbers and words that look personal and are not."""
    dice = random.Random(SEED + 1)
    return [
        Item(kind, text, text, personal=False)
        for kind, make in _HARMLESS.items()
        for text in (make(dice) for _ in range(OF_EACH))
    ]


def _digits(dice: random.Random, count: int) -> str:
    return "".join(dice.choice("0123456789") for _ in range(count))


def _mobile(dice: random.Random) -> str:
    return f"1{dice.choice('3456789')}{_digits(dice, 9)}"


def _identity(dice: random.Random) -> str:
    day = f"{dice.randint(1940, 2019)}{dice.randint(1, 12):02}{dice.randint(1, 28):02}"
    body = f"999999{day}{_digits(dice, 3)}"
    return body + ric.calc_check_digit(body + "0")


def _card(dice: random.Random) -> str:
    body = f"62{_digits(dice, dice.choice((13, 14, 16)))}"
    return body + luhn.calc_check_digit(body)


def _number(dice: random.Random) -> tuple[str, str]:
    return dice.choice([("手机", _mobile(dice)), ("身份证", _identity(dice)), ("卡", _card(dice))])


def _groups(dice: random.Random, number: str) -> list[str]:
    """A number in the groups in which people say it."""
    found, place = [], 0
    while place < len(number):
        size = dice.choice((1, 2, 3, 4, 4))
        found.append(number[place : place + size])
        place += size
    return found


def _parted(dice: random.Random, marks: tuple[str, ...]) -> tuple[str, str]:
    name, number = _number(dice)
    groups = _groups(dice, number)
    text = groups[0] + "".join(dice.choice(marks) + group for group in groups[1:])
    return f"{name}是{text}", text


def _bracketed(dice: random.Random) -> tuple[str, str]:
    number = _mobile(dice)
    forms = ("({}){}({})", "{}({}){}", "[{}]{}-{}", "({}) {}-{}", "（{}）{}（{}）")
    text = dice.choice(forms).format(number[:3], number[3:7], number[7:])
    return f"打{text}", text.strip("([（])）")


def _written(alphabet: str) -> Callable[[random.Random], tuple[str, str]]:
    def make(dice: random.Random) -> tuple[str, str]:
        number = _mobile(dice)
        text = "".join(alphabet[int(one)] for one in number)
        if dice.random() < 0.5:
            text = dice.choice((" ", ",", "、")).join((text[:3], text[3:7], text[7:]))
        return f"号码{text}", text

    return make


def _name_text(dice: random.Random) -> str:
    return dice.choice(_SURNAMES) + "".join(dice.sample(_GIVEN, dice.choice((1, 2, 2))))


def _name(dice: random.Random) -> tuple[str, str]:
    name = _name_text(dice)
    forms = (
        "我叫{}", "我叫{},", "本人姓名{},", "户主{}", "户主是{},", "房东叫{},", "申请人:{}",
        "我爱人{}的户口在外地", "我儿子{},", "我的名字是{},", "我是{},", "联系人{}", "孩子叫{}",
        "产权人是{},", "我叫{}今年三十岁", "我叫{}想落户", "户主{}不同意", "我老公{}在威海上班",
    )  # fmt: skip
    return dice.choice(forms).format(name), name


def _address(dice: random.Random) -> tuple[str, str]:
    street = dice.choice(
        ("文化东路", "世昌大道", "青岛北路", "新华大街", "柳泉路", "钟鼓巷", "骆驼路")
    )
    estate = dice.choice(("丽都花园", "海韵小区", "金桂公寓", "凤凰城小区", "书香苑", "东升新村"))
    village = dice.choice(("王家村", "西庄村", "大刘屯", "前进村"))
    number, room = dice.randint(1, 300), dice.randint(101, 1802)
    forms = (
        f"{street}{number}号", f"{street}{number}号{dice.randint(1, 9)}单元{room}室",
        f"{street}{number}号院{dice.randint(1, 20)}号楼{room}",
        f"{estate}{dice.randint(1, 30)}号楼{dice.randint(1, 4)}单元{room}室",
        f"{estate}{dice.randint(1, 30)}栋{room}", f"{estate}{dice.randint(1, 9)}-{dice.randint(1, 4)}-{room}",
        f"{village}{number}号", f"{village}{dice.randint(1, 9)}组{number}号",
    )  # fmt: skip
    text = dice.choice(forms)
    above = dice.choice(
        ("", "环翠区", "威海", "周村区", "肥城市", "镇海区骆驼街道", "赤峰市松山区")
    )
    return f"{dice.choice(('住', '我住在', '房子在', '地址:'))}{above}{text}", text


def _landline(dice: random.Random) -> tuple[str, str]:
    local = dice.choice("2345678") + _digits(dice, dice.choice((6, 7)))
    code = dice.choice(("0631", "0533", "0538", "0476", "0574", "010"))
    text = dice.choice((f"{code}-{local}", f"({code}){local}", f"{code} {local}", local))
    return f"{dice.choice(('座机', '家里电话', '固话是', '传真'))}{text}", text


def _passport(dice: random.Random) -> tuple[str, str]:
    text = dice.choice(("E", "G", "EA", "EK", "D", "PE")) + _digits(dice, 8)
    return f"护照{dice.choice(('', '号', '号码是'))}{text}", text


def _permit(dice: random.Random) -> tuple[str, str]:
    forms = (
        ("港澳通行证", f"C{_digits(dice, 8)}"), ("回乡证", f"H{_digits(dice, 10)}"),
        ("台胞证", _digits(dice, 8)), ("居住证号", f"{_digits(dice, 9)}"),
        ("出生证编号", f"T{_digits(dice, 9)}"), ("永居证", f"CHN{_digits(dice, 12)}"),
    )  # fmt: skip
    name, text = dice.choice(forms)
    return f"{name}{text if text[0].isalpha() else '号' * ('号' not in name) + text}", text


def _plate(dice: random.Random) -> tuple[str, str]:
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    tail = dice.choice(
        (_digits(dice, 5), dice.choice(letters) + _digits(dice, 4), f"D{_digits(dice, 5)}")
    )
    text = (
        f"{dice.choice('鲁浙蒙京苏')}{dice.choice('ABCDK')}{dice.choice(('', '', '·', ' '))}{tail}"
    )
    return f"车牌{text}", text


def _email(dice: random.Random) -> tuple[str, str]:
    name = "".join(dice.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(6)) + _digits(dice, 2)
    text = name + dice.choice(
        ("@qq.com", "@163.com", "@example.com.cn", " @ 126.com", "艾特qq点com")
    )
    return f"{dice.choice(('邮箱', '发到', '我的邮箱是'))}{text}", text


def _account(dice: random.Random) -> tuple[str, str]:
    wechat = (
        "".join(dice.choice("abcdefghkmnxyz") for _ in range(5))
        + dice.choice("_-")
        + _digits(dice, 3)
    )
    qq = dice.choice("123456789") + _digits(dice, dice.choice((7, 8, 9)))
    forms = (
        (f"微信{wechat}", wechat), (f"微信号:{wechat}", wechat), (f"加我vx {wechat}", wechat),
        (f"QQ{qq}", qq), (f"QQ号是{qq}", qq), (f"扣扣 {qq}", qq), (f"加wxid_{wechat[:5]}{qq[:4]}", f"wxid_{wechat[:5]}{qq[:4]}"),
    )  # fmt: skip
    return dice.choice(forms)


def _credit(dice: random.Random) -> tuple[str, str]:
    text = f"9{dice.choice('123')}371000MA{_digits(dice, 7)}{dice.choice('XYTG')}"
    return f"公司信用代码{text}", text


def _policy(dice: random.Random) -> str:
    year, number = dice.randint(2009, 2026), dice.randint(1, 120)
    forms = (
        f"威政办发〔{year}〕{number}号还有效吗", f"鲁公通({year}){number}号第{number}条怎么说",
        f"{year}-{year + 5}年的文件", f"第{number}条第{dice.randint(1, 5)}款第(三)项",
        f"{year}年{dice.randint(1, 12)}月{dice.randint(1, 28)}日起施行", f"周政字[{year}]{number}号",
        f"二、(一)、{dice.randint(1, 9)}里说的亲属", f"{year}-01-01,{year + 5}-12-31有效吗",
        f"国发{year}年{number}号文", f"{year}.{dice.randint(1, 12)}~{year + 1}.{dice.randint(1, 12)}",
        "一、二、三、四、五、六、七、八、九、十条", "1、2、3、4、5、6、7、8、9、10、11、12条都要吗",
    )  # fmt: skip
    return dice.choice(forms)


def _amount(dice: random.Random) -> str:
    number = dice.randint(2, 99)
    forms = (
        f"房子{number + 30}平,{number * 10000}元买的", f"投资{number}00000元", f"注册资本{number}000000",
        f"每月{number}00,{number}50,{number}00,{number}10元", f"打12345问过了,还有{number}天",
        f"社保交了{number}个月,2019,2020,2021,2022年都有", f"邮编264{number}0,区号0631",
        f"纳税{number * 12345}元", f"买了{number}号楼", f"住{number}楼", f"门牌是{number}号",
    )  # fmt: skip
    return dice.choice(forms)


def _words(dice: random.Random) -> str:
    forms = (
        "我是高中毕业", "我是周村的", "我是单身,有房", "我叫不到房东", "房东何时能签字", "户主关系怎么填",
        "我爸高血压", "孩子高考在威海", "我爱人常年在外地", "户主变更", "房东安排不了", "我妈方便的时候去",
        "叫单位开证明", "这叫高层次人才吗", "我是应届毕业生,想落户", "我是荣成人", "配偶双方都要到场吗",
        "我是孙伯镇的", "申请人应当提交材料", "投靠人和被投靠人关系", "监护人全都要签字", "我们村有36户",
        "文化路上的房子", "小区里有三栋楼", "我对象向来不管", "儿子成年了", "我父亲任职的单位", "我在环翠区租房",
        "微信上能办吗", "加微信可以问吗", "电话里说不清", "护照能当身份证用吗", "身份证丢了怎么办", "QQ群有吗",
    )  # fmt: skip
    return dice.choice(forms)


_KINDS: dict[str, Callable[[random.Random], tuple[str, str]]] = {
    "with commas": lambda dice: _parted(dice, (",", "，", "、", ", ")),
    "with tildes": lambda dice: _parted(dice, ("~", "～", " ~ ")),
    "with pauses": lambda dice: _parted(
        dice, (",嗯,", "，呃，", "然后", "，那个，", "……", "，再", " 啊 ")
    ),
    "with brackets": _bracketed,
    "in Chinese": _written(_CHINESE),
    "as on the radio": _written(_AIR),
    "in capitals": _written(_CAPITAL),
    "landlines": _landline,
    "passports": _passport,
    "permits": _permit,
    "plates": _plate,
    "e-mail": _email,
    "WeChat and QQ": _account,
    "credit codes": _credit,
    "names": _name,
    "addresses": _address,
}
_HARMLESS: dict[str, Callable[[random.Random], str]] = {
    "policy": _policy,
    "amounts": _amount,
    "words": _words,
}


def measured(found: list[Item]) -> Iterator[tuple[str, int, int]]:
    """Of each kind how many are treated right, and how many there are."""
    right = Counter(item.kind for item in found if item.right)
    for kind, count in Counter(item.kind for item in found).items():
        yield kind, right[kind], count


if __name__ == "__main__":
    for kind, right, count in (*measured(items()), *measured(harmless())):
        print(f"{kind:16} {right}/{count}")
    for item in (*items(), *harmless()):
        if not item.right:
            print(item.kind, "|", normalise(item.text), "→", mask(normalise(item.text)))
