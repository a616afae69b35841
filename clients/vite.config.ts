import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig, type UserConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const bot = process.env.LUOHU_BOT_URL ?? "http://127.0.0.1:5005";

/** The kiosk's page must open again while the bot is away, so its files are kept by the browser. */
const kept = () =>
  VitePWA({
    registerType: "autoUpdate",
    injectRegister: "script",
    manifest: false,
    workbox: {
      globPatterns: ["**/*.{html,js,css,svg,woff2}"],
      navigateFallback: "/kiosk/index.html",
      navigateFallbackDenylist: [/\/api\//, /\/result\//],
      maximumFileSizeToCacheInBytes: 8_000_000,
    },
  });

export default defineConfig(({ mode }): UserConfig => ({
  root: here(`./${mode}`),
  base: `/${mode}/`,
  plugins: [vue(), ...(mode === "kiosk" ? [kept()] : [])],
  resolve: { alias: { "@shared": here("./shared") } },
  server: { proxy: { [`/${mode}/api`]: { target: bot, ws: true } } },
  build: {
    outDir: here(`../var/clients/${mode}`),
    emptyOutDir: true,
    target: "es2020",
    chunkSizeWarningLimit: 1500,
    // Pages allow only files of their own, so nothing is put into them as data addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
}));
