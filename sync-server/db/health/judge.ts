/** Judges what was read: one check each, with what to do. Pure. */
import type { DatabaseFacts, MigrationFacts, Slot } from './facts.ts';

/** `warn` still works, `fail` does not or soon will not. */
export type HealthStatus = 'ok' | 'warn' | 'fail';

export type HealthCheck = {
  readonly name:
    | 'connection'
    | 'version'
    | 'writable'
    | 'wal_level'
    | 'replication_right'
    | 'slots'
    | 'retained_wal'
    | 'migrations'
    | 'disk';
  readonly status: HealthStatus;
  /** What was found. */
  readonly detail: string;
  /** What to do about it; null when all is well. */
  readonly hint: string | null;
};

const GIB = 1024 ** 3;
const MIN_VERSION_NUM = 140_000;
/** Half of what the embedded server lets a slot keep. */
const RETAINED_WARN_BYTES = 1 * GIB;
const DISK_WARN_BYTES = 2 * GIB;
const DISK_FAIL_BYTES = 0.25 * GIB;

export function judgeDatabase(facts: DatabaseFacts): readonly HealthCheck[] {
  const { server } = facts;
  return [
    check('connection', true, 'connected', ''),
    check(
      'version',
      server.version_num >= MIN_VERSION_NUM,
      `PostgreSQL ${server.version}`,
      'Update the database to PostgreSQL 14 or later.',
    ),
    check(
      'writable',
      !server.standby,
      server.standby ? 'a standby, read only' : 'a primary',
      'DATABASE_URL points at a standby. Point it at the primary.',
    ),
    check(
      'wal_level',
      server.wal_level === 'logical',
      `wal_level=${server.wal_level}`,
      'Set wal_level=logical in the database and restart it.',
    ),
    check(
      'replication_right',
      server.may_replicate,
      server.may_replicate ? 'granted' : 'missing',
      'Give the user of DATABASE_URL the right: ALTER ROLE … REPLICATION.',
    ),
    judgeSlots(facts.slots, server.max_slots),
    judgeRetainedWal(facts.slots),
    judgeMigrations(facts.migrations),
  ];
}

export function unreachable(reason: string): HealthCheck {
  return {
    name: 'connection',
    status: 'fail',
    detail: reason,
    hint: 'The database does not answer. Check that it runs and that DATABASE_URL is right.',
  };
}

/** `freeBytes` null: the folder is not there. */
export function judgeDisk(freeBytes: number | null): HealthCheck {
  if (freeBytes === null) {
    return {
      name: 'disk',
      status: 'fail',
      detail: 'no data folder',
      hint: 'Check DATA_DIR: the folder is missing.',
    };
  }
  const status = freeBytes < DISK_FAIL_BYTES ? 'fail' : freeBytes < DISK_WARN_BYTES ? 'warn' : 'ok';
  return {
    name: 'disk',
    status,
    detail: `${gigabytes(freeBytes)} free`,
    hint: status === 'ok' ? null : 'Free some space on the disk of the data folder.',
  };
}

function judgeSlots(slots: readonly Slot[], max: number): HealthCheck {
  const lost = slots.filter((slot) => slot.same_database && slot.wal_status === 'lost');
  if (lost.length > 0) {
    return {
      name: 'slots',
      status: 'fail',
      detail: `lost: ${lost.map((slot) => slot.name).join(', ')}`,
      hint: 'A replication slot lost its place. Restart the server: it makes a new one, and devices fetch their rows anew.',
    };
  }
  const free = max - slots.length;
  return {
    name: 'slots',
    status: free < 1 ? 'warn' : 'ok',
    detail: `${slots.length} of ${max} used`,
    hint: free < 1 ? 'No replication slot is free. Drop unused ones or raise max_replication_slots.' : null,
  };
}

function judgeRetainedWal(slots: readonly Slot[]): HealthCheck {
  const worst = slots.toSorted((one, other) => other.retained_bytes - one.retained_bytes)[0];
  const bytes = worst?.retained_bytes ?? 0;
  const heavy = worst !== undefined && (bytes > RETAINED_WARN_BYTES || worst.wal_status === 'unreserved');
  return {
    name: 'retained_wal',
    status: heavy ? 'warn' : 'ok',
    detail: worst === undefined ? 'nothing kept' : `${gigabytes(bytes)} kept for ${worst.name}`,
    hint: heavy
      ? `The reader of slot ${worst.name} is far behind${worst.active ? '' : ' and not connected'}. Start it, or drop the slot if nobody needs it.`
      : null,
  };
}

function judgeMigrations(facts: MigrationFacts): HealthCheck {
  if (facts.state === 'refused') {
    return { name: 'migrations', status: 'fail', detail: 'another version', hint: facts.hint };
  }
  const missing = facts.state === 'pending' ? facts.tags : facts.withoutIdentity;
  const what = facts.state === 'pending' ? 'pending' : 'without full replica identity';
  return check(
    'migrations',
    missing.length === 0,
    missing.length === 0 ? 'current' : `${what}: ${missing.join(', ')}`,
    'Start the server once: it updates the database.',
  );
}

function check(name: HealthCheck['name'], fine: boolean, detail: string, hint: string): HealthCheck {
  return { name, status: fine ? 'ok' : 'fail', detail, hint: fine ? null : hint };
}

function gigabytes(bytes: number): string {
  return `${(bytes / GIB).toFixed(1)} GB`;
}
