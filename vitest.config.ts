import vue from "@vitejs/plugin-vue";
import vuetify from "vite-plugin-vuetify";
import { defineConfig } from "vitest/config";

// Nothing is timed: what a loaded machine takes long for must not fail.
const patience = { testTimeout: 600_000, hookTimeout: 600_000, expect: { poll: { timeout: 120_000 } } };
/** Files share their worker's modules, which take longer to load than most files run; a worker takes one file after the other. */
const shared = { environment: "node", isolate: false } as const;

export default defineConfig({
  test: {
    globalSetup: "test/harness/global-setup.ts",
    maxWorkers: 2,
    projects: [
      ...["server", "worker", "bin"].map((name) => ({
        test: { name, root: import.meta.dirname, include: [`test/${name}/**/*.test.ts`], exclude: ["test/server/isolation-fuzzer.test.ts"], ...shared, ...patience },
      })),
      {
        // As in production: Grafast checks its own plans otherwise, thousands of times here.
        test: { name: "isolation", root: import.meta.dirname, include: ["test/server/isolation-fuzzer.test.ts"], ...shared, env: { GRAPHILE_ENV: "production" }, ...patience },
      },
      {
        plugins: [vue(), vuetify()],
        test: {
          name: "web",
          root: import.meta.dirname,
          include: ["test/web/**/*.test.ts"],
          environment: "happy-dom",
          server: { deps: { inline: ["vuetify"] } },
          ...patience,
        },
      },
      {
        test: { name: "e2e", root: import.meta.dirname, include: ["test/e2e/**/*.test.ts"], globalSetup: "test/e2e/support/built-web-app.ts", ...shared, ...patience },
      },
    ],
  },
});
