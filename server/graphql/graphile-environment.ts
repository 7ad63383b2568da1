/** Grafast reads it once, when it is loaded: its own checks run everywhere but in production, where they would cost time. */
process.env["GRAPHILE_ENV"] ??= process.env["NODE_ENV"] === "production" ? "production" : "development";
