import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compileFromFile } from "json-schema-to-typescript";
import { expect, it } from "vitest";

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

it("the type of a turn is the one the contract gives; npm run types makes it anew", async () => {
  const made = await compileFromFile(file("../../../contract/turn.schema.json"), {
    additionalProperties: false,
  });
  expect(readFileSync(file("turn.d.ts"), "utf-8")).toBe(made);
});
