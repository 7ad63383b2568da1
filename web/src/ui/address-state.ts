import { computed, type WritableComputedRef } from "vue";
import { useRoute, useRouter } from "vue-router";

/**
 * A value that lives in the address bar (`?status=paused`), so that a list can be bookmarked, shared and found again with
 * the back button. What equals `fallback` is left out of the address. Several can be set at once with `set`.
 */
export function useAddressState<Value extends string = string>(name: string, fallback: NoInfer<Value>): WritableComputedRef<Value> {
  const route = useRoute();
  const set = useAddressSetter();
  return computed({
    get: () => {
      const value = route.query[name];
      return typeof value === "string" && value !== "" ? (value as Value) : fallback;
    },
    set: (value) => set({ [name]: value === fallback ? undefined : value }),
  });
}

/** The page of a list, from 1, as the address says it (`?page=3`). */
export function useAddressPage(): WritableComputedRef<number> {
  const text = useAddressState("page", "1");
  return computed({
    get: () => Math.max(1, Math.trunc(Number(text.value)) || 1),
    set: (value) => (text.value = String(value)),
  });
}

/** Changes some values of the address and keeps the others; `undefined` removes one. */
export function useAddressSetter() {
  const route = useRoute();
  const router = useRouter();
  return (values: Record<string, string | undefined>): void => {
    void router.replace({ query: { ...route.query, ...values }, hash: route.hash });
  };
}

/** The variable `filter` of a list. The API refuses an empty one and null, so nothing to filter by is no variable at all. */
export function filterVariable<Filter extends object>(filter: Filter): { filter?: Filter } {
  return Object.keys(filter).length ? { filter } : {};
}
