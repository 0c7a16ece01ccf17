import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';

import { AppError } from '../../shared/kernel/app-error.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { SCREENS } from './routes.tsx';
import { NotFoundScreen } from './not-found-screen.tsx';
import { Shell } from './shell/shell.tsx';

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: NotFoundScreen });

const screenRoutes = SCREENS.map((screen) =>
  createRoute({
    getParentRoute: () => rootRoute,
    path: screen.path,
    component: lazyRouteComponent(async () => ({ default: await screen.load() })),
    staticData: { title: screen.title },
  }),
);

/**
 * Routes live behind `#`, so that the same build works from a file, from the desktop's own address and from
 * loopback.
 */
export function createAppRouter() {
  return createRouter({
    routeTree: rootRoute.addChildren(screenRoutes),
    history: createHashHistory(),
    defaultPreload: 'intent',
    defaultPendingMs: 150,
    defaultErrorComponent: ({ error, reset }) => (
      <ErrorState
        title="This screen stopped"
        hint={`${AppError.from(error).hint} Your changes are safe on this device.`}
        action={
          <button type="button" onClick={reset}>
            Try again
          </button>
        }
      />
    ),
  });
}

export type AppRouter = ReturnType<typeof createAppRouter>;

declare module '@tanstack/react-router' {
  // The library's own extension points are interfaces.
  // oxlint-disable-next-line typescript/consistent-type-definitions
  interface StaticDataRouteOption {
    readonly title?: string;
  }
}
