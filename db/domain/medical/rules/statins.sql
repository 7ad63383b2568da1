select app_private.define_rule(
  code => 'simvastatin.grapefruit', version => 1, severity => 'contraindicated',
  medication => 'simvastatin', avoid_tag => 'grapefruit',
  message => 'No grapefruit with simvastatin.',
  rationale => 'Grapefruit multiplies the level of simvastatin and with it the risk of muscle breakdown.',
  citation => 'Zocor (simvastatin) prescribing information, U.S. Food and Drug Administration, section 7 Drug Interactions'
);

select app_private.define_rule(
  code => 'atorvastatin.grapefruit', version => 1, severity => 'caution',
  medication => 'atorvastatin', avoid_tag => 'grapefruit',
  message => 'Large amounts of grapefruit raise the level of atorvastatin.',
  rationale => 'More than 1.2 litres of juice a day increased it by up to 2.5 times.',
  citation => 'Lipitor (atorvastatin calcium) prescribing information, U.S. Food and Drug Administration, section 7 Drug Interactions'
);

select app_private.define_rule(
  code => 'lovastatin.grapefruit', version => 1, severity => 'contraindicated',
  medication => 'lovastatin', avoid_tag => 'grapefruit',
  message => 'No grapefruit with lovastatin.',
  rationale => 'Grapefruit multiplies the level of lovastatin and with it the risk of muscle breakdown.',
  citation => 'Altoprev (lovastatin extended-release) prescribing information, U.S. Food and Drug Administration, section 7 Drug Interactions'
);
