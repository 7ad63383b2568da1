select app_private.define_rule(
  code => 'liver_cirrhosis.protein_average', version => 1, severity => 'caution',
  condition => 'liver_cirrhosis', nutrient => 'protein', per => 'average_day', minimum => 1.2, unit => 'g/kg', weight => 'actual', weight_max_age_days => 90,
  message => 'The average day has less protein than 1.2 g per kg of body weight.',
  rationale => 'In cirrhosis muscle is lost: 1.2–1.5 g per kg are recommended. With ascites or oedema the weight without water counts.',
  citation => 'European Association for the Study of the Liver. EASL Clinical Practice Guidelines on nutrition in chronic liver disease. Journal of Hepatology 2019;70:172–193',
  citation_url => 'https://doi.org/10.1016/j.jhep.2018.06.024'
);

select app_private.define_rule(
  code => 'liver_cirrhosis.raw_fish', version => 1, severity => 'contraindicated',
  condition => 'liver_cirrhosis', avoid_tag => 'raw_fish',
  message => 'No raw fish or shellfish with cirrhosis.',
  rationale => 'Vibrio vulnificus from raw oysters and other shellfish often kills people with liver disease.',
  citation => 'Centers for Disease Control and Prevention. Preventing Vibrio Infection'
);
