import { createHash } from 'node:crypto';
import { schemaHash, seedStatements } from '../schema/ddl.ts';

/** The archive's name for this schema, so that a stale one is never found. */
export function seedName(): string {
  const settings = createHash('sha256').update(seedStatements()).digest('hex').slice(0, 8);
  return `replica-seed-${schemaHash()}-${settings}.tar.gz`;
}
