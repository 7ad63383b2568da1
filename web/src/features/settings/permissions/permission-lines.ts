import type { Role } from "../../../auth/identity.ts";
import type { Permission } from "./usePermissions.ts";

export const roles: readonly Role[] = ["org_admin", "dietitian", "assistant", "researcher", "client"];
const verbs = ["read", "add", "change", "delete"];
/** How far a verb reaches, at most. */
const reachTitles = { all: "all", care: "in their care", own: "their own" } as const;

/** A line of the table: what is kept, or what can be done, and what each role may. */
export interface PermissionLine {
  /** The name of the table or function. */
  id: string;
  title: string;
  meaning: string;
  kind: "table" | "function";
  /** Such as ["read: all", "change: in their care"]; none = may not. */
  cells: Record<Role, string[]>;
}

/** One line a table and one a function, the tables first, each by name. */
export function permissionLines(permissions: readonly Permission[]): PermissionLine[] {
  const subjects = Map.groupBy(permissions, ({ capability }) => (capability ?? "").split(".")[0] ?? "");
  return [...subjects]
    .map(([id, those]): PermissionLine => {
      const kind = those[0]?.kind ?? "function";
      const words = kind === "table" ? reachOf : (granted: readonly Permission[]) => (granted.length ? ["yes"] : []);
      const cells = Object.fromEntries(roles.map((role) => [role, words(those.filter((one) => one.role === role))])) as Record<Role, string[]>;
      return { id, title: titleOf(id), meaning: those[0]?.meaning ?? "", kind, cells };
    })
    .sort((a, b) => b.kind.localeCompare(a.kind) || a.title.localeCompare(b.title));
}

function reachOf(permissions: readonly Permission[]): string[] {
  const byReach = Map.groupBy(permissions, reachTitle);
  return [...byReach].map(([reach, those]) => {
    const names = those.map(({ capability }) => (capability ?? "").split(".")[1] ?? "");
    return `${names.sort((a, b) => verbs.indexOf(a) - verbs.indexOf(b)).join(", ")}: ${reach}`;
  });
}

/** What no single word says is named after its policies: `select_care_team` and `select_templates` are "care team or templates". */
function reachTitle({ rows, policies }: Permission): string {
  if (rows === null) return "as what they show";
  if (rows !== "some") return reachTitles[rows];
  return (policies ?? []).map((policy) => (policy ?? "").replace(/^[a-z]+_/, "").replaceAll("_", " ")).join(" or ");
}

/** `meal_plan_items` → "Meal plan items". */
const titleOf = (name: string) => (name.charAt(0).toUpperCase() + name.slice(1)).replaceAll("_", " ");

/** The lines whose title or meaning has every word. */
export function matchingLines(lines: readonly PermissionLine[], search: string): PermissionLine[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return lines.filter(({ title, meaning }) => words.every((word) => `${title} ${meaning}`.toLowerCase().includes(word)));
}
