import type { Component } from "vue";
import type { RouteRecordRaw } from "vue-router";

import { session } from "../auth/session.ts";
import type { Capability } from "../graphql/capability.d.ts";
import type { Place } from "./feature.ts";

/** One part of a section of the app that shows itself as a tab. */
export interface SectionTab {
  title: string;
  /** Below the section's own path; empty for the first. */
  path: string;
  /** Name of the route. */
  name: string;
  /** It is there for whose role may do any of these. */
  needs: readonly Capability[];
  /** What else it is looked for by. */
  words?: string;
  page: () => Promise<Component>;
}

/** The tabs as pages that the search leads to. */
export const tabPlaces = (tabs: readonly SectionTab[]): Place[] => tabs.map(({ title, name, needs, words }) => ({ title, to: { name }, needs, ...(words && { words }) }));

const isOffered = ({ needs }: SectionTab): boolean => session.can(...needs);

/** The tabs that the person's role may use, as links. */
export function tabLinks(tabs: readonly SectionTab[]): { title: string; to: { name: string } }[] {
  return tabs.filter(isOffered).map(({ title, name }) => ({ title, to: { name } }));
}

/** The route of a section with its tabs below. Whose role may not use a part is taken to the first one that it may. */
export function sectionRoute(path: string, page: () => Promise<Component>, tabs: readonly SectionTab[]): RouteRecordRaw {
  const firstTab = () => ({ name: tabs.find(isOffered)?.name ?? "home" });
  return {
    path,
    component: page,
    children: tabs.map((tab) => ({ path: tab.path, name: tab.name, component: tab.page, beforeEnter: () => isOffered(tab) || firstTab() })),
  };
}
