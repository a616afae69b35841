import { afterEach, beforeEach, expect, it, vi } from "vitest";
import * as hotline from "../api/hotline";
import { useAccount } from "./account";
import { aCall } from "./samples";
import { currentId, hear, put, states } from "./store";

const { account, signIn, signOut } = useAccount();
const NOTE = { id: "n1", by: "赵", text: "先问备案", at: "2026-11-22T09:05:00+08:00" };

async function sitDown(name: string, ...roles: ("operator" | "supervisor")[]): Promise<void> {
  vi.spyOn(hotline, "signIn").mockResolvedValue({ name, display_name: name, roles });
  vi.spyOn(hotline, "signOut").mockResolvedValue(null);
  await signIn(name, "");
}

beforeEach(() => states.clear());
afterEach(async () => {
  await signOut();
  expect(account.value).toBeNull();
});

it("a call that a supervisor takes over leaves the operator's page", async () => {
  await sitDown("wang", "operator");
  put(aCall());
  currentId.value = "call-1";
  hear({ type: "call", call: aCall({ operator: "zhao" }) });
  expect(states.size).toBe(0);
  expect(currentId.value).toBeNull();
});

it("a supervisor goes on seeing it, whoever answers", async () => {
  await sitDown("zhao", "supervisor");
  put(aCall());
  hear({ type: "call", call: aCall({ operator: "zhao" }) });
  expect(states.get("call-1")?.call.operator).toBe("zhao");
});

it("a supervisor's note stands at its call, once", async () => {
  await sitDown("wang", "operator");
  put(aCall());
  hear({ type: "note", call: "call-1", note: NOTE });
  hear({ type: "note", call: "call-1", note: NOTE });
  expect(states.get("call-1")?.notes).toEqual([NOTE]);
});
