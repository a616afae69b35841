// Builds every page into a folder (by default where the bot looks for them), one after the other:
// two at once would need twice the memory.
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const out = process.argv[2] ? resolve(process.argv[2]) : here("../var/clients");

for (const mode of ["kiosk", "hotline"]) {
  console.log(`page ${mode}`);
  await build({
    configFile: here("./vite.config.ts"),
    mode,
    build: { outDir: `${out}/${mode}`, emptyOutDir: true },
  });
}
