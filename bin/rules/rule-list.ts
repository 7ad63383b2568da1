import type pg from "pg";

export const triggerKinds = ["condition", "medicine", "allergy", "stage of life", "age", "laboratory value"] as const;

/** One clinical rule of the knowledge base that is in force, in words. */
export type ListedRule = {
  code: string;
  version: number;
  severity: "info" | "caution" | "contraindicated";
  kind: (typeof triggerKinds)[number];
  /** For whom it holds, such as "Hypertension". */
  trigger: string;
  /** What it asks, such as "Sodium at most 2000 mg of each day". */
  effect: string;
  message: string;
  rationale: string;
  citation: string;
  citationUrl: string | null;
  supersedes: string[];
  isReviewed: boolean;
};

/** The rules in force of this database, by what triggers them. */
export async function readRules(owner: pg.ClientBase | pg.Pool): Promise<ListedRule[]> {
  const { rows } = await owner.query<ListedRule>(`
    select r.code, r.version, r.severity, r.message, r.rationale, r.citation, r.citation_url as "citationUrl", r.supersedes,
           r.reviewed_by is not null as "isReviewed",
           case when r.condition_id is not null then 'condition' when r.medication_id is not null then 'medicine' when r.allergen_id is not null then 'allergy'
                when r.life_stage is not null then 'stage of life' when r.lab_test_code is not null then 'laboratory value' else 'age' end as kind,
           app_private.rule_trigger_words(r) as trigger, app_private.rule_effect_words(r) as effect
      from app_public.contraindication_rules r
     where r.org_id = '00000000-0000-0000-0000-000000000000' and r.retired_at is null
     order by coalesce(r.age_years_from, 0), r.age_years_to, split_part(r.code, '.', 1) collate "C", r.severity desc, r.code collate "C"`);
  return rows;
}
