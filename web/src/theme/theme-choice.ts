import { useLocalStorage } from "@vueuse/core";
import { watch } from "vue";
import { useTheme } from "vuetify";

/** What a person may choose: a fixed theme, or the one of the operating system. */
export type ThemeChoice = "light" | "dark" | "system";

const choices: readonly ThemeChoice[] = ["light", "dark", "system"];
const key = "trackforge.theme";

/** The theme chosen earlier on this device, or the system's. */
export function storedTheme(): ThemeChoice {
  const stored = globalThis.localStorage?.getItem(key);
  return choices.find((choice) => choice === stored) ?? "system";
}

/** The person's theme; writing it changes the page at once and is remembered on this device. */
export function useThemeChoice() {
  const theme = useTheme();
  const choice = useLocalStorage<ThemeChoice>(key, "system");
  watch(choice, (name) => void theme.change(name));
  return { choice, choices };
}
