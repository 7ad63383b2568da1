select app_private.define_rule(
  code => 'disulfiram.alcohol', version => 1, severity => 'contraindicated',
  medication => 'disulfiram', avoid_tag => 'alcohol',
  message => 'Alcohol in any form is dangerous with disulfiram.',
  rationale => 'Acetaldehyde builds up: flushing, vomiting, collapse; sauces and vinegars with alcohol count.',
  citation => 'Antabuse (disulfiram) prescribing information, U.S. Food and Drug Administration, Contraindications and Warnings'
);
