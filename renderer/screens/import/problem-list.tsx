import { CircleAlertIcon, TriangleAlertIcon } from 'lucide-react';

import type { ImportPreview } from '../../../shared/contracts/desktop/imports.ts';

type ProblemListProps = { readonly problems: ImportPreview['problems'] };

/** What a person should know about the file before going on; the ones that stop the import first. */
export function ProblemList({ problems }: ProblemListProps) {
  if (problems.length === 0) return null;
  const ordered = problems.toSorted((left, right) => Number(right.blocking) - Number(left.blocking));
  return (
    <ul aria-label="Problems of the file" className="flex flex-col gap-1.5">
      {ordered.map((problem) => (
        <li key={`${problem.code} ${problem.text}`} className="flex gap-2 text-sm">
          {problem.blocking ? (
            <CircleAlertIcon aria-label="Stops the import" className="mt-0.5 size-4 shrink-0 text-critical" />
          ) : (
            <TriangleAlertIcon aria-label="Note" className="mt-0.5 size-4 shrink-0 text-at-risk" />
          )}
          <span className={problem.blocking ? 'font-medium' : undefined}>{problem.text}</span>
        </li>
      ))}
    </ul>
  );
}
