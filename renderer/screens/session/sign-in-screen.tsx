import { useState } from 'react';

import type { DesktopStatus } from '../../lib/desktop-client.ts';
import { Button } from '../../ui/button.tsx';
import { ServerForm } from './server-form.tsx';
import { SessionPage } from './session-page.tsx';
import { SignInForm } from './sign-in-form.tsx';

type SignInScreenProps = { readonly status: DesktopStatus };

/** First the server, once; then e-mail and password. */
export function SignInScreen({ status }: SignInScreenProps) {
  const [isChanging, setChanging] = useState(status.serverUrl === '');
  if (isChanging) {
    return (
      <SessionPage
        title="Which server does your agency use?"
        lead="Its address is in your invitation. You are asked once on this device."
      >
        <ServerForm
          serverUrl={status.serverUrl}
          onDone={() => setChanging(false)}
          onCancel={status.serverUrl === '' ? null : () => setChanging(false)}
        />
      </SessionPage>
    );
  }
  return (
    <SessionPage
      title="Sign in"
      lead={
        <span className="flex items-center gap-1">
          <span className="min-w-0 truncate">to {hostOf(status.serverUrl)}</span>
          <Button size="sm" variant="ghost" className="text-accent" onClick={() => setChanging(true)}>
            Change
          </Button>
        </span>
      }
      footer={<SignInNotes tokenStore={status.tokenStore} />}
    >
      <SignInForm />
    </SessionPage>
  );
}

function SignInNotes({ tokenStore }: Pick<DesktopStatus, 'tokenStore'>) {
  return (
    <div className="flex flex-col gap-2">
      <p>
        Without a connection you can sign in here as the person who last used this device, with the same
        password.
      </p>
      <p>
        {tokenStore === 'file'
          ? 'This computer offers no keychain, so the sign-in is kept in a file that only your user can read.'
          : 'The sign-in is kept in this computer’s keychain.'}
      </p>
    </div>
  );
}

function hostOf(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/\/$/, '');
}
