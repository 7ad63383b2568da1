import { createVuetify } from "vuetify";
import { aliases, mdi } from "vuetify/iconsets/mdi-svg";

import { themes } from "./themes.ts";
import { storedTheme } from "./theme-choice.ts";

/** Vuetify with our themes, svg icons and quiet defaults: dense, flat, no ripple. */
export function createOurVuetify() {
  return createVuetify({
    theme: { defaultTheme: storedTheme(), themes },
    icons: { defaultSet: "mdi", aliases, sets: { mdi } },
    display: { mobileBreakpoint: 1280, thresholds: { sm: 600, md: 840, lg: 1280, xl: 1545, xxl: 2138 } },
    defaults: {
      global: { ripple: false },
      VBtn: { variant: "flat", height: 32 },
      VMenu: { transition: false, offset: 4 },
      VDialog: { maxWidth: 520, transition: false },
      VTooltip: { openDelay: 300, transition: false, eager: false }, // eager: an empty tooltip for every figure
      VList: { density: "compact", prependGap: 12 },
      VAutocomplete: { variant: "outlined", density: "compact", hideDetails: true, menuProps: { transition: false } },
      VTabs: { density: "compact", color: "primary", height: 36 },
    },
  });
}
