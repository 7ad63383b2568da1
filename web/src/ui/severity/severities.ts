/** The four things that an evaluation can say, in the order of care. */
export type Severity = "breach" | "undetermined" | "warning" | "info";

interface SeverityLook {
  word: string;
  /** Outline in a box of 16 × 16: octagon, diamond, triangle, circle. */
  shape: string;
  /** The sign inside, in the colour of the ground. */
  sign: string;
}

/** Shape, word and colour each carry the severity alone. Colour is `--tf-<severity>`. */
export const severityLooks: Record<Severity, SeverityLook> = {
  breach: { word: "Breach", shape: "M5 1h6l4 4v6l-4 4H5l-4-4V5z", sign: "M5 7.2h6v1.6H5z" },
  undetermined: {
    word: "Undetermined",
    shape: "M8 .5 15.5 8 8 15.5.5 8z",
    sign: "M7.3 9.4c0-1.7 1.5-1.7 1.5-2.8 0-.5-.4-.8-.9-.8s-.9.3-1 .9l-1.3-.3c.2-1.2 1.1-1.9 2.4-1.9 1.3 0 2.3.8 2.3 2 0 1.7-1.6 1.8-1.6 2.9zm0 .9h1.4v1.4H7.3z",
  },
  warning: { word: "Warning", shape: "M8 1 15.5 14.5H.5z", sign: "M7.3 5.6h1.4v4.6H7.3zm0 5.6h1.4v1.4H7.3z" },
  info: { word: "Info", shape: "M8 .8a7.2 7.2 0 1 1 0 14.4A7.2 7.2 0 0 1 8 .8z", sign: "M7.3 6.9h1.4v4.8H7.3zm0-2.7h1.4v1.5H7.3z" },
};
