import { roleTitles, type Role } from "../../auth/identity.ts";
import { formatDay, formatInstant } from "../numbers/dates.ts";
import { formatAmount } from "../numbers/format-quantity.ts";

/** One field of an event, as the API tells it. */
export interface Change {
  field: string;
  before: unknown;
  after: unknown;
}

/** What rows of a table are called. */
export const tableTitles: Record<string, string> = {
  body_metrics: "Measurement",
  care_assignments: "Care",
  client_allergies: "Allergy",
  client_conditions: "Condition",
  client_guardians: "Guardian",
  client_labs: "Laboratory value",
  client_life_stages: "Life stage",
  client_limits: "Physician's limit",
  client_medications: "Medication",
  client_preferences: "Preference",
  clients: "Client",
  contraindication_rules: "Rule",
  diary_comments: "Diary comment",
  diary_reviews: "Diary review",
  events: "History",
  export_requests: "Export",
  food_allergens: "Allergen of a food",
  food_nutrients: "Nutrient of a food",
  food_tags: "Tag of a food",
  foods: "Food",
  invitations: "Invitation",
  meal_log_items: "Logged food",
  meal_logs: "Meal log",
  meal_plan_assignments: "Plan assignment",
  meal_plan_versions: "Plan version",
  meal_plans: "Meal plan",
  memberships: "Member",
  organization_libraries: "Library",
  organizations: "Organisation",
  recipe_ingredients: "Ingredient",
  recipes: "Recipe",
  safety_alerts: "Safety alert",
  safety_overrides: "Safety decision",
  sessions: "Sign-in",
  team_members: "Member of a team",
  teams: "Team",
  users: "Account",
};

/** What happened; an update is what it says of the fields. */
export const actionTitles: Record<string, string> = {
  insert: "Added",
  update: "Changed",
  delete: "Deleted",
  read: "Read",
  download: "Downloaded",
  sign_in: "Signed in",
  sign_in_refused: "Sign-in refused",
  token_reuse: "Session stolen or copied",
  session_ended: "Signed out",
  password_changed: "Password changed",
  second_factor_changed: "Second factor changed",
};

const fieldTitles: Record<string, string> = {
  born_on: "Date of birth",
  clients_told: "Clients told",
  dose: "Dose",
  edits: "Edits",
  ended_on: "Until (not included)",
  entered_unit: "Unit",
  entered_value: "Value as printed",
  ends_on: "Until (not included)",
  events: "Events",
  from_on: "From",
  height_cm: "Height",
  is_take_over: "Take-over",
  items: "Items before",
  logged_on: "Day",
  measured_on: "Day",
  occurred_at: "At",
  ordered_by: "Ordered by",
  ordered_on: "Ordered on",
  parts: "Parts of the record",
  requires_second_factor: "Second factor required",
  started_on: "Since",
  starts_on: "From",
  taken_on: "Sample of",
  to_on: "Until (not included)",
};

/** `condition_id` → Condition, `started_on` → Since, `next_review_on` → Next review. */
export function fieldTitle(field: string): string {
  return fieldTitles[field] ?? sentence(field.replace(/_(id|ids|on|at|by|code)$/, ""));
}

/** `client_life_stages` → Client life stages, `secondFactor` → Second factor. */
export const sentence = (name: string): string => words(name).replace(/^./, (first) => first.toUpperCase());
const words = (name: string): string => name.replaceAll("_", " ").replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);

const isRole = (text: string): text is Role => text in roleTitles;

/** As what somebody acted: a role, or the login of whoever keeps the database; nothing for whoever is only signing in. */
export const actorTitle = (role: string | null): string => (role === null || role === "tf_authenticator" ? "" : isRole(role) ? roleTitles[role] : "Database");

const parts: Record<string, string> = {
  assign_template: "meal plan",
  prepare_template: "meal plan",
  audit_entry: "history",
  changed_since_publication: "meal plan",
  client_progress: "progress",
  closed_safety_alerts: "safety alerts",
  compare_meal_plan_versions: "meal plan",
  edit_meal_plan_version: "meal plan",
  make_meal_plan_template: "meal plan",
  meal_plan_version_document: "meal plan",
  meal_plan_version_history: "history",
  meal_plan_version_nutrition: "nutrition of a plan",
  my_prescribed_day: "prescribed day",
  open_safety_alerts: "safety alerts",
  prescribed_day: "prescribed day",
  request_meal_plan_review: "meal plan",
  return_meal_plan_version: "meal plan",
  withdraw_meal_plan_review: "meal plan",
  record_history: "history",
  safety_alerts: "safety alerts",
};

/** The parts of a record that were read, each once. */
export function partsText(read: unknown): string {
  const names = Array.isArray(read) ? read.map((part) => parts[String(part)] ?? tableTitles[String(part)]?.toLowerCase() ?? words(String(part))) : [];
  return [...new Set(names)].join(", ");
}

/** What measurements of the body measure; other values say their unit in a field of their own. */
const metricUnits: Record<string, string> = { weight: "kg", "dry weight": "kg", "adjusted weight": "kg", waist: "cm" };

/** Units that the name of a field says. */
const units: Record<string, string> = { height_cm: "cm", grams: "g", amount: "" };

/** A value as people read it; `subject` says what a measurement measured. */
export function valueText(field: string, value: unknown, subject: string | null = null): string {
  if (value === null || value === undefined || value === "") return "—";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (field === "parts") return partsText(value);
  if (Array.isArray(value)) return value.length === 0 ? "—" : listText(value);
  if (typeof value === "object") return JSON.stringify(value);
  const text = String(value);
  if (field === "value" && subject && metricUnits[subject]) return formatAmount(Number(text), metricUnits[subject]);
  if (typeof value === "number" || /^-?\d+(\.\d+)?$/.test(text)) return field in units ? `${text} ${units[field]}`.trim() : text;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return formatDay(text);
  if (/^\d{4}-\d{2}-\d{2}T/.test(text)) return formatInstant(text);
  if (field === "role" && isRole(text)) return roleTitles[text];
  return /^[a-z]+(_[a-z]+)*$/.test(text) && text.length < 40 ? text.replaceAll("_", " ") : text;
}

/** Words as they are; the edits of a plan by what they do, counted. */
function listText(list: readonly unknown[]): string {
  if (list.every((one) => typeof one !== "object" || one === null)) return list.map((one) => (typeof one === "string" ? one.replaceAll("_", " ") : String(one))).join(", ");
  const counts = new Map<string, number>();
  for (const one of list) {
    const op = (one as { op?: unknown }).op;
    const name = typeof op === "string" ? op.replaceAll("_", " ") : "entry";
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => (count === 1 ? name : `${count} × ${name}`)).join(", ");
}
