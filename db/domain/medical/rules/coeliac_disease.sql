select app_private.define_rule(
  code => 'coeliac_disease.gluten', version => 1, severity => 'contraindicated',
  condition => 'coeliac_disease', avoid_allergen => 'gluten',
  message => 'Gluten harms the bowel in coeliac disease.',
  rationale => 'A strict gluten-free diet for life is the treatment.',
  citation => 'National Institute for Health and Care Excellence. Coeliac disease: recognition, assessment and management. NICE guideline NG20; 2015',
  citation_url => 'https://www.nice.org.uk/guidance/ng20'
);
