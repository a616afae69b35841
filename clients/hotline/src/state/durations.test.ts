import { expect, it } from "vitest";
import { durationOf, firstDay } from "./durations";

it("a length is told in years and months, else the first day counts", () => {
  expect(durationOf(2, 6, "2024-01-01")).toBe("2 years 6 months");
  expect(durationOf(0, 3, "")).toBe("3 months");
  expect(durationOf(0, 0, "2024-01-01")).toBe("2024-01-01");
  expect(durationOf(0, 0, "")).toBeNull();
});

it("days that are known are shown as the day on which they began", () => {
  const today = new Date(2026, 10, 22, 23, 30);
  expect(firstDay(365, today)).toBe("2025-11-22");
  expect(firstDay(null, today)).toBe("");
});
