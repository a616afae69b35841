import { flushPromises, mount } from "@vue/test-utils";
import { expect, it, vi } from "vitest";
import { personKey } from "../state/person";
import { words } from "../words";
import { timeInWords } from "./slipOf";
import PhoneResult from "./PhoneResult.vue";

it("a result that could not be kept for the phone is tried again at a tap", async () => {
  const kept = {
    link: "https://hall.test/kiosk/result/a",
    expires_at: "2026-11-22T10:00:00+08:00",
  };
  const keepResult = vi.fn().mockRejectedValueOnce(new Error("away")).mockResolvedValue(kept);
  const provide = { [personKey as symbol]: { keepResult } };
  const page = mount(PhoneResult, { props: { id: "1", code: "" }, global: { provide } });
  await flushPromises();
  expect(page.find("[role=alert]").text()).toBe(words.slip.phone.away);
  await page.find("button").trigger("click");
  await flushPromises();
  expect(page.find("[role=alert]").exists()).toBe(false);
  expect(page.text()).toContain(words.slip.phone.hint(timeInWords(kept.expires_at)));
});
