import { flushPromises, mount } from "@vue/test-utils";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { turnNamed, turns } from "./fixtures";
import { compact } from "./mark";
import type { PolicyDocument, Turn } from "./model";
import TurnView from "./TurnView.vue";

beforeEach(() => {
  Element.prototype.scrollIntoView = vi.fn();
});

/** The document that a turn cites, as far as it cites it, with a clause before and after. */
function documentOf(turn: Turn): PolicyDocument {
  const [first] = turn.citations;
  if (!first) throw new Error("cites nothing");
  const { document: folder, heading, clause, quote, ...rest } = first;
  const others = ["前一条。", "更前一条。", "再前一条。"].map((text, at) => ({
    id: `before-${at}`,
    heading,
    text,
  }));
  const cited = { id: clause, heading, text: `开头。${quote}结尾。` };
  const after = { id: "after", heading: "另一节", text: "后一条。" };
  return { folder, ...rest, clauses: [...others, cited, after] };
}

const view = (turn: Turn) =>
  mount(TurnView, {
    props: { turn, documents: () => Promise.resolve(documentOf(turn)) },
    attachTo: document.body,
  });

describe("a turn that is drawn", () => {
  it.each(turns)("shows every word once that its fields hold: %s", (_name, turn) => {
    const text = compact(view(turn).text());
    for (const notice of turn.notices) expect(text).toContain(compact(notice.text));
    for (const option of turn.options) expect(text).toContain(compact(option.title));
    for (const one of turn.eligibility?.conditions ?? []) expect(text).toContain(compact(one.text));
    if (turn.question) expect(text.split(compact(turn.question.text))).toHaveLength(2);
  });

  it("says a condition's state in words, not by colour alone", () => {
    const rows = view(turnNamed("ineligible-weihai")).findAll(".conditions li");
    expect(rows.map((row) => row.find(".state").text())).toEqual([
      "不符合",
      "还不清楚",
      "还不清楚",
    ]);
    expect(rows[0]?.text()).toContain("怎么办：请房屋产权人写同意落户承诺书");
  });

  it("says that a document has lapsed, before its clause", () => {
    const drawn = view(turnNamed("answer-expired-weihai"));
    const text = drawn.text();
    expect(drawn.find(".notices .grave").text()).toContain("已经过期");
    expect(text.indexOf("文件已经过期")).toBeLessThan(text.indexOf("按租房途径落户。"));
    expect(drawn.find(".clause .status").text()).toBe("已经过期");
  });

  it("names the act that gave a clause its words, and says where they are former ones", () => {
    const turn = turnNamed("answer-expired-weihai");
    const [first, ...others] = turn.citations;
    if (!first) throw new Error("cites nothing");
    const act = {
      document: "371000-weihai-2025",
      doc_number: "威政发〔2025〕6号",
      item: "一/(二)/3",
    };
    const by = { ...act, title: "关于修改《办法》的决定", since: "2025-06-01" };
    const amended: Turn = { ...turn, citations: [{ ...first, amendments: [by] }, ...others] };
    expect(view(amended).find(".clause .amended").text()).toBe(
      "自2025年6月1日起按《关于修改〈办法〉的决定》（威政发〔2025〕6号）第一项(二)第3点的文字",
    );
    const former: Turn = {
      ...turn,
      citations: [{ ...first, amended_on: "2025-06-01" }, ...others],
    };
    expect(view(former).find(".clause .status").text()).toBe("2025年6月1日起已经修改");
    expect(view(turn).find(".clause .amended").exists()).toBe(false);
  });

  it("does not send somebody to the window who does not qualify", () => {
    expect(view(turnNamed("ineligible-weihai")).text()).not.toContain("要带的材料");
  });

  it("folds what is only near to the answer under a heading of its own", () => {
    const related = view(turnNamed("answer-related-zhoucun")).find("details.related");
    expect(related.attributes("open")).toBeUndefined();
    expect(related.find("summary").text()).toBe("可能也有关");
    expect(related.findAll(".clause")).toHaveLength(1);
  });

  it("heads each of several questions with what it came to", () => {
    const headings = view(turnNamed("answer-several")).findAll("h3");
    expect(headings.map((one) => one.text())).toEqual([
      "威海租房能落户吗 文件有规定",
      "居住证怎么办 文件有规定",
    ]);
  });

  it("lets materials be ticked off and tells how many are ready", async () => {
    const drawn = view(turnNamed("eligible-weihai"));
    const boxes = drawn.findAll<HTMLInputElement>("input[type=checkbox]");
    expect(boxes).toHaveLength(4);
    await boxes[0]?.setValue(true);
    expect(drawn.find(".told").text()).toBe("已备好 1 样，共 4 样");
  });

  it("sends the payload of the option that is tapped", async () => {
    const drawn = view(turnNamed("answer-undated-feicheng"));
    await drawn.find(".options button").trigger("click");
    expect(drawn.emitted("choose")).toEqual([["帮我看看我符不符合条件"]]);
  });

  it("shows every way as a button that leads to it, its state in words", async () => {
    const drawn = view(turnNamed("overview-weihai"));
    const ways = drawn.findAll(".ways button");
    expect(ways).toHaveLength(11);
    expect(ways[0]?.find(".state").text()).toBe("按已过期的文件：已符合");
    expect(drawn.findAll(".ways .good")).toHaveLength(0);
    expect(drawn.find(".ways details").attributes("open")).toBeUndefined();
    await ways[1]?.trigger("click");
    expect(drawn.emitted("choose")).toEqual([["租房落户"]]);
  });

  it("leads from a refusal to the ways that are open", () => {
    const drawn = view(turnNamed("ineligible-open-weihai"));
    expect(drawn.find(".ways h3").text()).toBe("还有这些路");
    expect(drawn.findAll(".ways .title").map((one) => one.text())).toEqual(["就业落户"]);
  });

  it("offers no taps once the conversation has gone on", () => {
    const turn = turnNamed("question");
    const drawn = mount(TurnView, { props: { turn, past: true } });
    expect(drawn.find(".options").exists()).toBe(false);
  });

  it("opens the clause in its document with the quote marked", async () => {
    const turn = turnNamed("answer-undated-feicheng");
    const drawn = view(turn);
    await drawn.find(".clause .lh-link").trigger("click");
    await flushPromises();
    expect(compact(drawn.find("mark").text())).toBe(compact(turn.citations[0]?.quote ?? ""));
    expect(drawn.find(".context").text()).toContain("后一条。");
    expect(drawn.find(".context").text()).not.toContain("前一条。更前一条。");
    expect(drawn.emitted("open")).toHaveLength(1);
  });

  it("goes from a condition to its clause, fetching one that is not shown", async () => {
    const turn = turnNamed("ineligible-chifeng");
    const drawn = view(turn);
    const before = drawn.findAll(".clause").length;
    await drawn.findAll(".conditions .lh-link").at(1)?.trigger("click");
    await flushPromises();
    expect(drawn.findAll(".clause").length).toBeGreaterThanOrEqual(before);
    expect(drawn.find(".context").exists()).toBe(true);
  });

  it("says what to do where the document cannot be fetched, and tries again", async () => {
    const turn = turnNamed("answer-undated-feicheng");
    const documents = vi
      .fn()
      .mockRejectedValueOnce(new Error("away"))
      .mockResolvedValueOnce(documentOf(turn));
    const drawn = mount(TurnView, { props: { turn, documents } });
    await drawn.find(".clause .lh-link").trigger("click");
    await flushPromises();
    expect(drawn.find("[role=alert]").text()).toContain("暂时打不开文件");
    await drawn.find("[role=alert] button").trigger("click");
    await flushPromises();
    expect(drawn.find("mark").exists()).toBe(true);
  });
});
