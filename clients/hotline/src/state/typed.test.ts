import { describe, expect, it } from "vitest";
import { nextTick, ref } from "vue";
import { useTyped } from "./typed";

const stored = () => ref({ title: "旧标题", number: "" });

describe("a form that a colleague has changed meanwhile", () => {
  it("takes over what was not touched and keeps what was typed", async () => {
    const record = stored();
    const { mine, others } = useTyped(() => record.value);
    mine.title = "我写的";
    record.value = { title: "同事写的", number: "1号" };
    await nextTick();
    expect(mine).toEqual({ title: "我写的", number: "1号" });
    expect([...others.value]).toEqual([["title", "同事写的"]]);
  });

  it("lets a person choose", async () => {
    const record = stored();
    const { mine, others, takeTheirs, keepMine } = useTyped(() => record.value);
    mine.title = "我写的";
    mine.number = "2号";
    record.value = { title: "同事写的", number: "1号" };
    await nextTick();
    takeTheirs("title");
    keepMine("number");
    expect(mine).toEqual({ title: "同事写的", number: "2号" });
    expect(others.value.size).toBe(0);
  });

  it("has nothing to choose once the own words are stored", async () => {
    const record = stored();
    const { mine, others } = useTyped(() => record.value);
    mine.title = "我写的";
    record.value = { title: "同事写的", number: "" };
    await nextTick();
    record.value = { title: "我写的", number: "" };
    await nextTick();
    expect(others.value.size).toBe(0);
    expect(mine.title).toBe("我写的");
  });

  it("does not take another order of fields for another value", async () => {
    const record = ref({ facets: { size: { silent: true, text: "" } } as object });
    const { mine, others } = useTyped(() => record.value);
    mine.facets = { fee: { text: "", silent: true }, size: { silent: true, text: "" } };
    record.value = {
      facets: { size: { text: "", silent: true }, fee: { silent: true, text: "" } },
    };
    await nextTick();
    expect(others.value.size).toBe(0);
  });
});
