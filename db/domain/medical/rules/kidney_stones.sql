select app_private.define_rule(
  code => 'kidney_stones.high_oxalate', version => 1, severity => 'info',
  condition => 'kidney_stones', avoid_tag => 'high_oxalate',
  message => 'The food is high in oxalate.',
  rationale => 'Advised against for calcium oxalate stones with much oxalate in the urine, at a normal intake of calcium.',
  citation => 'Pearle MS et al. Medical Management of Kidney Stones: AUA Guideline. Journal of Urology 2014;192:316–324',
  citation_url => 'https://doi.org/10.1016/j.juro.2014.05.006'
);
