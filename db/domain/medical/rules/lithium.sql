select app_private.define_rule(
  code => 'lithium.sodium_variation', version => 1, severity => 'caution',
  medication => 'lithium', nutrient => 'sodium', max_variation_percent => 50,
  message => 'Sodium varies from day to day, which shifts the level of lithium.',
  rationale => 'Less sodium makes the kidney keep lithium, more makes it lose lithium. The label asks for a steady intake and gives no figure; a day more than half away from the mean day is shown.',
  citation => 'Lithium carbonate prescribing information, U.S. Food and Drug Administration, Patient Counseling Information'
);
