import { formatCount } from '../lib/format.ts';
import { Button } from '../ui/button.tsx';
import { Progress } from '../ui/progress.tsx';

type WorkBarProps = {
  readonly label: string;
  readonly done: number;
  /** 0 while the amount of work is not known. */
  readonly total: number;
  readonly onCancel: () => void;
};

/** Work on many rows under way on this screen: how far it is, and a stop. */
export function WorkBar({ label, done, total, onCancel }: WorkBarProps) {
  return (
    <div
      role="status"
      className="flex h-11 shrink-0 items-center gap-3 border-t border-border bg-raised px-4 text-sm"
    >
      <span className="font-medium">{label}</span>
      <Progress label={label} done={done} total={total === 0 ? null : total} className="max-w-80" />
      <span className="whitespace-nowrap text-muted">
        {total === 0 ? 'Counting…' : `${formatCount(done)} of ${formatCount(total)}`}
      </span>
      <Button size="sm" variant="ghost" className="ml-auto" onClick={onCancel}>
        Stop
      </Button>
    </div>
  );
}
