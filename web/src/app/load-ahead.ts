import { useEventListener } from "@vueuse/core";
import { useRouter, type RouteLocationNormalized } from "vue-router";

/** Starts to load the code of a page. The router waits for the same download when the page is gone to. */
export function loadAhead({ matched }: Pick<RouteLocationNormalized, "matched">): void {
  for (const { components } of matched) {
    const component = components?.default;
    // A page that is not loaded yet is the function that loads it. What goes wrong is said when somebody goes there.
    if (typeof component === "function") void Promise.resolve((component as () => unknown)()).catch(() => undefined);
  }
}

/** Loads the code of a page while the pointer, or the focus, is on the way to its link. */
export function useLinksAhead(): void {
  const router = useRouter();
  function look({ target }: Event): void {
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>("a[href]") : null;
    if (link && link.origin === location.origin && !link.pathname.startsWith("/api/")) loadAhead(router.resolve(link.pathname));
  }
  useEventListener(document, ["pointerover", "focusin"], look, { passive: true });
}
