import { flushPromises, mount } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { words } from "../words";
import PolicyView from "./PolicyView.vue";

const say = words.policy;
/** What the server says, by the end of the address; where nothing stands it fails. */
let says: Record<string, unknown>;
let asked: string[];

beforeEach(() => {
  says = {
    regions: { regions: [] },
    "desk/me": { may: { look: ["371000"], audit: ["371000"] } },
    "desk/queue": { groups: [] },
  };
  asked = [];
  vi.stubGlobal("fetch", (address: string) => {
    const path = address.replace(/^.*\/api\//u, "");
    asked.push(path);
    const error = { error: { code: "records_away", message: "系统暂时存不下这条记录。" } };
    const found = says[path];
    return Promise.resolve(
      new Response(JSON.stringify(found ?? error), { status: found ? 200 : 503 }),
    );
  });
});
afterEach(() => vi.unstubAllGlobals());

async function opened() {
  const view = mount(PolicyView);
  const before = view.text();
  await flushPromises();
  return { view, before, choose: (tab: string) => choose(view, tab) };
}

async function choose(view: ReturnType<typeof mount>, tab: string) {
  await view
    .findAll("nav button")
    .find((one) => one.text() === tab)
    ?.trigger("click");
  await flushPromises();
}

describe("whoever opens the policy desk", () => {
  it("sees the parts that the rights allow once they are known, and none before", async () => {
    const { view, before } = await opened();
    expect(before).toBe(say.loading);
    const tabs = view.findAll("nav button").map((one) => one.text());
    expect(tabs).toEqual([
      "待答问题",
      "文件发布",
      "开关和公告",
      "办事处所",
      "到期提醒",
      "窗口结果",
      "操作记录",
    ]);
    expect(view.text()).toContain(say.nothing);
    expect(asked.filter((path) => path === "desk/me")).toHaveLength(1);
  });

  it("reads why the desk does not open, and not that it is being read", async () => {
    delete says["desk/me"];
    const { view } = await opened();
    expect(view.find("[role=alert]").text()).toBe("系统暂时存不下这条记录。");
    expect(view.find("nav").exists()).toBe(false);
    expect(view.text()).not.toContain(say.loading);
  });

  it.each(["待答问题", "开关和公告", "办事处所", "到期提醒", "操作记录"])(
    "reads why %s does not show, and not that it is being read",
    async (tab) => {
      delete says["desk/queue"];
      const { view, choose } = await opened();
      await choose(tab);
      expect(view.find("[role=alert]").text()).toBe("系统暂时存不下这条记录。");
      expect(view.text()).not.toContain(say.loading);
    },
  );

  it("may scroll a wide table by keys", async () => {
    const examples = ["狗能落户吗"];
    const group = {
      id: "1",
      region: "371000",
      name: "租房备案",
      state: "open",
      channels: {},
      examples,
    };
    says["desk/queue"] = { groups: [group] };
    const { view } = await opened();
    const region = view.find("[role=region]");
    expect(region.attributes("tabindex")).toBe("0");
    expect(region.attributes("aria-label")).toBe("待答问题");
    expect(region.find("tbody").text()).toContain("“狗能落户吗”");
  });
});
