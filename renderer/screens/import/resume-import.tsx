import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';

import { AppError } from '../../../shared/kernel/app-error.ts';
import { useDesktop } from '../../lib/desktop-context.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Spinner } from '../../ui/spinner.tsx';

/** Goes on with an interrupted import and shows it. */
export function ResumeImport({ importId }: { readonly importId: string }) {
  const { client } = useDesktop();
  const navigate = useNavigate();
  const [error, setError] = useState<AppError | null>(null);
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    const show = () => void navigate({ to: '/leads/import', search: { import: importId }, replace: true });
    client.imports.resume({ importId }).then(show, (cause: unknown) => setError(AppError.from(cause)));
  }, [client, importId, navigate]);
  if (error === null) {
    return (
      <p role="status" className="flex items-center gap-2 py-12 text-sm text-muted">
        <Spinner /> Going on where the import stopped
      </p>
    );
  }
  return (
    <ErrorState
      title="The import cannot go on"
      hint={`${error.hint} What was imported before stays.`}
      action={
        <Button onClick={() => void navigate({ to: '/leads/import', search: {}, replace: true })}>
          Back to importing
        </Button>
      }
    />
  );
}
