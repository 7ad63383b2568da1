import { crontab } from "../../worker/crontab.ts";

/** What workers of tests run by the clock: what is due every minute. A test in which it turns 03:10, or five past, would see what no other run does. */
export const AT_ANY_HOUR = crontab.split("\n").filter((line) => line.startsWith("* * * * * ")).join("\n");
