import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { "@shared": here("./shared") } },
  test: {
    environment: "jsdom",
    include: ["{shared,kiosk,hotline}/**/*.test.ts"],
    restoreMocks: true,
    server: { deps: { inline: ["element-plus", "vant", "simple-keyboard-layouts"] } },
  },
});
