import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";
import vuetify from "vite-plugin-vuetify";

/**
 * The web app: `web/` in, `dist/web/` out. Nothing is inlined as a `data:` address and nothing needs an inline script
 * or style, so that the server can answer with a strict Content-Security-Policy. The API is always on the same
 * address: the server serves the built files, and while developing this one forwards `/api` to it.
 */
export default defineConfig({
  root: "web",
  plugins: [vue(), vuetify()],
  build: {
    outDir: "../dist/web",
    emptyOutDir: true,
    target: "es2023",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1100, // what makes PDFs is that large, and loaded when somebody asks for one
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: { "/api": { target: `http://127.0.0.1:${process.env.API_PORT ?? process.env.PORT ?? 5000}` } },
  },
});
