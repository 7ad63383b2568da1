select app_private.define_rule(
  code => 'lactose_intolerance.lactose_meal', version => 1, severity => 'caution',
  condition => 'lactose_intolerance', nutrient => 'lactose', per => 'meal', maximum => 12, unit => 'g',
  message => 'The meal has more lactose than 12 g.',
  rationale => 'Most people with lactose maldigestion tolerate 12 g at once with no or minor symptoms.',
  citation => 'EFSA Panel on Dietetic Products, Nutrition and Allergies. Scientific Opinion on lactose thresholds in lactose intolerance and galactosaemia. EFSA Journal 2010;8(9):1777',
  citation_url => 'https://doi.org/10.2903/j.efsa.2010.1777'
);
