import type { App } from "vue";

interface HeadEntry {
  style: { textContent: string }[];
}

/**
 * Vuetify writes its theme colours into a `<style>` element, which a strict Content-Security-Policy forbids. Where the
 * application offers a head manager it uses that instead; this one puts the same text into a constructed style sheet,
 * which the policy allows.
 */
export function adoptThemeStyles(app: App): void {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const write = (head: () => HeadEntry): void => {
    sheet.replaceSync(onPaper(head().style.map((style) => style.textContent).join("\n")));
  };
  app.provide("usehead", {
    push(head: () => HeadEntry) {
      write(head);
      return { patch: write };
    },
  });
}

/** Paper is white: what is printed has the colours of the light theme in either. */
function onPaper(styles: string): string {
  const light = /\.v-theme--light\s*\{([^}]*)\}/.exec(styles)?.[1] ?? "";
  return `${styles}\n@media print { :root, .v-theme--dark { color-scheme: light; ${light} --v-theme-background: var(--v-theme-surface); } }`;
}
