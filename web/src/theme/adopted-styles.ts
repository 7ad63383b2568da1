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
    sheet.replaceSync(head().style.map((style) => style.textContent).join("\n"));
  };
  app.provide("usehead", {
    push(head: () => HeadEntry) {
      write(head);
      return { patch: write };
    },
  });
}
