/** Brings handles back after a restart; one whose table has changed meanwhile is over. */
import type { ShapeModes, ShapeDefinition } from '../shape/definition.ts';
import type { Shape } from '../shape/shape.ts';
import { parameterErrors } from '../request/errors.ts';
import { createHandle } from './handle.ts';
import type { HandleStore } from './handle-store.ts';
import type { HandleRegistry } from './registry.ts';

export type Resolve = (definition: ShapeDefinition, modes: ShapeModes) => Promise<Shape>;

/** Gives the number of handles that are served again. */
export async function restoreHandles(
  store: HandleStore,
  registry: HandleRegistry,
  resolve: Resolve,
): Promise<number> {
  const gone: string[] = [];
  let count = 0;
  const writing = registry
    .all()
    .flatMap((handle) => (handle.progress().kind === 'writing' ? [handle.id] : []));
  for (const stored of await store.load(writing)) {
    const known = registry.find(stored.id);
    const { replica, log, ...definition } = stored.definition;
    const shape = known?.shape ?? (await resolveIfThere(resolve, definition, { replica, log }));
    if (shape?.key !== stored.shapeKey) {
      gone.push(stored.id);
      continue;
    }
    count += 1;
    const progress = stored.hasRows
      ? ({ kind: 'done', chunks: stored.chunks } as const)
      : ({ kind: 'lost' } as const);
    if (known === undefined) {
      registry.add(
        createHandle(stored.id, { shape, startLsn: stored.startLsn, window: stored.window }, progress),
      );
    } else if (!stored.hasRows) {
      registry.markLost(stored.id);
    }
  }
  if (gone.length > 0) await store.remove(gone);
  return count;
}

async function resolveIfThere(
  resolve: Resolve,
  definition: ShapeDefinition,
  modes: ShapeModes,
): Promise<Shape | undefined> {
  try {
    return await resolve(definition, modes);
  } catch (cause) {
    if (parameterErrors(cause) !== undefined) return undefined;
    throw cause;
  }
}
