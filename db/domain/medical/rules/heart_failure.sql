select app_private.define_rule(
  code => 'heart_failure.sodium_day', version => 1, severity => 'caution',
  condition => 'heart_failure', nutrient => 'sodium', per => 'day', maximum => 2000, unit => 'mg',
  supersedes => '{hypertension.sodium_day}',
  message => 'The day has more sodium than 2 g (5 g of salt).',
  rationale => 'Too much salt makes the body keep water; patients are advised to stay below 5 g of salt a day.',
  citation => 'McDonagh TA et al. 2021 ESC Guidelines for the diagnosis and treatment of acute and chronic heart failure. European Heart Journal 2021;42:3599–3726',
  citation_url => 'https://doi.org/10.1093/eurheartj/ehab368'
);
