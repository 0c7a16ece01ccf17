import { CSPProvider } from '@base-ui/react/csp-provider';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';

import { DesktopContext } from '../lib/desktop-context.ts';
import type { Desktop } from '../lib/desktop-context.ts';
import { SessionGate } from '../screens/session/session-gate.tsx';
import { ToastProvider } from '../ui/toast.tsx';
import { TooltipProvider } from '../ui/tooltip.tsx';
import { createAppRouter } from './router.tsx';
import { useThemeOnDocument } from './theme/use-theme.ts';

/** The whole window over one desktop. */
export function Application({ desktop }: { readonly desktop: Desktop }) {
  const [router] = useState(createAppRouter);
  useThemeOnDocument();
  return (
    <CSPProvider disableStyleElements>
      <DesktopContext value={desktop}>
        <TooltipProvider>
          <ToastProvider>
            <SessionGate>
              <RouterProvider router={router} />
            </SessionGate>
          </ToastProvider>
        </TooltipProvider>
      </DesktopContext>
    </CSPProvider>
  );
}
