import { computed, inject, nextTick, provide, shallowRef, type InjectionKey } from "vue";

import { toasts } from "../../../ui/toast/toasts.ts";
import type { LibraryHit } from "../../library/search/library-hit.ts";
import type { Finding } from "../../medical/findings/finding.ts";
import { dayName } from "./document/plan-words.ts";
import type { PlanEdit } from "./edits/plan-edit.ts";
import { indexFindings, keepUnchanged } from "./safety/findings-in-plan.ts";
import type { BuilderApi } from "./saving/builder-api.ts";
import type { OpenedDocument } from "./saving/parse-document.ts";
import type { LeftChanges } from "./saving/unsaved-changes.ts";
import { useAddressBar } from "./useAddressBar.ts";
import { useAnswerWords } from "./useAnswerWords.ts";
import { useClipboard } from "./useClipboard.ts";
import { useDraftVisits } from "./useDraftVisits.ts";
import { useEditing } from "./useEditing.ts";
import { useGestures, type LibraryTarget } from "./useGestures.ts";
import { lineElement, useSelection } from "./useSelection.ts";
import { idOf, type FocusKey } from "./week/move-focus.ts";
import { weekRows } from "./week/week-rows.ts";

export type BuilderView = "week" | "day";
export type PanelTab = "nutrition" | "warnings" | "versions";
export type NutritionScope = "day" | "average" | "meal" | "item";
export type BuilderDialog =
  | { kind: "publish" | "assign" | "template" | "ready" | "send-back" }
  | { kind: "copy-meal" | "copy-day" | "note" | "day-note" | "text" | "meal" | "add-meal" | "recipe"; id: string }
  | { kind: "substitute"; id: string; finding: Finding | null }
  | { kind: "replace-all"; id: string; hit: LibraryHit; ratio: number | null };

