select app_private.define_rule(
  code => 'vitamin_k_antagonists.vitamin_k_variation', version => 1, severity => 'caution',
  medication => 'vitamin_k_antagonists', nutrient => 'vitamin_k', max_variation_percent => 50,
  message => 'Vitamin K varies from day to day, which unsettles the anticoagulation.',
  rationale => 'The amount matters less than that it stays alike: the dose is set to it. The label asks for a consistent intake and gives no figure; a day more than half away from the mean day is shown.',
  citation => 'Coumadin (warfarin sodium) prescribing information, U.S. Food and Drug Administration, section 17 Patient Counseling Information'
);
