import { FolderInputIcon, TagIcon, Trash2Icon, CircleDotIcon } from 'lucide-react';
import { useState } from 'react';

import { useCommands } from '../../app/commands/use-commands.ts';
import { useCampaignNames, useClientNames } from '../../hooks/use-names.ts';
import { LEAD_STATUS_WORDS, optionsOf } from '../../lib/words/vocabulary-words.ts';
import { Button } from '../../ui/button.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { Popover } from '../../ui/popover.tsx';
import type { BulkEdit } from './bulk-plan.ts';

type BulkActionsProps = { readonly onEdit: (edit: BulkEdit) => void };

const STATUSES = optionsOf(LEAD_STATUS_WORDS);

/** What can be done with all selected leads at once. */
export function BulkActions({ onEdit }: BulkActionsProps) {
  const [open, setOpen] = useState<'status' | 'campaign' | 'label' | null>(null);
  const toggle = (name: 'status' | 'campaign' | 'label') => (next: boolean) => setOpen(next ? name : null);
  useBulkCommands(onEdit, setOpen);
  return (
    <>
      <Menu
        open={open === 'status'}
        onOpenChange={toggle('status')}
        trigger={
          <Button size="sm">
            <CircleDotIcon /> Status <Kbd keys="s" />
          </Button>
        }
      >
        {STATUSES.map(({ value, label }) => (
          <MenuItem key={value} onSelect={() => onEdit({ kind: 'status', status: value })}>
            {label}
          </MenuItem>
        ))}
      </Menu>
      <CampaignButton open={open === 'campaign'} onOpenChange={toggle('campaign')} onEdit={onEdit} />
      <LabelButton open={open === 'label'} onOpenChange={toggle('label')} onEdit={onEdit} />
      <Button size="sm" variant="danger" onClick={() => onEdit({ kind: 'trash' })}>
        <Trash2Icon /> Move to trash <Kbd keys="#" />
      </Button>
    </>
  );
}

type LayerProps = BulkActionsProps & {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
};

function CampaignButton({ open, onOpenChange, onEdit }: LayerProps) {
  return (
    <Popover
      title="Give to a campaign"
      open={open}
      onOpenChange={onOpenChange}
      align="end"
      trigger={
        <Button size="sm">
          <FolderInputIcon /> Campaign <Kbd keys="a" />
        </Button>
      }
    >
      <CampaignPicker
        onPick={(edit) => {
          onOpenChange(false);
          onEdit(edit);
        }}
      />
    </Popover>
  );
}

function LabelButton({ open, onOpenChange, onEdit }: LayerProps) {
  return (
    <Popover
      title="Add a label"
      open={open}
      onOpenChange={onOpenChange}
      align="end"
      trigger={
        <Button size="sm">
          <TagIcon /> Label <Kbd keys="l" />
        </Button>
      }
    >
      <LabelForm
        onAdd={(label) => {
          onOpenChange(false);
          onEdit({ kind: 'label', label });
        }}
      />
    </Popover>
  );
}

function useBulkCommands(
  onEdit: (edit: BulkEdit) => void,
  open: (name: 'status' | 'campaign' | 'label') => void,
): void {
  const group = 'Selected leads';
  useCommands([
    { id: 'leads.status', title: 'Set status…', group, shortcut: 's', run: () => open('status') },
    { id: 'leads.campaign', title: 'Give to a campaign…', group, shortcut: 'a', run: () => open('campaign') },
    { id: 'leads.label', title: 'Add a label…', group, shortcut: 'l', run: () => open('label') },
    {
      id: 'leads.trash',
      title: 'Move to the trash',
      group,
      shortcut: '#',
      run: () => onEdit({ kind: 'trash' }),
    },
  ]);
}

/** Campaigns of all clients; leads of other clients than the chosen campaign's are left alone. */
function CampaignPicker({ onPick }: { readonly onPick: (edit: BulkEdit) => void }) {
  const campaigns = useCampaignNames();
  const clients = useClientNames();
  return (
    <>
      <Combobox
        aria-label="Campaign"
        placeholder="Type to find a campaign…"
        options={campaigns.map((campaign) => ({
          value: campaign.id,
          label: campaign.campaign_name,
          hint: clients.find((client) => client.id === campaign.client_id)?.company_name,
        }))}
        value={null}
        onValueChange={(id) => {
          const campaign = campaigns.find((one) => one.id === id);
          if (campaign) onPick({ kind: 'campaign', campaignId: campaign.id, clientId: campaign.client_id });
        }}
      />
      <p className="mt-2 text-xs text-muted">Leads of another client than the campaign’s are left alone.</p>
    </>
  );
}

function LabelForm({ onAdd }: { readonly onAdd: (label: string) => void }) {
  const [label, setLabel] = useState('');
  return (
    <form
      className="flex items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (label.trim() !== '') onAdd(label.trim());
      }}
    >
      <Field label="Label" className="grow">
        <Input autoFocus maxLength={60} value={label} onValueChange={setLabel} />
      </Field>
      <Button type="submit" variant="primary" disabled={label.trim() === ''}>
        Add
      </Button>
    </form>
  );
}
