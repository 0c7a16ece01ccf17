/**
 * One writer at a time for each client (and one for agency-wide rows): a mutation decides by what it reads, so nobody may
 * write between its reading and its writing. A transaction takes one such lock, after its device's row, so writers
 * cannot wait for each other in a circle.
 */
const NAMESPACE = 'xgrowthos.scope.';

/** SQL expression that takes the lock until the transaction ends. `scope` is a uuid or null. */
export function scopeLock(scope: string | null): string {
  return `pg_advisory_xact_lock(hashtextextended('${NAMESPACE}${scope ?? 'agency'}', 0))`;
}
