/** Routes of the service: `/`, `/v1/health` and `/v1/shape`, from a Fetch request to a Fetch response. */
import { AppError } from '../../../shared/kernel/app-error.ts';
import type { ShapeDefinition } from '../shape/definition.ts';
import type { Shape } from '../shape/shape.ts';
import { invalidRequest } from '../request/errors.ts';
import { readParameters, type Parameters } from '../request/parameters.ts';
import { parseDefinition, parseShapeRequest, readScalars } from '../request/shape-request.ts';
import type { ShapeModes } from '../shape/definition.ts';
import { readJsonBody } from './body.ts';
import {
  badBodyReply,
  deletedReply,
  errorReply,
  healthReply,
  messageReply,
  notFoundReply,
  preflightReply,
  rootReply,
  type HealthStatus,
} from './replies.ts';
import { serveShape, type ServeDependencies } from './serve-shape.ts';

export type HandlerDependencies = ServeDependencies & {
  readonly health: () => HealthStatus;
  /** Resolves to false when the service is not ready in time. */
  readonly whenReady: () => Promise<boolean>;
  readonly resolve: (definition: ShapeDefinition, modes: ShapeModes, isFirst: boolean) => Promise<Shape>;
  readonly endHandles: (ids: readonly string[]) => Promise<void>;
  readonly onFault: (cause: unknown) => void;
};

export type ShapeHandler = (request: Request, definition?: ShapeDefinition) => Promise<Response>;

export function createHandler(dependencies: HandlerDependencies): ShapeHandler {
  let open = 0;
  const shape = async (request: Request, definition: ShapeDefinition | undefined): Promise<Response> => {
    if (open >= dependencies.options.maxOpenRequests) {
      return errorReply(new AppError('rate_limited', 'too many open requests'), request.method);
    }
    open += 1;
    try {
      return await answer(dependencies, request, definition);
    } catch (cause) {
      const reply = errorReply(cause, request.method);
      if (reply.status >= 500) dependencies.onFault(cause);
      return reply;
    } finally {
      open -= 1;
    }
  };
  return async (request, definition) => {
    if (definition !== undefined) return shape(request, definition);
    const { pathname } = new URL(request.url);
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (pathname === '/v1/shape') return shape(request, undefined);
    if (pathname === '/' && isRead) return rootReply();
    if (pathname === '/v1/health' && isRead) {
      return healthReply(dependencies.health(), request.method === 'HEAD');
    }
    return notFoundReply();
  };
}

async function answer(
  dependencies: HandlerDependencies,
  request: Request,
  definition: ShapeDefinition | undefined,
): Promise<Response> {
  const parameters = readParameters(new URL(request.url).searchParams);
  switch (request.method) {
    case 'OPTIONS':
      return preflightReply(request);
    case 'DELETE':
      return removeShape(dependencies, parameters);
    case 'GET':
    case 'HEAD':
    case 'POST':
      break;
    default:
      return notFoundReply();
  }
  const body = await readJsonBody(request);
  if (!body.ok) return badBodyReply(body.error);
  const asked = parseShapeRequest({ parameters, body: body.value, definition });
  await ready(dependencies);
  const shape = await dependencies.resolve(asked.definition, asked.modes, asked.offset.kind === 'start');
  return serveShape(dependencies, request, asked, shape);
}

async function ready(dependencies: HandlerDependencies): Promise<void> {
  if (await dependencies.whenReady()) return;
  throw new AppError('unavailable', 'Timeout waiting for Postgres lock acquisition', {
    hint: 'The database cannot be reached at the moment.',
  });
}

async function removeShape(dependencies: HandlerDependencies, parameters: Parameters): Promise<Response> {
  if (!dependencies.options.allowDelete) return messageReply(405, 'DELETE not allowed');
  const scalars = readScalars(parameters);
  if (scalars.table === undefined && scalars.handle === undefined) {
    throw invalidRequest({ handle: ["can't be blank when shape definition is missing"] });
  }
  await ready(dependencies);
  const id = await findId(dependencies, parameters, scalars);
  if (id === undefined) return messageReply(404, 'No existing shape found');
  await dependencies.endHandles([id]);
  return deletedReply();
}

async function findId(
  dependencies: HandlerDependencies,
  parameters: Parameters,
  scalars: ReturnType<typeof readScalars>,
): Promise<string | undefined> {
  const { registry } = dependencies;
  if (scalars.table === undefined) return registry.find(scalars.handle ?? '')?.id;
  const modes: ShapeModes = {
    replica: scalars.replica === 'full' ? 'full' : 'default',
    log: scalars.log === 'changes_only' ? 'changes_only' : 'full',
  };
  const shape = await dependencies.resolve(parseDefinition(parameters, scalars), modes, true);
  const current = registry.current(shape.key)?.id;
  return scalars.handle === undefined || scalars.handle === current ? current : undefined;
}
