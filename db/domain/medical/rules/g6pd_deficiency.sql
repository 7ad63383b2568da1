select app_private.define_rule(
  code => 'g6pd_deficiency.broad_beans', version => 1, severity => 'contraindicated',
  condition => 'g6pd_deficiency', avoid_tag => 'broad_beans',
  message => 'Broad beans can break the red cells where G6PD is lacking.',
  rationale => 'Their divicine and isouramil cause favism, an acute haemolytic anaemia, most often in children.',
  citation => 'Luzzatto L, Arese P. Favism and Glucose-6-Phosphate Dehydrogenase Deficiency. New England Journal of Medicine 2018;378:60–71',
  citation_url => 'https://doi.org/10.1056/NEJMra1708111'
);
