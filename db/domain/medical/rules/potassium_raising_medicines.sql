-- Medicines under which the kidneys keep potassium. How much potassium from food is right then depends on the laboratory value; what is
-- wrong with all of them is the salt that holds it.
select app_private.define_rule(
  code => 'ace_inhibitors.potassium_salt', version => 1, severity => 'caution',
  medication => 'ace_inhibitors', avoid_tag => 'potassium_salt',
  message => 'Salt with potassium chloride can raise potassium dangerously under an ACE inhibitor.',
  rationale => 'The medicine makes the kidneys keep potassium; the label names potassium-containing salt substitutes.',
  citation => 'Zestril (lisinopril) prescribing information, U.S. Food and Drug Administration, Warnings and Precautions: Hyperkalemia'
);

select app_private.define_rule(
  code => 'arbs.potassium_salt', version => 1, severity => 'caution',
  medication => 'arbs', avoid_tag => 'potassium_salt',
  message => 'Salt with potassium chloride can raise potassium dangerously under an angiotensin receptor blocker.',
  rationale => 'The medicine makes the kidneys keep potassium; the label names salt substitutes that contain it.',
  citation => 'Cozaar (losartan potassium) prescribing information, U.S. Food and Drug Administration, Drug Interactions: Agents Increasing Serum Potassium'
);

select app_private.define_rule(
  code => 'potassium_sparing_diuretics.potassium_salt', version => 1, severity => 'contraindicated',
  medication => 'potassium_sparing_diuretics', avoid_tag => 'potassium_salt',
  supersedes => '{ace_inhibitors.potassium_salt,arbs.potassium_salt,hypertension.potassium_average}',
  message => 'No salt with potassium chloride under a potassium-sparing diuretic.',
  rationale => 'The medicine keeps the kidneys from excreting potassium: salt substitutes can raise it to where the heart stops. The advice to eat more potassium excludes such medicines.',
  citation => 'Aldactone (spironolactone) prescribing information, U.S. Food and Drug Administration, Drug Interactions: Drugs and Supplements Increasing Serum Potassium'
);
