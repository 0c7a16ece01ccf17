import { useState } from 'react';

import { TRASH_DAYS } from '../../../shared/domain/trash/trash.ts';
import { StaleNote } from '../../components/live-content.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { TabPanel, Tabs } from '../../ui/tabs.tsx';
import { TrashedLeads } from './trashed-leads.tsx';
import { TrashedNotes } from './trashed-notes.tsx';

const TABS = [
  { value: 'leads', label: 'Leads' },
  { value: 'notes', label: 'Notes' },
] as const;

/** What was deleted in the last 30 days, by whom, and the way back. */
export function TrashScreen() {
  const [tab, setTab] = useState<'leads' | 'notes'>('leads');
  return (
    <>
      <PageHeader crumbs={[{ label: 'Trash' }]} aside={<StaleNote />} />
      <p className="shrink-0 px-4 pt-3 pb-1 text-sm text-muted">
        What is deleted stays here for {TRASH_DAYS} days and is then removed for good, on every device.
      </p>
      <Tabs
        tabs={TABS}
        value={tab}
        onValueChange={setTab}
        label="Trash"
        className="min-h-0 grow [&>[role=tablist]]:px-4"
      >
        <TabPanel value="leads" className="flex flex-col">
          <TrashedLeads />
        </TabPanel>
        <TabPanel value="notes" className="overflow-y-auto px-4 py-3">
          <TrashedNotes />
        </TabPanel>
      </Tabs>
    </>
  );
}
