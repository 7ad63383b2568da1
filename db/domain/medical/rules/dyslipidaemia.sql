select app_private.define_rule(
  code => 'dyslipidaemia.saturated_fat_average', version => 1, severity => 'caution',
  condition => 'dyslipidaemia', nutrient => 'saturated_fat', per => 'average_day', maximum => 10, unit => '%',
  message => 'Saturated fat brings more than 10 % of the average day''s energy.',
  rationale => 'Saturated fat raises LDL cholesterol.',
  citation => 'Mach F et al. 2019 ESC/EAS Guidelines for the management of dyslipidaemias. European Heart Journal 2020;41:111–188',
  citation_url => 'https://doi.org/10.1093/eurheartj/ehz455'
);

select app_private.define_rule(
  code => 'hypercholesterolaemia.saturated_fat_average', version => 1, severity => 'caution',
  condition => 'hypercholesterolaemia', nutrient => 'saturated_fat', per => 'average_day', maximum => 7, unit => '%',
  supersedes => '{dyslipidaemia.saturated_fat_average}',
  message => 'Saturated fat brings more than 7 % of the average day''s energy.',
  rationale => 'Where LDL cholesterol is high, saturated fat should be below 7 % of energy.',
  citation => 'Mach F et al. 2019 ESC/EAS Guidelines for the management of dyslipidaemias. European Heart Journal 2020;41:111–188',
  citation_url => 'https://doi.org/10.1093/eurheartj/ehz455'
);
