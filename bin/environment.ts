import { type Environment, EnvironmentError, readEnvironment } from "../server/platform/environment.ts";
import { Fault } from "./fault.ts";

/** The process's environment, validated; what is set wrongly is a sentence for the person who starts. */
export function loadEnvironment(): Environment {
  try {
    return readEnvironment(process.env);
  } catch (error) {
    throw error instanceof EnvironmentError ? new Fault(error.message) : error;
  }
}
