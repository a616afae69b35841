"""A received document as the desk keeps it, for tests of what is done with it."""

from __future__ import annotations

import json
from typing import Any

from actions.publishing.drafts.received import receive

LAIXI = "370285"
TEXT = """\
莱西市人民政府关于落户的实施意见
西政发〔2026〕1号
各镇人民政府：
为方便群众，现提出以下意见：
一、落户条件
（一）按租房途径落户。在城区租房居住满1年的人员，可凭居民户口簿、居民身份证、房屋租赁登记备案证明，在租住地办理落户。
（二）按投靠途径落户。夫妻投靠的，凭居民户口簿、结婚证，在被投靠人户口所在地办理落户。
二、工作要求
公安机关负责办理落户手续，不得推诿拖延。（责任单位：市公安局）
本意见自2026年3月1日起施行，有效期至2031年2月28日。
莱西市人民政府
2026年2月10日
"""


def draft_of(text: str = TEXT, **form: Any) -> dict[str, Any]:  # noqa: ANN401
    """A draft as the desk sends it, with fields of its form put right."""
    (one,) = receive(text.encode(), "意见.txt", LAIXI, [])
    draft = {"kept": one.kept, "form": {**one.form, **form}, "folder": ""}
    # As it comes back out of the records.
    sent: dict[str, Any] = json.loads(json.dumps(draft, ensure_ascii=False))
    return sent
