import { mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import type { CoveredRegion } from "@shared/api/types";
import { turnNamed } from "@shared/turn/fixtures";
import { words } from "../words";
import { rollHeight } from "./paper";
import PaperSlip from "./PaperSlip.vue";
import { momentInWords, slipOf } from "./slipOf";

const renting = { id: "renting", title: "租房落户", payload: "租房能落户吗" };
const regions: CoveredRegion[] = [
  { code: "371000", name: "威海市", pathways: [renting], subjects: [], documents: [] },
];
const handed = { code: "ABCD3467", expires_at: "2026-11-23T09:05:00", link: "https://x.test/c/A" };

describe("what a slip tells", () => {
  it("has all that is needed at the window", () => {
    const slip = slipOf(turnNamed("eligible-weihai"), "是", regions);
    expect(slip).toMatchObject({
      place: "威海市",
      subject: "租房落户",
      verdict: "按已过期的文件：符合，先核实",
      applyAt: "房屋所在地",
      unmet: [],
    });
    expect(slip.materials).toHaveLength(4);
    expect(slip.notices[0]).toContain("过期");
    expect(slip.basis.map(({ clause }) => clause)).toEqual(["一/(二)"]);
  });

  it("names the offices as their own data, and none where none is registered", () => {
    const turn = turnNamed("eligible-weihai");
    expect(slipOf(turn, "是", regions).offices).toEqual([]);
    const office = {
      name: "环翠区户籍窗口",
      address: "文化中路1号",
      hours: "",
      does: "",
      phone: "0631-5200000",
      map_link: "",
      source: "区分局来函",
      checked_on: "2026-11-01",
    };
    expect(slipOf({ ...turn, offices: [office] }, "是", regions).offices).toEqual([
      "环翠区户籍窗口，文化中路1号，0631-5200000，来源：区分局来函，2026-11-01核对",
    ]);
    expect(words.slip.offices).toContain("不是文件里写的");
  });

  it("tells what is missing, and sends nobody to a window in vain", () => {
    const slip = slipOf(turnNamed("ineligible-weihai"), "房东不同意", regions);
    expect(slip.unmet[0]).toMatchObject({ how: "请房屋产权人写同意落户承诺书" });
    expect(slip.unknown).toHaveLength(2);
    expect(slip.materials).toEqual([]);
  });

  it("does not say that only time is missing while other conditions are open", () => {
    const printed = slipOf(turnNamed("ineligible-chifeng"), "租房半年", []).brief.join("");
    expect(printed).toContain("还没说清楚的其他条件也要符合");
    expect(printed).not.toContain("只差时间");
  });

  it("tells how each way stands, and grants none by a document that has lapsed", () => {
    expect(slipOf(turnNamed("overview-weihai"), "没备案", regions).ways).toEqual([
      "就业落户——按已过期的文件：已符合。写明的条件，按您说的都符合",
      "租房落户——差一项。还差：到房管部门办理房屋租赁登记备案",
    ]);
  });

  it("prints no clause that is only near to the answer", () => {
    const { basis } = slipOf(turnNamed("answer-related-zhoucun"), "毕业生", []);
    expect(basis.map(({ role }) => role)).toEqual(["answers"]);
  });

  it("names what was asked where the subject has no name", () => {
    expect(slipOf(turnNamed("no-answer"), "公积金贷款", []).subject).toBe("公积金贷款");
  });
});

describe("the slip on paper", () => {
  const slip = slipOf(turnNamed("eligible-weihai"), "是", regions);

  it("has the code in letters and as a QR code", () => {
    const drawn = mount(PaperSlip, { props: { slip, handed, noCode: "" } });
    expect(drawn.find(".code strong").text()).toBe("ABCD 3467");
    expect(drawn.find("svg").attributes("aria-label")).toBe(words.slip.qr("ABCD3467"));
    expect(drawn.text()).toContain("2026年11月23日09:05前有效");
  });

  it("says so where there is no code", () => {
    const drawn = mount(PaperSlip, { props: { slip, handed: null, noCode: "没有接办码" } });
    expect(drawn.text()).toContain("没有接办码");
    expect(drawn.find("svg").exists()).toBe(false);
  });

  it("is as long as its page", () => {
    expect(rollHeight(288, 72)).toBe(297);
    expect(rollHeight(10, 72)).toBe(100);
    expect(momentInWords("2026-01-02T03:04:00")).toBe("2026年1月2日03:04");
  });
});
