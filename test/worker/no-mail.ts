import type { Log } from "../../server/platform/log.ts";
import { createMail } from "../../server/platform/mail.ts";

/** For workers whose jobs send nothing. */
export const noMail = (log: Log) => ({ mail: createMail({ mode: "none", from: "nobody@trackforge.test", log }), publicUrl: "http://localhost" });
