select app_private.define_rule(
  code => 'calcineurin_inhibitors.grapefruit', version => 1, severity => 'caution',
  medication => 'calcineurin_inhibitors', avoid_tag => 'grapefruit',
  message => 'Grapefruit raises the level of the transplant medicine.',
  rationale => 'It inhibits CYP3A4, which breaks the medicine down.',
  citation => 'Prograf (tacrolimus) prescribing information, U.S. Food and Drug Administration, section 7 Drug Interactions'
);
