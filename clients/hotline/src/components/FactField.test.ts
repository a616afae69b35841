import { mount } from "@vue/test-utils";
import { expect, it } from "vitest";
import type { FactKind } from "../api/types";
import { words } from "../words";
import FactField from "./FactField.vue";

const YES_NO: FactKind = {
  name: "lease_registered",
  label: "租房备案",
  type: "bool",
  choices: [
    { title: "是", value: true },
    { title: "否", value: false },
  ],
};
const LENGTH: FactKind = { name: "lease", label: "连续租房时间", type: "duration", choices: [] };

it("a choice is made by its number and saved as its value", async () => {
  const field = mount(FactField, { props: { kind: YES_NO, value: true }, attachTo: document.body });
  await field.find("input").trigger("keydown", { code: "Digit2" });
  await field.trigger("submit");
  expect(field.emitted("save")).toEqual([[false]]);
});

it("a duration is told in years and months", async () => {
  const field = mount(FactField, { props: { kind: LENGTH, value: null } });
  const [years, months] = field.findAll("input[type=number]");
  await years?.setValue(1);
  await months?.setValue(6);
  await field.trigger("submit");
  expect(field.emitted("save")).toEqual([["1 years 6 months"]]);
});

it("nothing filled in is said and not saved", async () => {
  const field = mount(FactField, { props: { kind: LENGTH, value: null } });
  await field.trigger("submit");
  expect(field.text()).toContain(words.facts.missing);
  expect(field.emitted("save")).toBeUndefined();
});

it("Escape leaves the fact as it is", async () => {
  const field = mount(FactField, { props: { kind: YES_NO, value: true }, attachTo: document.body });
  await field.find("input").trigger("keydown", { key: "Escape" });
  expect(field.emitted("cancel")).toHaveLength(1);
});
