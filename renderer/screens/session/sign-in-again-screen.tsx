import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';

import { PageHeader } from '../../components/page-header.tsx';
import { useDesktopStatus } from '../../hooks/use-desktop-status.ts';
import { SignInForm } from './sign-in-form.tsx';

/** Signing in anew while the product stays open: the session ended, the data is still here. */
export function SignInAgainScreen() {
  const navigate = useNavigate();
  const status = useDesktopStatus();
  const isSignedIn = status !== null && status.connection !== 'signed_out';
  useEffect(() => {
    if (isSignedIn) void navigate({ to: '/', replace: true });
  }, [isSignedIn, navigate]);
  return (
    <>
      <PageHeader crumbs={[{ label: 'Sign in again' }]} />
      <div className="mx-auto flex w-full max-w-90 flex-col gap-6 px-6 py-12">
        <p className="text-sm text-muted">
          Your sign-in has ended. What you changed since waits on this device and is sent as soon as you are
          signed in as {status?.person?.email ?? 'the same person'}.
        </p>
        <SignInForm />
      </div>
    </>
  );
}
