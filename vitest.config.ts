import vue from "@vitejs/plugin-vue";
import vuetify from "vite-plugin-vuetify";
import { defineConfig } from "vitest/config";

const limits = { testTimeout: 20_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    globalSetup: "test/harness/global-setup.ts",
    maxWorkers: 2,
    projects: [
      ...["server", "worker", "bin"].map((name) => ({
        test: { name, root: import.meta.dirname, include: [`test/${name}/**/*.test.ts`], environment: "node", ...limits },
      })),
      {
        plugins: [vue(), vuetify()],
        test: {
          name: "web",
          root: import.meta.dirname,
          include: ["test/web/**/*.test.ts"],
          environment: "happy-dom",
          server: { deps: { inline: ["vuetify"] } },
          ...limits,
        },
      },
      {
        test: {
          name: "e2e",
          root: import.meta.dirname,
          include: ["test/e2e/**/*.test.ts"],
          environment: "node",
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
