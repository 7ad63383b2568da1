/** The pages that a link in a message opens. */
const pages = ["/invitation", "/reset-password", "/confirm-address"];
let taken: string | null = null;

/**
 * What a mailed link carries behind its `#`, where no server and no log sees it. It is taken out of the address bar before
 * anything else happens and lives in memory only: it is in no history, no storage, and gone after a reload.
 */
export function takeTokenFromAddress({ location, history }: Pick<Window, "location" | "history"> = window): void {
  if (!carriesToken(location)) return;
  taken = location.hash.slice(1);
  history.replaceState(history.state, "", location.pathname);
}

/** The token of the link that was opened, once: whoever asks keeps it. */
export function takeMailedToken(): string | null {
  const token = taken;
  taken = null;
  return token;
}

const carriesToken = ({ pathname, hash }: Location) => pages.includes(pathname) && hash.length > 1;

// A second link in the same tab changes only what is behind the `#`, which loads nothing by itself.
window.addEventListener("hashchange", () => carriesToken(window.location) && window.location.reload());
