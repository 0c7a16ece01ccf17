import type { Logger } from 'pino';
import type { Pool } from 'pg';
import type { UploadRequest, UploadResponse } from '../../shared/contracts/server/mutations.ts';
import type { Auth } from '../auth/auth.ts';
import type { RunAsSystem } from '../auth/people.ts';
import type { Principal, Principals } from '../auth/principal.ts';
import type { ShapeDefinition } from './shape-definition.ts';

/** Answers the shape protocol for a definition the server decided: the embedded service or a real Electric. */
export type ShapeSource = {
  readonly handle: (request: Request, definition: ShapeDefinition) => Promise<Response>;
};

export type Writes = {
  readonly upload: (principal: Principal, request: UploadRequest) => Promise<UploadResponse>;
  readonly barrier: (id: string) => Promise<void>;
  readonly runAsSystem: RunAsSystem;
  readonly epoch: () => Promise<string>;
};

export type Mailer = {
  /** False where no mail can be sent: the caller then shows the link instead. */
  readonly enabled: boolean;
  readonly send: (mail: {
    readonly to: string;
    readonly subject: string;
    readonly text: string;
  }) => Promise<void>;
};

export type ReadinessCheck = { readonly name: string; readonly ok: boolean; readonly detail: string };

export type AppPorts = {
  readonly log: Logger;
  readonly pool: Pool;
  readonly auth: Auth;
  readonly principals: Principals;
  readonly shapes: ShapeSource;
  readonly writes: Writes;
  readonly mailer: Mailer;
  readonly readiness: () => Promise<readonly ReadinessCheck[]>;
  readonly now: () => number;
  /** Public address; known once the server listens. */
  readonly appUrl: () => string;
  readonly version: string;
  readonly trustedProxies: number;
  readonly suppressionKey: string;
  /** True while the server drains: new work is refused, what runs is finished. */
  readonly isStopping: () => boolean;
};
