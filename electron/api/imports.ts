import { api, endOf } from './base.ts';

export const importHandlers = {
  upload: api.imports.upload.handler(({ context, input }) => context.imports.upload(input)),
  open: api.imports.open.handler(({ context, input }) => context.imports.open(input.path)),
  dryRun: api.imports.dryRun.handler(({ context, input, signal }) =>
    context.imports.dryRun(input, endOf(signal)),
  ),
  start: api.imports.start.handler(({ context, input }) => context.imports.start(input)),
  watch: api.imports.watch.handler(({ context, input, signal }) =>
    context.imports.watch(input.importId, endOf(signal)),
  ),
  list: api.imports.list.handler(({ context }) => context.imports.list()),
  cancel: api.imports.cancel.handler(({ context, input }) => context.imports.cancel(input.importId)),
  resume: api.imports.resume.handler(({ context, input }) => context.imports.resume(input.importId)),
  refused: api.imports.refused.handler(({ context, input }) => context.imports.refused(input.importId)),
};
