select app_private.define_rule(
  code => 'phenylketonuria.phenylalanine_day', version => 1, severity => 'contraindicated',
  condition => 'phenylketonuria', nutrient => 'phenylalanine', per => 'day', maximum => 0.6, unit => 'g',
  message => 'The day has more phenylalanine than even mild phenylketonuria tolerates.',
  rationale => 'Tolerance is 250–350 mg a day in the classical form, 400–600 mg in the mild one. The person''s own limit is often lower and comes from the metabolic clinic.',
  citation => 'Guldberg P et al. A European multicenter study of phenylalanine hydroxylase deficiency. American Journal of Human Genetics 1998;63:71–79',
  citation_url => 'https://doi.org/10.1086/301920'
);

select app_private.define_rule(
  code => 'phenylketonuria.aspartame', version => 1, severity => 'contraindicated',
  condition => 'phenylketonuria', avoid_tag => 'aspartame',
  message => 'Aspartame is a source of phenylalanine.',
  rationale => 'The acceptable daily intake of aspartame does not hold for people with phenylketonuria.',
  citation => 'EFSA Panel on Food Additives and Nutrient Sources. Scientific Opinion on the re-evaluation of aspartame (E 951). EFSA Journal 2013;11(12):3496',
  citation_url => 'https://doi.org/10.2903/j.efsa.2013.3496'
);
