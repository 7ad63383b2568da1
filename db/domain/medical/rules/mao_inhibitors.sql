select app_private.define_rule(
  code => 'mao_inhibitors.tyramine', version => 1, severity => 'contraindicated',
  medication => 'mao_inhibitors', avoid_tag => 'tyramine_rich',
  message => 'Tyramine with an MAO inhibitor can cause a hypertensive crisis.',
  rationale => 'The medicine stops the breakdown of tyramine; matured, cured and fermented foods have caused strokes.',
  citation => 'Nardil (phenelzine sulfate) prescribing information, U.S. Food and Drug Administration, Warnings'
);

select app_private.define_rule(
  code => 'linezolid.tyramine', version => 1, severity => 'caution',
  medication => 'linezolid', avoid_tag => 'tyramine_rich',
  message => 'Linezolid weakly inhibits the breakdown of tyramine.',
  rationale => 'Large amounts of tyramine (more than 100 mg a meal) are to be avoided while it is taken; a plan does not know the milligrams.',
  citation => 'Zyvox (linezolid) prescribing information, U.S. Food and Drug Administration, Patient Counseling Information'
);
