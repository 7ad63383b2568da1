import { builtWebApp } from "../../../bin/web-app.ts";

/** Before the first file: two that start at once would both build the web app, each while the other serves it. */
export const setup = async (): Promise<void> => {
  await builtWebApp({ isProduction: false });
};
