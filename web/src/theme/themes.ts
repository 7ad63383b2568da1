import type { ThemeDefinition } from "vuetify";

/**
 * The colours of the product, by meaning. They are the single source: Vuetify paints with them, and
 * `tokens.css` gives each its name for our own components (`--tf-muted` …).
 * Every text colour has at least 4.5 : 1 on `surface`, `background` and its own `-soft` ground; borders that carry a
 * control (`outline`) have 3 : 1.
 */
const light = {
  background: "#F6F7F8",
  surface: "#FFFFFF",
  "surface-sunken": "#EEF0F2",
  "surface-hover": "#F1F4F5",
  "surface-variant": "#2A3136",
  "on-surface-variant": "#FFFFFF",
  "on-background": "#16191C",
  "on-surface": "#16191C",
  muted: "#545D65",
  line: "#DDE1E4",
  outline: "#828B93",
  primary: "#0B6B5E",
  "on-primary": "#FFFFFF",
  "primary-soft": "#E2F1EE",
  secondary: "#545D65",
  breach: "#B3261E",
  "breach-soft": "#FDECEA",
  warning: "#8A5100",
  "warning-soft": "#FFF3DC",
  info: "#1A5FB4",
  "info-soft": "#E8F1FC",
  undetermined: "#6B3FA0",
  "undetermined-soft": "#F2EBFA",
  success: "#1C7239",
  "success-soft": "#E5F5EA",
  error: "#B3261E",
};

const dark: typeof light = {
  background: "#0F1214",
  surface: "#171B1E",
  "surface-sunken": "#111518",
  "surface-hover": "#1E2428",
  "surface-variant": "#E8EBED",
  "on-surface-variant": "#16191C",
  "on-background": "#E8EBED",
  "on-surface": "#E8EBED",
  muted: "#A5AFB7",
  line: "#2B3237",
  outline: "#737E87",
  primary: "#4CC2AD",
  "on-primary": "#06231E",
  "primary-soft": "#12302B",
  secondary: "#A5AFB7",
  breach: "#FF8F86",
  "breach-soft": "#3A1B19",
  warning: "#F5B95A",
  "warning-soft": "#35270F",
  info: "#86B7F7",
  "info-soft": "#15283F",
  undetermined: "#C9A6F5",
  "undetermined-soft": "#2A1E3D",
  success: "#74CF8E",
  "success-soft": "#14301D",
  error: "#FF8F86",
};

const variables = { "high-emphasis-opacity": 1, "medium-emphasis-opacity": 0.75 };

/** The two themes, as Vuetify takes them. */
export const themes: { light: ThemeDefinition; dark: ThemeDefinition } = {
  light: { dark: false, colors: light, variables },
  dark: { dark: true, colors: dark, variables },
};
