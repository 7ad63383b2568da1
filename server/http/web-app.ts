import { join } from "node:path";
import { Router, static as files } from "express";

/**
 * The built web app: files under /assets carry a hash in their name and never change; every other address that a browser opens
 * is a page of the app and gets index.html, fresh each time.
 */
export function webApp(directory: string): Router {
  const router = Router();
  router.use("/assets", files(join(directory, "assets"), { index: false, immutable: true, maxAge: "365d", fallthrough: false }));
  router.use(files(directory, { index: false, maxAge: "1h" }));
  router.get("/{*page}", (request, response, next) => {
    if (request.path.startsWith("/api/") || !request.accepts("html")) return next();
    response.set("cache-control", "no-cache").sendFile(join(directory, "index.html"));
  });
  return router;
}
