import type { RequestHandler } from "express";
import helmet from "helmet";

/**
 * Headers that keep a browser from doing what our pages never need: foreign scripts, frames, plugins. Styles may stand inline,
 * because Vuetify writes its theme into a style element and charts position themselves with style attributes.
 */
export function securityHeaders(options: { isProduction: boolean }): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:", "blob:"],
        fontSrc: ["'self'", "data:"],
        connectSrc: options.isProduction ? ["'self'"] : ["'self'", "ws:"], // ws: the development server's hot reload
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
