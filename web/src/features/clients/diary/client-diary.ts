/** What `mealDiary` answers; see the function's description in the schema. */
export interface DiaryDocument {
  /** Energy, protein, carbohydrate and fat; `known` and `unknown` everywhere are in this order. */
  nutrients: { id: number; name: string; unit: string }[];
  days: DiaryDay[];
}

/** Sums by nutrient, each at least `known` where `unknown` foods have no value. */
export interface Sums {
  known: (number | null)[];
  unknown: (number | null)[];
}

export interface DiaryDay {
  date: string;
  status: "prescribed" | "stopped" | "nothing";
  mealPlanVersionId: string | null;
  versionNumber: number | null;
  planName: string | null;
  dayNumber: number | null;
  note: string | null;
  isLogged: boolean;
  prescribedMeals: number;
  eatenMeals: number;
  /** Null = not logged, or nothing was prescribed. */
  adherencePercent: number | null;
  planned: Sums | null;
  eaten: Sums | null;
  meals: DiaryMeal[];
  /** Of no meal of that day's plan. */
  otherLogs: DiaryLog[];
  comments: DiaryComment[];
  /** Which logs are shown, at which revisions: what a mark of review is about. */
  seen: string;
  review: { id: string; reviewedAt: string; reviewedBy: string; isCurrent: boolean } | null;
}

export interface DiaryMeal extends Sums {
  id: string;
  name: string;
  timeOfDay: string | null;
  note: string;
  items: PlannedItem[];
  logs: DiaryLog[];
}

export interface PlannedItem extends Sums {
  id: string;
  kind: "food" | "recipe" | "text";
  name: string;
  alternativeOfId: string | null;
  amount: number;
  foodPortionId: string | null;
  portionLabel: string | null;
  unitCode: string | null;
  note: string;
  grams: number | null;
  servings: number | null;
  /** Its facts are not those that were frozen when the plan was published (CLINICAL 13). */
  isChanged: boolean;
}

export type Outcome = "eaten" | "alternative" | "partly" | "skipped" | "unplanned";

export interface DiaryLog extends Sums {
  id: string;
  mealName: string | null;
  outcome: Outcome;
  note: string;
  occurredAt: string;
  utcOffsetMinutes: number;
  revision: number;
  arrivedAt: string;
  amendedAt: string | null;
  /** The guardian who logged it, such as "Anna Keller, mother"; null = the client. */
  loggedBy: string | null;
  items: EatenItem[];
}

export interface EatenItem extends Sums {
  id: string;
  planItemId: string | null;
  name: string;
  grams: number | null;
  servings: number | null;
}

export interface DiaryComment {
  id: string;
  mealId: string | null;
  mealLogId: string | null;
  mealName: string | null;
  body: string;
  revision: number;
  author: string;
  isOwn: boolean;
  createdAt: string;
  editedAt: string | null;
  readAt: string | null;
}

/** Where a comment belongs: the day, one of its meals, or something that was logged besides. */
export interface CommentPlace {
  mealId?: string;
  mealLogId?: string;
}
