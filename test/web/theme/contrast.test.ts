import { describe, expect, it } from "vitest";
import { themes } from "../../../web/src/theme/themes.ts";

/** Relative luminance of `#rrggbb`, as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const severities = ["breach", "warning", "info", "undetermined", "success"];
const grounds = ["surface", "background", "surface-sunken", "surface-hover"];

describe.each(Object.entries(themes))("in the %s theme", (_name, theme) => {
  const colours = theme.colors as Record<string, string>;
  const ratio = (text: string, ground: string) => contrast(colours[text]!, colours[ground]!);

  it.each(["on-surface", "muted", "primary", ...severities])("%s can be read on every ground", (text) => {
    for (const ground of grounds) expect(ratio(text, ground), ground).toBeGreaterThanOrEqual(4.5);
  });

  it.each([...severities, "primary"])("%s can be read on its own soft ground", (name) => {
    expect(ratio(name, `${name}-soft`)).toBeGreaterThanOrEqual(4.5);
  });

  it("words on the accent and in a toast can be read", () => {
    expect(ratio("on-primary", "primary")).toBeGreaterThanOrEqual(4.5);
    expect(ratio("on-surface-variant", "surface-variant")).toBeGreaterThanOrEqual(4.5);
  });

  it("the frame of a control stands out from its ground", () => {
    expect(ratio("outline", "surface")).toBeGreaterThanOrEqual(3);
    expect(ratio("outline", "background")).toBeGreaterThanOrEqual(3);
  });
});
