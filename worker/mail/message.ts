import type { Message } from "../../server/platform/mail.ts";

/** A short letter: paragraphs, one link that stands in a line of its own, and what to know about it. */
export function letter(to: string, subject: string, parts: { greeting: string; paragraphs: string[]; link: string; linkText: string; after: string[] }): Message {
  const { greeting, paragraphs, link, linkText, after } = parts;
  const text = [greeting, ...paragraphs, link, ...after].join("\n\n") + "\n";
  const line = (content: string) => `<p>${escaped(content)}</p>`;
  const html = `<!doctype html><html lang="en"><body style="font-family: sans-serif; line-height: 1.5; max-width: 36em">
${[greeting, ...paragraphs].map(line).join("\n")}
<p><a href="${escaped(link)}">${escaped(linkText)}</a></p>
${after.map(line).join("\n")}
</body></html>`;
  return { to, subject: subject.replaceAll(/[\r\n]+/g, " "), text, html };
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (content: string) => content.replaceAll(/[&<>"']/g, (character) => ENTITIES[character]!);
