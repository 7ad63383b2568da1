select app_private.define_rule(
  code => 'insulins.alcohol', version => 1, severity => 'caution',
  medication => 'insulins', avoid_tag => 'alcohol',
  message => 'Alcohol can lower glucose for hours under insulin.',
  rationale => 'The liver makes no glucose while it breaks alcohol down; it belongs with food, and glucose is to be measured afterwards.',
  citation => 'American Diabetes Association Professional Practice Committee. 5. Facilitating Positive Health Behaviors and Well-being to Improve Health Outcomes: Standards of Care in Diabetes—2024. Diabetes Care 2024;47(Suppl 1):S77–S110',
  citation_url => 'https://doi.org/10.2337/dc24-S005'
);

select app_private.define_rule(
  code => 'sulfonylureas.alcohol', version => 1, severity => 'caution',
  medication => 'sulfonylureas', avoid_tag => 'alcohol',
  message => 'Alcohol can lower glucose for hours under a sulfonylurea.',
  rationale => 'The liver makes no glucose while it breaks alcohol down; it belongs with food, and glucose is to be measured afterwards.',
  citation => 'American Diabetes Association Professional Practice Committee. 5. Facilitating Positive Health Behaviors and Well-being to Improve Health Outcomes: Standards of Care in Diabetes—2024. Diabetes Care 2024;47(Suppl 1):S77–S110',
  citation_url => 'https://doi.org/10.2337/dc24-S005'
);
