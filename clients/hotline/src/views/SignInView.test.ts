import { flushPromises, mount } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as hotline from "../api/hotline";
import { ApiError } from "../api/http";
import { useAccount } from "../state/account";
import { words } from "../words";
import SignInView from "./SignInView.vue";

const WANG = { name: "wang", display_name: "王芳", roles: ["operator" as const] };
const AWAY = "“政务统一认证”暂时连不上。请过30秒再试。";
const refusal = new ApiError(503, "single_sign_on_away", AWAY);
const { account, resume, signOut } = useAccount();

async function opened() {
  const view = mount(SignInView);
  await flushPromises();
  return view;
}

beforeEach(() => {
  vi.spyOn(hotline, "me").mockRejectedValue(new ApiError(401, "signed_out", ""));
  vi.spyOn(hotline, "signOut").mockResolvedValue(null);
});
afterEach(async () => {
  vi.unstubAllGlobals();
  history.replaceState(null, "", "/hotline/");
  await signOut();
});

describe("the button that leads to the identity provider", () => {
  it("is not there where single sign-on is off, or nobody knows", async () => {
    const offer = vi.spyOn(hotline, "singleSignOn").mockResolvedValueOnce(null);
    expect((await opened()).find("[data-elsewhere]").exists()).toBe(false);
    offer.mockRejectedValueOnce(refusal);
    expect((await opened()).find("[data-elsewhere]").exists()).toBe(false);
  });

  it("says what the office calls it, and leads there", async () => {
    vi.spyOn(hotline, "singleSignOn").mockResolvedValue("政务统一认证");
    vi.spyOn(hotline, "beginSingleSignOn").mockResolvedValue("https://id.test/auth?x=1");
    const assign = vi.fn();
    vi.stubGlobal("location", { assign });
    const button = (await opened()).get("[data-elsewhere]");
    expect(button.text()).toBe("政务统一认证");
    await button.trigger("click");
    await flushPromises();
    expect(assign).toHaveBeenCalledExactlyOnceWith("https://id.test/auth?x=1");
  });

  it("says why it does not lead there", async () => {
    vi.spyOn(hotline, "singleSignOn").mockResolvedValue("政务统一认证");
    vi.spyOn(hotline, "beginSingleSignOn").mockRejectedValue(refusal);
    const view = await opened();
    await view.get("[data-elsewhere]").trigger("click");
    await flushPromises();
    expect(view.get("[role=alert]").text()).toBe(AWAY);
    expect(view.get("[data-elsewhere]").text()).not.toBe(words.signIn.leaving);
  });
});

describe("the way back", () => {
  const back = () =>
    history.replaceState(null, "", "/hotline/sso?code=c&state=s&iss=https%3A%2F%2Fid.test&next=x");

  it("signs in, and is in no history afterwards", async () => {
    const finish = vi.spyOn(hotline, "finishSingleSignOn").mockResolvedValue(WANG);
    back();
    await resume();
    expect(account.value).toEqual(WANG);
    expect(finish).toHaveBeenCalledExactlyOnceWith({
      state: "s",
      code: "c",
      iss: "https://id.test",
    });
    expect(location.pathname + location.search).toBe("/hotline/");
  });

  it("that is refused is told on the page for signing in", async () => {
    vi.spyOn(hotline, "singleSignOn").mockResolvedValue("政务统一认证");
    vi.spyOn(hotline, "finishSingleSignOn").mockRejectedValue(refusal);
    back();
    await resume();
    expect(account.value).toBeNull();
    expect((await opened()).get("[role=alert]").text()).toBe(AWAY);
  });

  it("that is refused signs nobody out", async () => {
    vi.spyOn(hotline, "finishSingleSignOn").mockRejectedValue(refusal);
    vi.spyOn(hotline, "me").mockResolvedValue(WANG);
    back();
    await resume();
    expect(account.value).toEqual(WANG);
  });
});
