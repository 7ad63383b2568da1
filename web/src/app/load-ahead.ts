import type { RouteLocationNormalized } from "vue-router";

/** Starts to load the code of a page. The router waits for the same download when the page is gone to. */
export function loadAhead({ matched }: Pick<RouteLocationNormalized, "matched">): void {
  for (const { components } of matched) {
    const component = components?.default;
    // A page that is not loaded yet is the function that loads it. What goes wrong is said when somebody goes there.
    if (typeof component === "function") void Promise.resolve((component as () => unknown)()).catch(() => undefined);
  }
}
