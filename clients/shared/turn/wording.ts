/**
 * How a verdict, the ways and an interview are told, the same by every client. The mini program is
 * built with a copy of this file: it imports types only.
 */
import type { Eligibility } from "../contract/turn";
import type { BriefWords } from "./brief";
import type { ToldWords } from "./interview";
import type { WaysWords } from "./ways";

export const verdicts: Record<Eligibility["verdict"], string> = {
  eligible: "符合",
  ineligible: "不符合",
  undetermined: "还不能下结论",
};

export const date = (year: string, month: string, day: string) => `${year}年${month}月${day}日`;

const LACKS: Readonly<Record<number, string>> = { 1: "差一项", 2: "差两项" };

export const ways: WaysWords = {
  states: { open: "已符合", outside: "看文件外规定", unclear: "还不清楚", closed: "不行" },
  all: { title: "看看我有哪些办法", payload: "我有哪些办法能落户" },
  missing: { nearly: "还差：", outside: "", unclear: "还没说到：", closed: "没达到：" },
  nothingMissing: "写明的条件，按您说的都符合",
  between: "；",
  lacks: (count) => LACKS[count] ?? `差${count}项`,
  onLapsed: (state) => `按已过期的文件：${state}`,
  more: (texts, count) => `${texts}，一共${count}样`,
  earliest: (day) => `最早${day}满足`,
  date,
};

export const brief: BriefWords = {
  verdicts,
  onLapsed: (verdict) => `按已过期的文件：${verdict}，先核实`,
  nothing: "文件写的条件，按您说的都符合",
  more: (texts, count) => `${texts}，一共${count}条`,
  between: "；",
  then: "，再",
  askFirst: "先到户籍窗口问清这份文件还执行不执行",
  askWindow: "到户籍窗口问清再去",
  tell: "先弄清上面这些，再来核对",
  others: "看看下面列出的别的路子",
  bring: (count) => `带齐下面列出的${count}样材料`,
  goTo: (place) => `去${place}办`,
  open: (titles) => `能走${titles}`,
  nearly: (title, lacks) => `还不能，${title}${lacks}`,
  undecided: "光凭这份文件定不下来",
  closed: "按您说的，问到的路都不行",
  lookAt: (title) => `点下面的“${title}”，看怎么办`,
  tellMore: "看看下面还没说到的路，沾边的点一下",
  noWay: "还没有问到能下结论的路",
};

export const briefHeads = { can: "能不能", lacks: "还差什么", next: "下一步" };

export const told: ToldWords = {
  speaker: "您",
  of: (whose, label) => `${whose}的${label}`,
};

export const asked = {
  about: (number: number, about: number) => `问题 ${number}/约${about}`,
  counted: (number: number) => `第${number}问`,
};

/** What stands around the ways. */
export const wayList = {
  title: "各条路一览",
  besideTitle: "还有这些路",
  lapsed: "下面都是按已过期的文件看的，办以前先到户籍窗口问清。",
  unclear: (count: number) => `还没说到的路，共${count}条`,
};
