import { describe, expect, it } from "vitest";
import { turnNamed } from "@shared/turn/fixtures";
import { textOf } from "./aloud";

describe("what is read aloud", () => {
  it("names the clause and does not read it", () => {
    const turn = turnNamed("answer-undated-feicheng");
    const text = textOf(turn);
    expect(text).toContain("依据是《关于进一步推进户籍制度改革的意见》");
    for (const { quote } of turn.citations) expect(text).not.toContain(quote);
  });

  it("tells how each condition stands, and what is practical", () => {
    const text = textOf(turnNamed("ineligible-weihai"));
    expect(text).toContain("不符合：房屋产权人出具同意落户承诺书");
    expect(textOf(turnNamed("eligible-weihai"))).toContain("去哪里办：房屋所在地");
  });

  it("tells how each way stands", () => {
    expect(textOf(turnNamed("overview-weihai"))).toContain("差1项：租房落户");
  });

  it("asks at the end, after what must be known, and then tells the answers", () => {
    const turn = turnNamed("question-with-rule");
    const text = textOf(turn);
    const places = [
      text.indexOf(turn.notices[0]?.text ?? "?"),
      text.indexOf(turn.question?.text ?? "?"),
      text.lastIndexOf(turn.options[0]?.title ?? "?"),
    ];
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });

  it("reads nothing that is only near to the answer", () => {
    expect(textOf(turnNamed("answer-related-zhoucun"))).not.toContain("入乡返乡");
  });
});
