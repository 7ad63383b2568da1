/** What runs by the clock (UTC), in graphile-worker's crontab format. */
export const crontab = `
* * * * * export_requests__sweep ?max=3
* * * * * record_copies__sweep ?max=3
* * * * * safety_rechecks__sweep ?max=3
5 * * * * safety_rechecks__nightly ?fill=1h&max=3
10 3 * * * sessions__sweep ?max=3
17 3 * * * notifications__sweep ?max=3
24 3 * * * client_changes__sweep ?max=3
20 2 * * * audit_events__keep_months ?fill=1d&max=8
`;
