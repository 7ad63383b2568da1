-- Protein is not among them: 1.3 g per kg (Dietary Reference Intakes 2005) is what is recommended, like the reference intakes of all other
-- nutrients, and no bound of safety. propose_targets() makes a target of it, and each day of a plan is then held against that.
select app_private.define_rule(
  code => 'lactation.caffeine_day', version => 2, severity => 'caution',
  life_stage => 'lactation', nutrient => 'caffeine', per => 'day', maximum => 200, unit => 'mg',
  supersedes => '{adults.caffeine_average}',
  message => 'The day has more caffeine than 200 mg.',
  rationale => 'Up to 200 mg a day from all sources do not raise safety concerns for the breastfed child.',
  citation => 'EFSA Panel on Dietetic Products, Nutrition and Allergies. Scientific Opinion on the safety of caffeine. EFSA Journal 2015;13(5):4102',
  citation_url => 'https://doi.org/10.2903/j.efsa.2015.4102'
);

select app_private.define_rule(
  code => 'lactation.alcohol', version => 1, severity => 'caution',
  life_stage => 'lactation', avoid_tag => 'alcohol',
  message => 'Alcohol passes into breast milk.',
  rationale => 'Not drinking is the safest; after one drink two hours should pass before the child is breastfed.',
  citation => 'Centers for Disease Control and Prevention. Breastfeeding: Alcohol'
);

select app_private.define_rule(
  code => 'lactation.high_mercury_fish', version => 1, severity => 'caution',
  life_stage => 'lactation', avoid_tag => 'high_mercury_fish',
  message => 'This fish is high in mercury.',
  rationale => 'Mercury passes into breast milk and harms the growing brain; other fish is good for it.',
  citation => 'U.S. Food and Drug Administration and Environmental Protection Agency. Advice about Eating Fish',
  citation_url => 'https://www.fda.gov/food/consumers/advice-about-eating-fish'
);
