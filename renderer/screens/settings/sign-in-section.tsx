import { useState } from 'react';

import { AppError } from '../../../shared/kernel/app-error.ts';
import { useDesktopStatus } from '../../hooks/use-desktop-status.ts';
import { useDesktop } from '../../lib/desktop-context.ts';
import { formatNoun } from '../../lib/format.ts';
import { AlertDialog } from '../../ui/alert-dialog.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { showToast } from '../../ui/toast.tsx';
import { SettingGroup, SettingRow } from './setting-row.tsx';

const ROLE_WORDS = { admin: 'Admin', account_manager: 'Account manager', viewer: 'Viewer' } as const;

/** Who is signed in, at which server, where the sign-in is kept, and the way out. */
export function SignInSection() {
  const status = useDesktopStatus();
  const person = status?.person;
  return (
    <SettingGroup title="Sign-in">
      <SettingRow label={person?.name ?? 'Nobody'} description={person?.email}>
        {person ? ROLE_WORDS[person.role] : null}
      </SettingRow>
      <SettingRow label="Server">
        <span className="font-mono text-xs wrap-anywhere">{status?.serverUrl}</span>
      </SettingRow>
      <SettingRow
        label="Where the sign-in is kept"
        description={
          status?.tokenStore === 'file'
            ? 'This computer offers no keychain. Whoever can read your files can act as you; lock your screen.'
            : 'Only this program can read it.'
        }
      >
        {status?.tokenStore === 'file' ? 'In a file only your user can read' : 'In the keychain'}
      </SettingRow>
      <SettingRow
        label="Sign out"
        description="Your data stays on this device for the next time, unless you remove it."
      >
        <SignOutButton pending={status?.pending ?? 0} />
      </SettingRow>
    </SettingGroup>
  );
}

function SignOutButton({ pending }: { readonly pending: number }) {
  const { client } = useDesktop();
  const [open, setOpen] = useState(false);
  const [wipe, setWipe] = useState(false);
  const losesChanges = wipe && pending > 0;

  function signOut(): void {
    client.session.signOut({ wipe, discard: losesChanges }).catch((cause: unknown) => {
      showToast({ title: 'Not signed out', description: AppError.from(cause).hint, tone: 'error' });
    });
  }

  return (
    <>
      <Button
        onClick={() => {
          setWipe(false);
          setOpen(true);
        }}
      >
        Sign out…
      </Button>
      <AlertDialog
        open={open}
        onOpenChange={setOpen}
        title="Sign out?"
        description={
          <span className="flex flex-col gap-3">
            <span>{pendingText(pending)}</span>
            <label className="flex items-start gap-2.5 text-text">
              <Checkbox className="mt-0.5" checked={wipe} onCheckedChange={setWipe} />
              <span>Also remove my data from this device</span>
            </label>
            {losesChanges ? (
              <span role="alert" className="font-medium text-critical">
                {formatNoun(pending, { one: 'change has', other: 'changes have' })} not reached the server and
                will be lost.
              </span>
            ) : null}
          </span>
        }
        confirmLabel={losesChanges ? 'Sign out and lose them' : wipe ? 'Sign out and remove' : 'Sign out'}
        tone={wipe ? 'danger' : 'primary'}
        onConfirm={signOut}
      />
    </>
  );
}

function pendingText(pending: number): string {
  if (pending === 0) return 'Everything you changed is on the server.';
  return `${formatNoun(pending, { one: 'change waits', other: 'changes wait' })} on this device and will be sent when you sign in here again.`;
}
