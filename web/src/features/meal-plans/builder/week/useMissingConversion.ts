import { graphql } from "../../../../graphql/graphql.ts";
import { newId } from "../../../../graphql/new-id.ts";
import { useAction } from "../../../../graphql/useAction.ts";
import type { FoodFacts } from "../document/plan-document.ts";
import type { Builder } from "../useBuilder.ts";
import { millilitres, type MissingConversion } from "./missing-conversion.ts";

const AddPortion = graphql(`
  mutation AddPortionOnTheSpot($id: UUID!, $foodId: UUID!, $label: String!, $grams: BigFloat!) {
    addFoodPortion(input: { id: $id, foodId: $foodId, label: $label, grams: $grams }) {
      result {
        id
        rowId
        label
      }
    }
  }
`);

const StateDensity = graphql(`
  mutation StateFoodDensity($foodId: UUID!, $densityGPerMl: BigFloat!) {
    stateFoodDensity(input: { foodId: $foodId, densityGPerMl: $densityGPerMl }) {
      result {
        id
        densityGPerMl
      }
    }
  }
`);

/** Says what an amount weighs where that was missing, and teaches the plan; answers the unit to go on with, null where it was refused. */
export function useMissingConversion({ plan, editing, visits }: Pick<Builder, "plan" | "editing" | "visits">) {
  const adding = useAction(AddPortion);
  const stating = useAction(StateDensity);

  function learn(foodId: string, change: (food: FoodFacts) => Partial<FoodFacts>): void {
    const food = plan.value.foods[foodId];
    if (food) editing.learn({ foods: { [foodId]: { ...food, ...change(food) } } });
  }

  /** A portion of that very food. */
  async function addPortion(foodId: string, label: string, grams: number): Promise<string | null> {
    const id = newId();
    if (!(await adding.run({ id, foodId, label, grams: String(grams) }))) return null;
    learn(foodId, (food) => ({ portions: [...food.portions, { id, label, grams }] }));
    return `portion:${id}`;
  }

  /** The density of an own food, from what one unit of a volume weighs: then all cups and spoons of it convert. */
  async function stateDensity({ foodId, foodName, unitCode, millilitres: volume }: MissingConversion, grams: number): Promise<string | null> {
    const densityGPerMl = Number((grams / volume).toFixed(6));
    const isStated = await visits.changeFood(foodName, async () => (await stating.run({ foodId, densityGPerMl: String(densityGPerMl) })) !== null);
    if (!isStated) return null;
    learn(foodId, (food) => ({ units: [...new Set([...food.units, ...Object.keys(millilitres)])] }));
    return `unit:${unitCode}`;
  }

  return { addPortion, stateDensity, adding, stating };
}
