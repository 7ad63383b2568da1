-- The queue's own functions come executable by everybody. Nobody reaches its schema; this closes the second door too.
revoke execute on all functions in schema graphile_worker from public;
