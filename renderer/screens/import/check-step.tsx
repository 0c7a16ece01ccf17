import { useMemo, useState } from 'react';

import type { ImportSummary } from '../../../shared/contracts/desktop/imports.ts';
import { AppError } from '../../../shared/kernel/app-error.ts';
import { useDesktop } from '../../lib/desktop-context.ts';
import { formatNoun } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { showToast } from '../../ui/toast.tsx';
import { StepFooter } from './step-footer.tsx';
import { SummaryCounts, SummaryProgress, SummaryReasons } from './summary-view.tsx';
import { useDryRun } from './use-summary.ts';
import { importRequest, useImportWizard } from './wizard-store.ts';

type CheckStepProps = { readonly onStarted: (importId: string) => void };

/** Every row looked at, nothing written: what the import will do. */
export function CheckStep({ onStarted }: CheckStepProps) {
  const { client } = useDesktop();
  const wizard = useImportWizard();
  const { preview, mapping, clientId, campaignId, mode, onMatch, step } = wizard;
  const request = useMemo(
    () => importRequest({ preview, mapping, clientId, campaignId, mode, onMatch, step }),
    [preview, mapping, clientId, campaignId, mode, onMatch, step],
  );
  const { summary, error, retry } = useDryRun(request);
  const [isStarting, setStarting] = useState(false);
  const isDone = summary?.state === 'finished';
  const taken = (summary?.created ?? 0) + (summary?.updated ?? 0);

  async function start(): Promise<void> {
    if (!request || isStarting) return;
    setStarting(true);
    try {
      const { importId } = await client.imports.start(request);
      onStarted(importId);
      wizard.reset();
    } catch (cause) {
      showToast({ title: 'Not started', description: AppError.from(cause).hint, tone: 'error' });
      setStarting(false);
    }
  }

  return (
    <>
      {error ? (
        <ErrorState
          title="The list could not be checked"
          hint={`${error.hint} Nothing was written.`}
          action={
            error.code === 'not_found' ? (
              <Button onClick={() => wizard.set({ step: 'file' })}>Choose the file again</Button>
            ) : (
              <Button onClick={retry}>Try again</Button>
            )
          }
        />
      ) : (
        <Outcome summary={summary} isDone={isDone} />
      )}
      <StepFooter
        label="Start import"
        onBack={() => wizard.set({ step: 'target' })}
        onNext={() => void start()}
        disabled={!isDone || taken === 0 || isStarting}
        note={
          isDone && taken === 0
            ? 'No row would be imported. Go back and change the columns or what to do.'
            : isDone
              ? `${formatNoun(taken, { one: 'lead', other: 'leads' })} will be written. Refused rows can be saved as a file afterwards.`
              : null
        }
      />
    </>
  );
}

type OutcomeProps = { readonly summary: ImportSummary | null; readonly isDone: boolean };

function Outcome({ summary, isDone }: OutcomeProps) {
  return (
    <>
      <h2 className="text-lg font-semibold">
        {isDone ? 'What will happen' : 'Looking at every row'}{' '}
        <span className="font-normal text-muted">nothing is written yet</span>
      </h2>
      {summary && !isDone ? <SummaryProgress summary={summary} label="Checking the list" /> : null}
      {summary ? (
        <>
          <SummaryCounts summary={summary} planned />
          <SummaryReasons summary={summary} />
        </>
      ) : (
        <p role="status" className="text-sm text-muted">
          Starting to check
        </p>
      )}
    </>
  );
}
