import type { z } from "zod";
import { Failure } from "../http/failure.ts";

/** @throws Failure TF400 that names the fields */
export function readBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const fields = [...new Set(parsed.error.issues.map((issue) => issue.path.join(".") || "body"))];
  throw new Failure(400, "TF400", `Missing or not understood: ${fields.join(", ")}.`, { fields });
}
