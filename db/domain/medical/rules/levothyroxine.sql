select app_private.define_rule(
  code => 'levothyroxine.soy', version => 1, severity => 'info',
  medication => 'levothyroxine', avoid_allergen => 'soy',
  message => 'Soy can bind levothyroxine: it belongs hours away from the tablet.',
  rationale => 'The tablet is taken on an empty stomach, half an hour to an hour before breakfast; soy then lowers its uptake. The plan does not say when it is taken.',
  citation => 'Synthroid (levothyroxine sodium) prescribing information, U.S. Food and Drug Administration, section 7 Drug Interactions: Drug-Food Interactions'
);
