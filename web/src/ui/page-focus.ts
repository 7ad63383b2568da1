let isDue = false;

/** After a change of page the focus belongs to the new page's title, as soon as there is one. */
export function requestPageFocus(): void {
  isDue = true;
}

/** Called by a page's title when it appears. */
export function takePageFocus(heading: HTMLElement | null): void {
  if (!isDue || !heading) return;
  isDue = false;
  heading.focus({ preventScroll: true });
}
