import { PageHeader } from '../../components/page-header.tsx';
import { StaleNote } from '../../components/live-content.tsx';
import { useAddressParam } from '../../hooks/use-address.ts';
import { usePermission } from '../../hooks/use-permission.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { CheckStep } from './check-step.tsx';
import { ColumnsStep } from './columns-step.tsx';
import { FileStep } from './file-step.tsx';
import { ImportRun } from './import-run.tsx';
import { ResumeImport } from './resume-import.tsx';
import { StepList } from './step-list.tsx';
import { TargetStep } from './target-step.tsx';
import { useImportWizard } from './wizard-store.ts';

/** A lead list on its way in: choose, map, say where, look at the outcome, start. `?import=` shows one that runs or ran. */
export function ImportScreen() {
  const [importId, setImportId] = useAddressParam('import');
  const [resumeId] = useAddressParam('resume');
  const mayImport = usePermission('create', 'lead_imports');
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Leads', to: '/leads' }, { label: 'Import' }]}
        aside={<StaleNote />}
        tabs={importId === null && resumeId === null && mayImport ? <StepList /> : null}
      />
      <div className="min-h-0 grow overflow-y-auto">
        <div className="mx-auto flex min-h-full max-w-240 flex-col gap-6 px-6 py-6">
          {mayImport ? (
            <Body importId={importId} resumeId={resumeId} onStarted={setImportId} />
          ) : (
            <EmptyState
              title="You can read, not import"
              description="Your role does not allow importing leads. Ask an admin or an account manager."
            />
          )}
        </div>
      </div>
    </>
  );
}

type BodyProps = {
  readonly importId: string | null;
  readonly resumeId: string | null;
  readonly onStarted: (importId: string | null) => void;
};

function Body({ importId, resumeId, onStarted }: BodyProps) {
  const step = useImportWizard((wizard) => wizard.step);
  if (resumeId !== null) return <ResumeImport importId={resumeId} />;
  if (importId !== null) return <ImportRun key={importId} importId={importId} />;
  switch (step) {
    case 'file':
      return <FileStep />;
    case 'columns':
      return <ColumnsStep />;
    case 'target':
      return <TargetStep />;
    case 'check':
      return <CheckStep onStarted={onStarted} />;
  }
}
