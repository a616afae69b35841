/** What the shared components say; an app may put the words of another language in their place. */
import { shallowReactive } from "vue";
import { pathways, subjects } from "./contract/names";
import type { Answered, Citation, Eligibility, Notice } from "./contract/turn";
import { asked, brief, briefHeads, date, told, verdicts, wayList, ways } from "./turn/wording";

type Condition = Eligibility["conditions"][number];
type Companion = Eligibility["companions"][number]["state"];

const conditions: Record<Condition["state"], string> = {
  met: "已符合",
  unmet: "不符合",
  unknown: "还不清楚",
};

const reasons: Record<NonNullable<Condition["reason"]>, string> = {
  fact_missing: "还不清楚",
  text_open: "文件没写清",
  standard_elsewhere: "标准在别处",
};

const companions: Record<Companion, string> = {
  allowed: "可以",
  conditional: "看条件",
  unknown: "文件没写清楚",
  not_listed: "文件没有列",
};

const statuses: Record<Citation["status"], string> = {
  in_force: "现在有效",
  expired: "已经过期",
  not_yet_effective: "还没有生效",
  undated: "没有写日期",
};

const notices: Record<Notice["kind"], string> = {
  expired: "文件已经过期",
  not_yet_effective: "文件还没有生效",
  undated: "文件没有写日期",
  standard_elsewhere: "标准在另一份文件里",
  ambiguous_clause: "文件没有写清楚",
  verify_locally: "请先向窗口核实",
  privacy: "隐私",
  degraded: "系统暂时有问题",
  handed_over: "暂时只转人工",
};

const outcomes: Record<Answered["outcome"], string> = {
  answered: "文件有规定",
  silent: "文件没有写",
  out_of_scope: "不在范围里",
};

export const chinese = {
  pathways,
  topics: { ...subjects, ...pathways } as Record<string, string>,
  verdicts,
  conditions,
  reasons,
  companions,
  statuses,
  notices,
  earliest: (day: string) => `只差时间的话，最早${day}满足。`,
  earliestOfTime: (day: string) => `时间这一条最早${day}满足，还没说清楚的其他条件也要符合。`,
  outcomes,
  brief: { ...brief, ...briefHeads },
  told,
  asked,
  conditionsTitle: "逐条核对",
  howToMeet: "怎么办：",
  basis: "依据",
  basisFor: (text: string) => `${text}：看依据`,
  seeBasis: "看依据",
  related: "可能也有关",
  document: (title: string) => `《${title}》`,
  number: (number: string | null) => (number ? `（${number}）` : ""),
  clause: (id: string) => `条款编号 ${id}`,
  amended: (day: string, act: string, number: string, item: string) =>
    `自${day}起按《${act}》${number}${item}的文字`,
  amendedItem: (first: string) => (first.startsWith("第") ? first : `第${first}项`),
  amendedPoint: (point: string) => (point.startsWith("(") ? point : `第${point}点`),
  superseded: (day: string) => `${day}起已经修改`,
  unfold: "看原文",
  dates: {
    both: (from: string, to: string) => `${from}起施行，有效期至${to}`,
    from: (from: string) => `${from}起施行，没有写失效日期`,
    to: (to: string) => `有效期至${to}`,
    none: "没有写施行和失效日期",
  },
  date,
  ways: { ...ways, ...wayList },
  partial: "节选",
  seeContext: "看上下文",
  hideContext: "收起上下文",
  context: "原文上下文",
  wholeDocument: "看全文",
  quotedHere: "所引条款",
  loading: "正在打开文件……",
  contextFailed: "暂时打不开文件。请过一会儿再试，上面的引文仍然是原文。",
  retry: "再试一次",
  noticesTitle: "请注意",
  materialsTitle: "要带的材料（文件写明的）",
  materialsTold: (done: number, all: number) => `已备好 ${done} 样，共 ${all} 样`,
  applyAt: "去哪里办",
  landsAt: "户口落在哪里",
  companionsTitle: "家人能不能一起落",
  between: "、",
  alternativesTitle: "同一份文件里还可以看看",
  alternative: (title: string, verdict: string) => `${title}（${verdict}）`,
  why: "为什么问这个？",
  options: "请选择",
};

export type Words = typeof chinese;

export const words: Words = shallowReactive({ ...chinese });
