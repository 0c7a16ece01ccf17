import type { UploadRequest, UploadResponse } from '../../../shared/contracts/server/mutations.ts';
import type { AppError } from '../../../shared/kernel/app-error.ts';
import type { Settlement } from '../../replica/types.ts';
import type { Trouble } from '../connectivity/trouble.ts';

/** The server as the uploader needs it. Throws AppError (electron/session/server-api.ts). */
export type UploadServer = {
  readonly upload: (request: UploadRequest, signal: AbortSignal) => Promise<UploadResponse>;
};

export type UploadReplica = {
  readonly settle: (settlements: readonly Settlement[]) => Promise<void>;
  readonly markSent: (ids: readonly string[]) => Promise<void>;
};

/** What else has to happen when the server says something about the person, the device or itself. */
export type UploadEvents = {
  /** Whether the server is there at all, asked with a request that may be lost without doubt about any change. */
  readonly probe: () => Promise<'there' | 'refused' | Trouble>;
  /** 401: true when there is a token to go on with. */
  readonly refreshToken: () => Promise<boolean>;
  /** 403: reads the session again and presents the device again. True when asking once more may help. */
  readonly regainAccess: () => Promise<boolean>;
  /** The server was restored: the session must be read again. */
  readonly rereadSession: () => void;
  readonly newDeviceId: () => string;
  readonly deviceChanged: (deviceId: string) => Promise<void>;
  /** A fault of this machine (its disk, its replica), for people to see; null when it is over. */
  readonly localFault: (error: AppError | null) => void;
  /** Everything there was has been answered. */
  readonly drained: () => void;
};
