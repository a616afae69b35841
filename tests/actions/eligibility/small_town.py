"""A document of one clause with its rules, for tests that break them."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from tests.actions.eligibility.documents import CORPUS_DIR

FOLDER = "990001-small-town"
REGION = "990001"
RECEIVED = """\
小镇户籍办法

一、租房落户

在镇上租住成套住房并实际居住2年以上，按规定参加社会保险的人员，可凭居民户口簿、居民身份证，在住所地申请落户。
"""
DOCUMENT = f"""\
title: 小镇户籍办法
issuer: 小镇
doc_number: null
region: "{REGION}"
issued: null
effective_from: null
expires_on: null
status: current
not_stated: [effective_from, expires_on]
"""
FACTS = """\
whole_flat:
  type: bool
  label: 成套住房
  question: 您租的是成套住房吗？
  cost: 1
  cues: {}
lived_days:
  type: duration
  label: 居住时间
  facet: how_long
  question: 您住了多久？
  cost: 2
  cues: {}
insurance:
  type: enum
  label: 社会保险
  question: 您参加了哪种社会保险？
  cost: 1
  choices:
    - {value: worker, title: 职工保险}
    - {value: none, title: 没有参加}
  cues: {}
"""
FACETS = """\
how_long:
  silent: 这一条没有写要住多久
  evidence: '\\d年'
  asked: [多久]
insurance:
  silent: 这一条没有写要不要交社保
  evidence: 社会保险
  named: [社保]
papers:
  silent: 这一条没有列材料
  part: materials
  asked: [什么材料]
degree:
  silent: 这一条没有写学历
  of: [graduate]
  named: [学历]
fee:
  silent: 文件没有写收不收费
  named: [费用]
"""
PATHWAYS = """\
pathways:
  renting:
    title: 租房落户
    summary: 能，要租成套住房、住满2年、参加社会保险。
    quotes:
      - 在镇上租住成套住房并实际居住2年以上
    requires:
      all:
        - id: flat
          fact: whole_flat
          is: true
          text: 租住成套住房
          quote: 租住成套住房
          meet: 改租成套住房
        - id: two_years
          fact: lived_days
          at_least: {years: 2}
          text: 实际居住2年以上
          quote: 实际居住2年以上
        - id: insured
          fact: insurance
          is: worker
          text: 按规定参加社会保险
          quote: 按规定参加社会保险
    materials:
      items: [居民户口簿, 居民身份证]
      quote: 可凭居民户口簿、居民身份证
    apply_at:
      text: 住所地
      quote: 在住所地申请落户
    facets:
      insurance: {text: 要按规定参加社会保险, quote: 按规定参加社会保险的人员}
gaps:
  - {facet: fee}
absent:
  own_home:
    note: 文件没有规定自有住房落户。
    see: renting
    quote: 租住成套住房
"""
UNSAID = """\
employment business joining accompany talent graduate points veteran laid_off migrant_farmer
collective rural_return rural_join rural_newcomer no_hukou restore_hukou lost_certificate
residence_permit
"""


def write_small_town(folder: Path, received: str = RECEIVED, pathways: str = PATHWAYS) -> Path:
    """Write the corpus into ``folder``; returns it.

    Args:
        received: the text of its document.
        pathways: its rules, the head of ``absent`` last; pathways of ``UNSAID`` that they do not
            name are added there.
    """
    unsaid = [name for name in UNSAID.split() if f"\n  {name}:" not in pathways]
    absent = "".join(f"  {name}:\n    note: 文件没有规定。\n" for name in unsaid)
    sha256 = hashlib.sha256(received.encode()).hexdigest()
    files = {
        "facts.yml": FACTS,
        "facets.yml": FACETS,
        f"{FOLDER}/received.txt": received,
        f"{FOLDER}/document.yml": DOCUMENT + f"sha256: {sha256}\n",
        f"{FOLDER}/pathways.yml": pathways + absent,
    }
    shutil.copytree(CORPUS_DIR / "schema", folder / "schema")
    shutil.copy(CORPUS_DIR / "places.yml", folder)
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder
