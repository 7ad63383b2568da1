import { computed, shallowRef } from "vue";

import { graphql } from "../../../graphql/graphql.ts";
import { newId } from "../../../graphql/new-id.ts";
import { useAction } from "../../../graphql/useAction.ts";
import { toasts } from "../../../ui/toast/toasts.ts";
import type { Answer, FoodFact, ReviewedFood } from "./food-facts.ts";
import type { useFoodFacts } from "./useFoodFacts.ts";

const ReviewFoodFacts = graphql(`
  mutation ReviewFoodFacts($id: UUID!, $facts: JSON!) {
    reviewFoodFacts(input: { id: $id, facts: $facts }) {
      result {
        id
        rowId
        changes
      }
    }
  }
`);
const UndoFoodFactReview = graphql(`
  mutation UndoFoodFactReview($id: UUID!) {
    undoFoodFactReview(input: { id: $id }) {
      result {
        id
        undoneAt
      }
    }
  }
`);

/** What somebody says of foods: an answer, that what is inferred is right, or that the organisation says nothing. */
export interface Statement {
  foodIds: string[];
  allergens?: string[];
  tags?: string[];
  answer: Answer | "confirm" | "withdraw";
}

/**
 * Reviews facts, one review after the other in the order in which they were made, and takes them back: the last first with
 * Ctrl+Z, or the one that the toast is about.
 */
export function useFactReview({ show, readAgain }: Pick<ReturnType<typeof useFoodFacts>, "show" | "readAgain">) {
  const reviewing = useAction(ReviewFoodFacts);
  const undoing = useAction(UndoFoodFactReview);
  /** The reviews of this page that stand, the last at the end. */
  const done: string[] = [];
  let queue = Promise.resolve();
  /** Reviews that are on their way: only the last one reads the foods again. */
  const waiting = shallowRef(0);

  function inTurn(work: () => Promise<unknown>): Promise<void> {
    waiting.value += 1;
    queue = queue.then(work).then(async () => {
      waiting.value -= 1;
      if (waiting.value === 0) await readAgain(() => waiting.value === 0);
    });
    return queue;
  }

  /** @param words what the toast says; none = no toast, for single cells: Ctrl+Z takes those back */
  function review(statement: Statement, words?: string): Promise<void> {
    const showBefore = show(statement.foodIds, (food) => foreseen(food, statement));
    return inTurn(async () => {
      const id = newId();
      const answer = await reviewing.run({ id, facts: [statement] });
      if (!answer) return showBefore();
      const changes = answer.reviewFoodFacts?.result?.changes;
      if (!Array.isArray(changes) || changes.length === 0) return;
      done.push(id);
      if (words) toasts.show(words, () => undo(id));
    });
  }

  function undo(id: string): Promise<void> {
    return inTurn(async () => {
      if (!(await undoing.run({ id }))) return;
      done.splice(done.indexOf(id), 1);
    });
  }

  /** Takes the last review of this page back that still stands. */
  function undoLast(): Promise<void> {
    return inTurn(async () => {
      const id = done.at(-1); // the last when its turn comes: pressed twice, it takes two back
      if (!id || !(await undoing.run({ id }))) return;
      done.pop();
      toasts.show("Taken back");
    });
  }

  const problem = computed(() => reviewing.problem.value ?? undoing.problem.value);
  return { review, undoLast, problem, isBusy: computed(() => waiting.value > 0) };
}

/** What a food will be known for, as far as it can be told before the answer comes. */
function foreseen(food: ReviewedFood, { answer, allergens, tags }: Statement): Record<string, FoodFact | undefined> {
  const codes = [...(allergens ?? []), ...(tags ?? [])];
  if (answer === "withdraw") return {};
  if (answer !== "confirm") {
    return Object.fromEntries(codes.map((code): [string, FoodFact] => [code, { answer, provenance: "reviewed", isOwn: true, through: null, note: null }]));
  }
  const inferred = Object.entries(food.facts).filter(([code, fact]) => fact?.provenance === "inferred" && (codes.length === 0 || codes.includes(code)));
  return Object.fromEntries(inferred.map(([code, fact]): [string, FoodFact] => [code, { ...fact!, provenance: "reviewed", isOwn: true }]));
}
