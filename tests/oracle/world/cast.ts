/** Who and what every simulated world begins with. */
import type { Role } from '../../../shared/domain/vocabulary/people.ts';

export type CastPerson = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
};

/** A device of a person, signed in once, before the simulation begins. */
export type CastDevice = { readonly person: CastPerson; readonly deviceId: string; readonly token: string };

export type CastClient = {
  readonly id: string;
  readonly campaigns: readonly string[];
  readonly leads: readonly string[];
  /** Leads that are only ever changed together. */
  readonly twins: readonly string[];
  readonly meetings: readonly string[];
  readonly domains: readonly string[];
  readonly incidents: readonly string[];
  readonly requests: readonly string[];
  readonly tasks: readonly string[];
  readonly notes: readonly string[];
};

export type Cast = {
  readonly devices: readonly CastDevice[];
  readonly people: readonly CastPerson[];
  readonly clients: readonly CastClient[];
};
