import { cn } from '../../lib/class-names.ts';
import { STEPS, useImportWizard } from './wizard-store.ts';
import type { Step } from './wizard-store.ts';

const WORDS: Readonly<Record<Step, string>> = {
  file: 'File',
  columns: 'Columns',
  target: 'Where to',
  check: 'Check',
};

/** Where in the import a person is; steps already done can be gone back to. */
export function StepList() {
  const { step, set } = useImportWizard();
  const current = STEPS.indexOf(step);
  return (
    <ol aria-label="Steps" className="flex items-stretch gap-1">
      {STEPS.map((one, index) => (
        <li key={one} className="flex items-stretch">
          <button
            type="button"
            disabled={index > current}
            aria-current={index === current ? 'step' : undefined}
            onClick={() => set({ step: one })}
            className={cn(
              'focus-inset relative flex items-center gap-1.5 rounded-control px-2 text-sm text-muted enabled:hover:text-text disabled:cursor-default',
              index === current &&
                'font-medium text-text after:absolute after:inset-x-2 after:-bottom-px after:h-0.5 after:bg-accent',
            )}
          >
            <span className="font-normal">{index + 1}</span> {WORDS[one]}
          </button>
        </li>
      ))}
    </ol>
  );
}
