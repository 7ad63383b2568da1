select app_private.define_rule(
  code => 'hereditary_fructose_intolerance.fructose_or_sucrose', version => 1, severity => 'contraindicated',
  condition => 'hereditary_fructose_intolerance', avoid_tag => 'fructose_or_sucrose',
  message => 'Fructose, sucrose and sorbitol poison liver and kidneys in hereditary fructose intolerance.',
  rationale => 'Avoiding them for life is the treatment. How much of which vegetable or nut is tolerated comes from the metabolic clinic.',
  citation => 'Gaughan S, Ayres L, Baker PR II. Hereditary Fructose Intolerance. In: GeneReviews. Seattle: University of Washington; 2015, updated 2021',
  citation_url => 'https://www.ncbi.nlm.nih.gov/books/NBK333439/'
);