/** Everything that the parts of the builder share, for one opened version. `reload` opens it anew from the server. */
export function provideBuilder(opened: OpenedDocument, left: LeftChanges | null, api: BuilderApi, reload: () => void) {
  const editing = useEditing(opened, api);
  const leftCount = left ? editing.takeOver(left) : 0;
  const { plan } = editing;
  const selection = useSelection(plan);
  const announcement = shallowRef("");
  const announce = (text: string): void => {
    announcement.value = announcement.value === text ? `${text} ` : text;
  };

  useAnswerWords(editing, selection, announce);
  if (leftCount > 0 && editing.plan.value.canEdit) {
    const what = leftCount === 1 ? "One change of your last visit was" : `${leftCount} changes of your last visit were`;
    toasts.show(editing.queueState.value.kind === "conflict" ? `${what} not saved.` : `${what} not saved; it is done now.`);
  }

  let index = new Map<string, Finding[]>();
  const findingsAt = computed(() => (index = keepUnchanged(index, indexFindings(editing.findings.value))));

  /** Makes edits and says so to readers. */
  function change(edits: PlanEdit[], label?: string): boolean {
    const done = editing.change(edits, label);
    if (done) announce(done);
    return done !== null;
  }

  function undo(): void {
    const done = editing.undo();
    if (done) announce(done);
    toasts.dismiss();
  }

  /** Removes something; the toast takes it back. */
  function removeWithToast(edits: PlanEdit[], label: string): void {
    if (change(edits, label)) toasts.show(label.replace(/^Remove/, "Removed"), undo);
  }

  function redo(): void {
    const done = editing.redo();
    if (done) announce(done);
  }

  const isLibraryOpen = shallowRef(false);

  /** Opens the library for what is about to be added, and puts the focus into its search. */
  async function openLibrary(target?: LibraryTarget): Promise<void> {
    if (target) libraryTarget.value = target;
    isLibraryOpen.value = true;
    await nextTick();
    const search = document.querySelector<HTMLInputElement>("[data-library-search]");
    search?.focus();
    search?.select(); // the last search stands there until something else is typed
    const { meal } = selection.meal.value ?? {};
    if (meal) lineElement(`meal:${meal.id}`)?.scrollIntoView({ block: "nearest", inline: "nearest" }); // the plan may have less room now
  }

  const view = shallowRef<BuilderView>("week");
  const tab = shallowRef<PanelTab>("nutrition");
  useAddressBar({ plan, selection, view, tab });
  const scope = shallowRef<NutritionScope>("day");
  /** Key of the finding that the panel points at. */
  const activeFinding = shallowRef<string | null>(null);

  /** Shows what a mark in the plan means. */
  function showFinding(finding: Finding): void {
    tab.value = "warnings";
    activeFinding.value = finding.key;
  }

  /** The gravest that the warnings say of a line of the plan. */
  function findingOf(line: FocusKey): Finding | undefined {
    const day = plan.value.days.find((one) => one.id === idOf(line));
    return findingsAt.value.get(day ? `day ${day.dayNumber}` : idOf(line))?.[0];
  }

  /** Goes from a line of the plan to what the warnings say of it. */
  async function showFindingsOf(line: FocusKey): Promise<void> {
    const finding = findingOf(line);
    if (!finding) return announce("No warnings here.");
    showFinding(finding);
    await nextTick();
    await nextTick();
    document.querySelector<HTMLElement>(`[data-finding="${CSS.escape(finding.key)}"] button`)?.focus();
  }

  /** Shows one day alone. */
  function openDay(id: string): void {
    selection.selectDay(id);
    view.value = "day";
    void nextTick(focusPlan);
  }

  /** Goes to the place that a finding is about. */
  function goToFinding(finding: Finding): void {
    activeFinding.value = finding.key;
    const day = plan.value.days.find((one) => one.dayNumber === finding.dayNumber);
    if (finding.itemId) void selection.focus(`item:${finding.itemId}`);
    else if (finding.mealId) void selection.focus(`meal:${finding.mealId}`);
    else if (day?.meals[0]) void selection.focus(`meal:${day.meals[0].id}`);
    else if (finding.place === "average_day") {
      scope.value = "average";
      tab.value = "nutrition";
    } else if (finding.itemIds[0]) void selection.focus(`item:${finding.itemIds[0]}`);
  }

  const dialog = shallowRef<BuilderDialog | null>(null);
  const amountOf = shallowRef<string | null>(null);
  const visits = useDraftVisits({ api, editing, announce, reload, isBusy: () => dialog.value !== null || amountOf.value !== null });

  /** Puts the focus back into the plan, where what had it is gone. */
  async function focusPlan(): Promise<void> {
    const line = selection.line.value ?? (selection.meal.value ? (`meal:${selection.meal.value.meal.id}` as const) : null);
    if (line) await selection.focus(line);
  }

  const rows = computed(() => weekRows(plan.value.days));
  /** The days that the week shows: of a longer plan, the seven around the chosen one. */
  const shownDays = computed(() => {
    const days = plan.value.days;
    const now = selection.day.value ? days.indexOf(selection.day.value) : 0;
    const from = Math.floor(Math.max(now, 0) / 7) * 7;
    return { from, days: days.slice(from, from + 7) };
  });
  const libraryTarget = shallowRef<LibraryTarget>({ kind: "meal" });

  const builder = {
    api,
    reload,
    editing,
    plan,
    selection,
    announcement,
    announce,
    change,
    removeWithToast,
    undo,
    redo,
    rows,
    libraryTarget,
    shownDays,
    ...useGestures({ plan, rows, selection, libraryTarget, change, undo }),
    ...useClipboard({ plan, selection, change, announce }),
    /** Findings by item id, meal id, `day <n>`, `average_day` or `version`. */
    findingsAt,
    dayName: (number: number, width?: "long" | "short") => dayName(plan.value, number, width),
    view,
    tab,
    scope,
    activeFinding,
    showFinding,
    hasFindings: (line: FocusKey) => findingOf(line) !== undefined,
    showFindingsOf,
    openDay,
    goToFinding,
    dialog,
    visits,
    focusPlan,
    isLibraryOpen,
    openLibrary,
    /** The item whose amount is being typed. */
    amountOf,
    /** The line whose menu is open, and where on the screen. */
    menu: shallowRef<{ line: FocusKey; x: number; y: number } | null>(null),
  };
  provide(builderKey, builder);
  return builder;
}

export type Builder = ReturnType<typeof provideBuilder>;

const builderKey: InjectionKey<Builder> = Symbol("builder");

/** The builder that the calling component is a part of. */
export function useBuilder(): Builder {
  const builder = inject(builderKey);
  if (!builder) throw new Error("useBuilder outside of a builder");
  return builder;
}
