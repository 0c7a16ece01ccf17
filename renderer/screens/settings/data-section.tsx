import { useEffect, useState } from 'react';

import { AppError } from '../../../shared/kernel/app-error.ts';
import { useDesktopStatus } from '../../hooks/use-desktop-status.ts';
import type { DesktopClient } from '../../lib/desktop-client.ts';
import { useDesktop } from '../../lib/desktop-context.ts';
import { formatBytes, formatNoun, formatTime, NO_VALUE } from '../../lib/format.ts';
import { AlertDialog } from '../../ui/alert-dialog.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { showToast } from '../../ui/toast.tsx';
import { SettingGroup, SettingRow } from './setting-row.tsx';

type DeviceInfo = Awaited<ReturnType<DesktopClient['device']['info']>>;

type InfoState = { readonly info: DeviceInfo | null; readonly error: AppError | null };

function useDeviceInfo(): InfoState & { readonly retry: () => void } {
  const { client } = useDesktop();
  const asOf = useDesktopStatus()?.asOf;
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<InfoState>({ info: null, error: null });
  useEffect(() => {
    let isCurrent = true;
    client.device.info().then(
      (info) => {
        if (isCurrent) setState({ info, error: null });
      },
      (cause: unknown) => {
        if (isCurrent) setState((old) => ({ ...old, error: AppError.from(cause) }));
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [client, attempt, asOf]);
  return { ...state, retry: () => setAttempt((count) => count + 1) };
}

/** What this device keeps, where, and how to load it anew. */
export function DataSection() {
  const { info, error, retry } = useDeviceInfo();
  const status = useDesktopStatus();
  if (error && !info) {
    return (
      <SettingGroup title="Data on this device">
        <ErrorState
          title="The device did not answer"
          hint={error.hint}
          action={<Button onClick={retry}>Try again</Button>}
        />
      </SettingGroup>
    );
  }
  return (
    <SettingGroup title="Data on this device">
      <SettingRow
        label="Data folder"
        description="Holds the local copy, the changes on their way and the logs."
      >
        <span className="font-mono text-xs wrap-anywhere">{info?.dataDir ?? NO_VALUE}</span>
        <Button size="sm" disabled={!info} onClick={() => copyPath(info?.dataDir ?? '')}>
          Copy
        </Button>
      </SettingRow>
      <SettingRow
        label="Replica"
        description={status?.asOf == null ? 'Not loaded yet.' : `Complete as of ${formatTime(status.asOf)}.`}
      >
        {info
          ? `${formatNoun(info.replicaRows, { one: 'row', other: 'rows' })}, ${formatBytes(info.replicaBytes)}`
          : NO_VALUE}
      </SettingRow>
      <SettingRow
        label="Changes on their way"
        description="Kept apart from the replica and never thrown away with it."
      >
        {info ? formatBytes(info.outboxBytes) : NO_VALUE}
      </SettingRow>
      <SettingRow
        label="Rebuild the replica"
        description="Throws the local copy away and loads it again from the server. Changes on their way stay."
      >
        <RebuildButton />
      </SettingRow>
      <SettingRow label="Device" description={status?.deviceName}>
        <span className="font-mono text-xs text-muted">{info?.deviceId ?? NO_VALUE}</span>
      </SettingRow>
    </SettingGroup>
  );
}

function RebuildButton() {
  const { client } = useDesktop();
  const isOnline = useDesktopStatus()?.connection === 'online';
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Rebuild…</Button>
      <AlertDialog
        open={open}
        onOpenChange={setOpen}
        title="Load everything again?"
        description={
          isOnline
            ? 'The local copy is thrown away and loaded from the server. You wait for the load; changes on their way stay.'
            : 'You are offline: after this there is nothing to see until the server answers again. Changes on their way stay.'
        }
        confirmLabel="Rebuild the replica"
        tone={isOnline ? 'primary' : 'danger'}
        onConfirm={() => {
          client.device.rebuildReplica().catch((cause: unknown) => {
            showToast({ title: 'Not rebuilt', description: AppError.from(cause).hint, tone: 'error' });
          });
        }}
      />
    </>
  );
}

function copyPath(path: string): void {
  navigator.clipboard.writeText(path).then(
    () => showToast({ title: 'Path copied' }),
    () =>
      showToast({ title: 'Not copied', description: 'Select the path and copy it by hand.', tone: 'error' }),
  );
}
