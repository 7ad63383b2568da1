import { useDocumentVisibility, useEventListener, useIntervalFn } from "@vueuse/core";
import { onScopeDispose, shallowRef, watch } from "vue";

import { toasts } from "../../../ui/toast/toasts.ts";
import type { BuilderApi } from "./saving/builder-api.ts";
import type { DraftVisit } from "./saving/parse-document.ts";
import type { Editing } from "./useEditing.ts";

interface VisitsNeed {
  api: BuilderApi;
  editing: Editing;
  announce: (text: string) => void;
  /** Something is being typed or decided, which a plan that changes under it would disturb. */
  isBusy: () => boolean;
  /** Opens the version anew. */
  reload: () => void;
}

const everyMs = 15_000;

/**
 * Says, while the builder is on the screen, that its draft is open here, and learns who else has it open. What somebody else saved
 * is shown at once where nothing of one's own is on its way; otherwise the next save meets it as a conflict.
 */
export function useDraftVisits({ api, editing, announce, isBusy, reload }: VisitsNeed) {
  const others = shallowRef<DraftVisit["others"]>([]);
  /** Recipes and foods of the draft that were changed since it was opened, or refreshed. */
  const changed = shallowRef<string[]>([]);
  let librarySeen = editing.plan.value.librarySeen ?? null;
  if (!editing.plan.value.canEdit) return { others, changed, refresh: () => Promise.resolve(), changeFood: (_name: string, change: () => Promise<boolean>) => change() };

  let isVisiting = false;
  let visitedAt = Date.now();

  async function visit(): Promise<void> {
    if (isVisiting || document.visibilityState === "hidden" || editing.queueState.value.kind === "offline") return;
    isVisiting = true;
    const isEditing = editing.hasEditedSince(visitedAt);
    const now = Date.now();
    const answer = await api.visit(isEditing, false, librarySeen);
    isVisiting = false;
    if (!answer.ok) return; // and what was edited is told the next time
    visitedAt = now;
    others.value = answer.value.others;
    // The mark stays what the screen shows until it is refreshed, so that nothing is told only once.
    changed.value = answer.value.libraryChanged;
    await follow(answer.value);
  }

  async function follow({ status, revision, savedBy }: DraftVisit): Promise<void> {
    if (editing.isAhead.value || editing.queueState.value.kind !== "idle" || isBusy()) return;
    const who = savedBy ?? "Somebody else";
    if (status === "published") {
      toasts.show(`${who} published this version.`);
      reload();
    } else if (revision > editing.savedRevision() && (await editing.catchUp())) {
      seeLibrary();
      toasts.show(`${who} changed the plan; you see it as it is now.`);
      announce(`${who} changed the plan.`);
    }
  }

  /** Shows the plan with its recipes and foods as they are now, where one is. */
  async function refresh(): Promise<void> {
    if (await editing.catchUp()) seeLibrary();
    else toasts.show("The plan could not be read again. Try once more in a moment.");
  }

  /** Changes a food of the plan from here: the screen has learnt of it already, so it is not told as somebody else's. */
  async function changeFood(name: string, change: () => Promise<boolean>): Promise<boolean> {
    isVisiting = true; // no visit is told of it in between
    const isDone = await change();
    const answer = isDone ? await api.visit(true, false, librarySeen) : null;
    isVisiting = false;
    // Where more was changed, all of it is told: one of the changes may be to the same food.
    const isAlone = answer?.ok && changed.value.length === 0 && answer.value.libraryChanged.every((one) => one === name);
    if (isAlone) librarySeen = answer.value.librarySeen ?? librarySeen;
    return isDone;
  }

  function seeLibrary(): void {
    librarySeen = editing.plan.value.librarySeen ?? null;
    changed.value = [];
  }

  useIntervalFn(() => void visit(), everyMs, { immediateCallback: true });
  const visibility = useDocumentVisibility();
  watch(visibility, () => void visit());
  useEventListener(window, "focus", () => void visit());
  onScopeDispose(() => void api.visit(false, true));
  return { others, changed, refresh, changeFood };
}
