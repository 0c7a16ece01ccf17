import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useClientNames } from '../../hooks/use-names.ts';
import { parseCampaignName } from '../../lib/rows/campaign-row.ts';
import { CAMPAIGN_STATUS_WORDS } from '../../lib/words/vocabulary-words.ts';
import { Combobox } from '../../ui/combobox.tsx';
import { Field } from '../../ui/field.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { StepFooter } from './step-footer.tsx';
import { useImportWizard } from './wizard-store.ts';

const MODES = [
  {
    value: 'create',
    label: 'Create only',
    description: 'New leads are added. Rows whose mailbox the client already has are skipped.',
  },
  {
    value: 'update',
    label: 'Update only',
    description: 'Leads the client already has are changed. Other rows are skipped.',
  },
  { value: 'both', label: 'Create and update', description: 'New leads are added, known ones are changed.' },
] as const;

const ON_MATCH = [
  { value: 'skip', label: 'Skip', description: 'The lead stays as it is.' },
  { value: 'fill', label: 'Fill blanks', description: 'Only what the lead does not have yet is taken.' },
  {
    value: 'overwrite',
    label: 'Overwrite',
    description: 'The file wins. Empty cells never erase anything.',
  },
] as const;

/** Whose leads these are, and what happens to those that are there already. */
export function TargetStep() {
  const { clientId, mode, onMatch, set } = useImportWizard();
  const changesNothing = mode === 'update' && onMatch === 'skip';
  return (
    <>
      <Where />
      <How />
      <StepFooter
        label="Check the list"
        onBack={() => set({ step: 'columns' })}
        onNext={() => set({ step: 'check' })}
        disabled={clientId === null || changesNothing}
        note={
          clientId === null
            ? 'Choose the client these leads are for.'
            : changesNothing
              ? '“Update only” and “Skip” together would do nothing.'
              : 'Nothing is written yet: the next step only looks.'
        }
      />
    </>
  );
}

function Where() {
  const { clientId, campaignId, set } = useImportWizard();
  const clients = useClientNames();
  const campaigns = useLiveQuery({
    query: 'campaigns.names',
    args: { clientId },
    parse: parseCampaignName,
    enabled: clientId !== null,
  });
  const campaignOptions = campaigns.status === 'ready' && clientId !== null ? campaigns.rows : [];
  return (
    <div className="grid max-w-160 grid-cols-1 gap-x-10 gap-y-5 narrow:grid-cols-2">
      <Field label="Client" description="Rows are judged by this client’s rules.">
        <Combobox
          aria-label="Client"
          options={clients.map(({ id, company_name: label, client_id: hint }) => ({
            value: id,
            label,
            hint,
          }))}
          value={clientId}
          onValueChange={(id) => set({ clientId: id, campaignId: null })}
        />
      </Field>
      <Field label="Campaign (may be left open)">
        <Combobox
          aria-label="Campaign"
          disabled={clientId === null}
          placeholder={clientId === null ? 'Choose the client first' : 'None'}
          options={campaignOptions.map(({ row }) => ({
            value: row.id,
            label: row.campaign_name,
            hint: CAMPAIGN_STATUS_WORDS[row.status],
          }))}
          value={campaignId}
          onValueChange={(id) => set({ campaignId: id })}
        />
      </Field>
    </div>
  );
}

function How() {
  const { mode, onMatch, set } = useImportWizard();
  return (
    <div className="grid max-w-160 grid-cols-1 gap-x-10 gap-y-5 narrow:grid-cols-2">
      <section aria-labelledby="mode">
        <h2 id="mode" className="mb-2 text-xs font-medium">
          What to do
        </h2>
        <RadioGroup
          aria-labelledby="mode"
          options={MODES}
          value={mode}
          onValueChange={(value) =>
            set({
              mode: value,
              onMatch: value === 'create' ? 'skip' : onMatch === 'skip' ? 'fill' : onMatch,
            })
          }
        />
      </section>
      {mode === 'create' ? null : (
        <section aria-labelledby="on-match">
          <h2 id="on-match" className="mb-2 text-xs font-medium">
            When the client has the lead already
          </h2>
          <RadioGroup
            aria-labelledby="on-match"
            options={ON_MATCH}
            value={onMatch}
            onValueChange={(value) => set({ onMatch: value })}
          />
        </section>
      )}
    </div>
  );
}
