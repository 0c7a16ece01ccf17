import type { ReactNode } from 'react';

import { useCommands } from '../../app/commands/use-commands.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';

type StepFooterProps = {
  readonly label: string;
  readonly onNext: () => void;
  readonly disabled?: boolean | undefined;
  readonly onBack: () => void;
  /** Why it cannot go on, or what happens next. */
  readonly note?: ReactNode;
};

/** The way on and the way back of a step. */
export function StepFooter({ label, onNext, disabled = false, onBack, note }: StepFooterProps) {
  useCommands([
    {
      id: 'import.next',
      title: label,
      group: 'Import',
      shortcut: 'mod+enter',
      inInputs: true,
      when: () => !disabled,
      run: onNext,
    },
  ]);
  return (
    <div className="sticky bottom-0 -mx-6 mt-auto -mb-6 flex items-center gap-3 border-t border-border bg-bg px-6 py-3">
      <div className="min-w-0 grow text-sm text-muted" role="status">
        {note}
      </div>
      <Button onClick={onBack}>Back</Button>
      <Button variant="primary" disabled={disabled} onClick={onNext}>
        {label} <Kbd keys="mod+enter" tone="inverse" />
      </Button>
    </div>
  );
}
