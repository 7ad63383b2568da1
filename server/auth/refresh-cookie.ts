import { parseCookie, stringifySetCookie } from "cookie";
import type { Request, Response } from "express";
import { Failure } from "../http/failure.ts";
import { WEB_SESSION_SECONDS } from "./sessions.ts";

export const AUTH_PATH = "/api/v1/auth";

/** The web app's refresh token: in a cookie that scripts cannot read, and that only our own pages can use. */
export type RefreshCookie = {
  /** @throws Failure TF403 where another site may have sent it */
  read(request: Request): string | undefined;
  write(response: Response, token: string): void;
  clear(response: Response): void;
};

/**
 * SameSite=Strict keeps the cookie from other sites, and whatever else says that it comes from elsewhere is refused before
 * (`sameSiteOnly`). What remains are browsers that say nothing: their forms cannot send JSON, and their scripts cannot from another
 * origin without asking first, which we never allow. So the cookie counts with JSON only.
 */
export function refreshCookie(options: { isProduction: boolean }): RefreshCookie {
  const name = options.isProduction ? "__Secure-tf_refresh" : "tf_refresh";
  const set = (response: Response, value: string, maxAge: number) =>
    void response.append("set-cookie", stringifySetCookie({
      name, value, path: AUTH_PATH, httpOnly: true, sameSite: "strict", secure: options.isProduction, maxAge,
    }));
  return {
    read(request) {
      const token = parseCookie(request.headers.cookie ?? "")[name];
      if (token && !request.is("application/json")) throw new Failure(403, "TF403", "Only TrackForge's own pages may do that.");
      return token || undefined;
    },
    write: (response, token) => set(response, token, WEB_SESSION_SECONDS),
    clear: (response) => set(response, "", 0),
  };
}
