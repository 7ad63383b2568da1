import type { RequestHandler } from "express";
import helmet from "helmet";

/**
 * Headers that keep a browser from doing what our pages never need: foreign or inline scripts and styles, frames, plugins.
 * `isDeveloping`: the development server with hot reload serves the pages, which needs inline styles and a web socket.
 */
export function securityHeaders(options: { isProduction: boolean; isDeveloping: boolean }): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: options.isDeveloping ? ["'self'", "'unsafe-inline'"] : ["'self'"],
        imgSrc: ["'self'", "data:", "blob:"],
        fontSrc: ["'self'"],
        connectSrc: options.isDeveloping ? ["'self'", "ws:"] : ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(options.isProduction && { upgradeInsecureRequests: [] }),
      },
    },
    xFrameOptions: { action: "deny" },
    crossOriginEmbedderPolicy: true,
    referrerPolicy: { policy: "no-referrer" },
    strictTransportSecurity: options.isProduction ? { maxAge: 63_072_000, includeSubDomains: true } : false,
  });
}
