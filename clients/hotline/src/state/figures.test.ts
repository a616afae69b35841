import { describe, expect, it } from "vitest";
import { chartOf } from "./charts";
import { rowsOf, shown } from "./figures";

const names = { region: () => "威海市", document: () => "某意见" };
const ROWS = [
  { channel: "kiosk", turns: 5, unanswered: 1, degraded: 0 },
  { channel: "hotline", turns: 3, unanswered: 0, degraded: 0 },
];

describe("reports", () => {
  it("are shown in words", () => {
    expect(shown("channel", "kiosk", names)).toBe("大厅自助机");
    expect(shown("region", "371000", names)).toBe("威海市");
    expect(shown("region", null, names)).toBe("未说地区");
    expect(shown("reason", "结论不对", names)).toBe("结论不对");
    expect(shown("topic", "renting", names)).toBe("租房落户");
    expect(shown("topic", "schooling", names)).toBe("孩子上学");
    expect(shown("channel", "wechat_official", names)).toBe("微信公众号");
    expect(shown("last_at", "2026-11-22T09:00+08:00", names)).toContain("09:00");
  });

  it("that the account does not see have no rows", () => {
    expect(rowsOf({ from: "", to: "" }, "unanswered")).toEqual([]);
  });

  it("are drawn with a sentence that says the same", () => {
    expect(chartOf("by_channel", ROWS, names)).toMatchObject({
      kind: "bar",
      labels: ["大厅自助机", "热线坐席"],
      series: [{ values: [5, 3] }, { values: [1, 0] }],
      text: "答复数合计8，未答复数合计1",
    });
  });

  it("are a table only where there is nothing to draw", () => {
    expect(chartOf("unanswered", ROWS, names)).toBeNull();
    expect(chartOf("by_channel", [], names)).toBeNull();
  });
});
