select app_private.define_rule(
  code => 'crustaceans.molluscs', version => 1, severity => 'caution',
  allergy => 'crustaceans', avoid_allergen => 'molluscs',
  message => 'Who is allergic to crustaceans often reacts to molluscs too.',
  rationale => 'Both carry tropomyosins that resemble each other.',
  citation => 'Lopata AL, O''Hehir RE, Lehrer SB. Shellfish allergy. Clinical & Experimental Allergy 2010;40:850–858',
  citation_url => 'https://doi.org/10.1111/j.1365-2222.2010.03513.x'
);
