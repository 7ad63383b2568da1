select app_private.define_rule(
  code => 'hypertension.sodium_day', version => 1, severity => 'caution',
  condition => 'hypertension', nutrient => 'sodium', per => 'day', maximum => 2000, unit => 'mg',
  message => 'The day has more sodium than 2 g (5 g of salt).',
  rationale => 'Less sodium lowers blood pressure, most where it is high. The limit is the WHO''s for adults.',
  citation => 'World Health Organization. Guideline: Sodium intake for adults and children. Geneva: WHO; 2012',
  citation_url => 'https://www.who.int/publications/i/item/9789241504836'
);

select app_private.define_rule(
  code => 'hypertension.sodium_item', version => 1, severity => 'info',
  condition => 'hypertension', nutrient => 'sodium', per => 'item', maximum => 460, unit => 'mg',
  message => 'One food alone brings a fifth of the daily value of sodium or more.',
  rationale => 'A serving with 20 % of the daily value (2 300 mg) or more counts as high in sodium; one such food makes the day''s limit hard to keep.',
  citation => 'U.S. Food and Drug Administration. Sodium in Your Diet: Use the Nutrition Facts Label and Reduce Your Intake'
);

select app_private.define_rule(
  code => 'hypertension.potassium_average', version => 1, severity => 'info',
  condition => 'hypertension', nutrient => 'potassium', per => 'average_day', minimum => 3510, unit => 'mg',
  message => 'The average day has less potassium than 3.5 g.',
  rationale => 'Potassium from food lowers blood pressure in adults whose kidneys excrete it.',
  citation => 'World Health Organization. Guideline: Potassium intake for adults and children. Geneva: WHO; 2012',
  citation_url => 'https://www.who.int/publications/i/item/9789241504829'
);

select app_private.define_rule(
  code => 'hypertension.liquorice', version => 1, severity => 'caution',
  condition => 'hypertension', avoid_tag => 'liquorice',
  message => 'Liquorice raises blood pressure.',
  rationale => 'Glycyrrhizinic acid makes the kidney keep sodium and lose potassium.',
  citation => 'Regulation (EU) No 1169/2011, Annex III, 2.3: people suffering from hypertension should avoid excessive consumption of liquorice',
  citation_url => 'https://eur-lex.europa.eu/eli/reg/2011/1169/oj'
);
