"""Made-up documents and acts of places that there are not, as folders of a corpus."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from actions.corpus import Document
from actions.corpus.reader import read_document
from actions.publishing.amending.consolidating import Consolidated, Text, put_together
from actions.publishing.amending.tracing import ClauseChange, clause_changes

BASE, ACT = "999901-qinghe", "999901-qinghe-2023"
RULES = """\
青禾市户口迁移办法
青政发〔2019〕3号
第一章　总则
第一条　为规范户口迁移，根据有关规定，制定本办法。
第二条　本办法适用于本市行政区域内的户口迁移。
第二章　条件
第三条　在本市租房满五年的人员，可以申请落户。
租房应当在市住房局备案。
第四条　有下列情形之一的，可以申请投靠落户：
（一）夫妻投靠，结婚满五年的；
（二）父母投靠子女的；
（三）未成年子女投靠父母的。
前款第一项所称五年，自登记结婚之日起计算。
第五条　申请人应当向市公安局提交居民户口簿。
第六条　依照第五条提交的材料应当真实。
第三章　附则
第七条　本办法由市公安局负责解释。
第八条　本办法自2019年1月1日起施行，有效期至2023年12月31日。
青禾市人民政府
2018年12月20日
"""
OPINION = """\
白石县关于户口迁移的意见
白政发〔2020〕8号
为方便群众，现提出以下意见：
一、落户条件
（一）租房落户。租房满三年的人员，可以落户。
（二）投靠落户。夫妻可以投靠。
（三）人才落户。大专以上学历的人员，可以落户。
二、工作要求
公安机关不得推诿。
本意见自2020年1月1日起施行。
白石县人民政府
2019年12月1日
"""
_HEAD = """\
青禾市人民政府关于修改《青禾市户口迁移办法》的决定
青政发〔2023〕5号
经研究，决定对《青禾市户口迁移办法》（青政发〔2019〕3号）作如下修改：
"""
_TAIL = """\
本决定自2023年5月1日起施行。
青禾市人民政府
2023年4月1日
"""


def act_of(*items: str) -> str:
    """An act that changes the rules in so many items."""
    numbered = (
        f"{number}、{item}\n" for number, item in zip("一二三四五六七八", items, strict=False)
    )
    return _HEAD + "".join(numbered) + _TAIL


def made(folder: Path, text: str, **entries: Any) -> Document:  # noqa: ANN401 - YAML's values
    """A document's folder written, and read."""
    folder.mkdir()
    content = text.encode("utf-8")
    (folder / "received.txt").write_bytes(content)
    usual = {
        "title": "户口迁移办法",
        "issuer": "青禾市人民政府",
        "doc_number": "青政发〔2019〕3号",
        "region": "999901",
        "issued": date(2018, 12, 20),
        "effective_from": date(2019, 1, 1),
        "expires_on": date(2023, 12, 31),
        "status": "current",
        "not_stated": [],
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    stated = yaml.safe_dump({**usual, **entries}, allow_unicode=True, sort_keys=False)
    (folder / "document.yml").write_text(stated, "utf-8")
    return read_document(folder)


def made_act(folder: Path, text: str, since: date | None = date(2023, 5, 1)) -> Document:
    """An act's folder written, and read."""
    return made(
        folder,
        text,
        title="关于修改《青禾市户口迁移办法》的决定",
        doc_number="青政发〔2023〕5号",
        issued=date(2023, 4, 1),
        effective_from=since,
        expires_on=None,
    )


class Amended:
    """The rules, an act, and what comes of both."""

    def __init__(self, place: Path, act: str, base: str = RULES, **entries: Any) -> None:  # noqa: ANN401
        self.base = Text(made(place / BASE, base, **entries))
        self.act = made_act(place / ACT, act)
        self.made: Consolidated = put_together(self.base, self.act)
        self.document = made(place / "999901-qinghe-2023-2", self.made.received, **entries)
        self.changes: list[ClauseChange] = clause_changes(self.base, self.made, self.document)

    @property
    def text(self) -> str:
        """The text from the day of the act on."""
        return self.made.received

    @property
    def left(self) -> list[tuple[str, str]]:
        """Why something was left, and the place or words."""
        return [(one.why, one.about) for one in self.made.left]

    def kinds(self) -> dict[str, str]:
        """What happened to each clause, by its id then, or before where it is gone."""
        return {(one.new or one.old).id: one.what for one in self.changes if one.new or one.old}
