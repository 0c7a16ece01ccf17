import { api } from './base.ts';

export const deviceHandlers = {
  info: api.device.info.handler(async ({ context }) => {
    const { outbox, replica } = await context.workspaces.current();
    const { bytes, rows } = await (await replica.client()).info();
    const { deviceId, bytes: outboxBytes } = outbox.view();
    return {
      dataDir: context.dataDir,
      replicaBytes: bytes,
      outboxBytes,
      replicaRows: rows,
      tokenStore: context.platform.tokens.kind,
      deviceId,
    };
  }),

  rebuildReplica: api.device.rebuildReplica.handler(async ({ context }) => {
    const { replica } = await context.workspaces.current();
    await (await replica.client()).rebuild();
  }),
};
