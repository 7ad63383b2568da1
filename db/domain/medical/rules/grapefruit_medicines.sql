-- Medicines that an intestinal enzyme (CYP3A4) breaks down, which grapefruit inhibits; statins and calcineurin inhibitors have files of their own.
select app_private.define_rule(
  code => 'amiodarone.grapefruit', version => 1, severity => 'contraindicated',
  medication => 'amiodarone', avoid_tag => 'grapefruit',
  message => 'No grapefruit with amiodarone.',
  rationale => 'Grapefruit juice raised its level by half and more, and with it the risk of dangerous heart rhythms.',
  citation => 'Cordarone (amiodarone hydrochloride) tablets prescribing information, U.S. Food and Drug Administration, Drug Interactions'
);

select app_private.define_rule(
  code => 'felodipine.grapefruit', version => 1, severity => 'caution',
  medication => 'felodipine', avoid_tag => 'grapefruit',
  message => 'Grapefruit doubles the level of felodipine.',
  rationale => 'Blood pressure falls further than intended.',
  citation => 'Plendil (felodipine) prescribing information, U.S. Food and Drug Administration, Clinical Pharmacology'
);

select app_private.define_rule(
  code => 'nifedipine.grapefruit', version => 1, severity => 'caution',
  medication => 'nifedipine', avoid_tag => 'grapefruit',
  message => 'Grapefruit about doubles the level of nifedipine.',
  rationale => 'Blood pressure falls further than intended; grapefruit is to be avoided, and stopped three days before.',
  citation => 'Adalat CC (nifedipine) prescribing information, U.S. Food and Drug Administration, Drug Interactions'
);
