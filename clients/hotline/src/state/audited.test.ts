import { describe, expect, it } from "vitest";
import { doerOf, toldOf } from "./audited";

const LATIN = /[a-z]{3}/iu;

describe("what a change was, as the audit shows it", () => {
  it.each([
    [{ account: "", role: "administrator", region: "000000" }, "角色：管理；地方：所有地方"],
    [{ characters: 12 }, "字数：12"],
    [
      { assigned_to: "", state: "proposed", settled_as: "clause", reopened: 0, clause: "一/(二)" },
      "状态：待复核；怎么办结：条款能答；重开次数：0；条款：一/(二)",
    ],
    [
      { scope: "pathway", region: "", document: "", target: "renting", until: 1_763_700_000 },
      "停什么：一条落户途径；途径或条款：租房落户；到：11/21 12:40",
    ],
    [
      { outcome: "refused", verdict: "eligible", topic: "" },
      "窗口的决定：不受理；系统的判断：符合",
    ],
    [{ id: "1", name: "窗口", checked_on: "2026-11-01" }, "名称：窗口；核对日期：2026-11-01"],
  ])("is in words and not in names of columns: %o", (values, text) => {
    expect(toldOf(values)).toBe(text);
    expect(toldOf(values)).not.toMatch(LATIN);
  });

  it("is nothing where nothing was there", () => expect(toldOf(null)).toBe(""));

  it("names the program on the server as one", () => {
    expect(doerOf("command line")).toBe("服务器命令行");
    expect(doerOf("wang")).toBe("wang");
  });
});
