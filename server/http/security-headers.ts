import type { RequestHandler } from "express";
import helmet from "helmet";

/** What the pages never ask a browser for, as far as browsers know the name: of others they warn in their console. */
const UNUSED = ["accelerometer", "autoplay", "camera", "display-capture", "geolocation", "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment", "serial", "usb", "xr-spatial-tracking"];
const permissions = UNUSED.map((feature) => `${feature}=()`).join(", ");

/**
 * Headers that keep a browser from doing what our pages never need: foreign or inline scripts and styles, frames, plugins,
 * devices. (`npm run dev` serves the pages by Vite, without them.)
 */
export function securityHeaders(options: { isProduction: boolean }): RequestHandler {
  const { isProduction } = options;
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", "data:", "blob:"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(isProduction && { upgradeInsecureRequests: [] }),
      },
    },
    xFrameOptions: { action: "deny" },
    crossOriginEmbedderPolicy: true,
    referrerPolicy: { policy: "no-referrer" },
    strictTransportSecurity: isProduction ? { maxAge: 63_072_000, includeSubDomains: true } : false,
  });
  return (request, response, next) => {
    response.set("permissions-policy", permissions);
    protect(request, response, next);
  };
}
