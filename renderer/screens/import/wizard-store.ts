import { create } from 'zustand';

import type { ImportPreview, ImportRequest } from '../../../shared/contracts/desktop/imports.ts';
import { guessedMapping, requestMapping } from './column-mapping.ts';
import type { Mapping } from './column-mapping.ts';

export const STEPS = ['file', 'columns', 'target', 'check'] as const;
export type Step = (typeof STEPS)[number];

type WizardState = {
  readonly step: Step;
  readonly preview: ImportPreview | null;
  readonly mapping: Mapping;
  readonly clientId: string | null;
  readonly campaignId: string | null;
  readonly mode: ImportRequest['mode'];
  readonly onMatch: ImportRequest['onMatch'];
};

type Wizard = WizardState & {
  /** A file was read. What was answered for an earlier file stays; `clientId` is where a person came from. */
  readonly take: (preview: ImportPreview, clientId: string | null) => void;
  readonly set: (change: Partial<WizardState>) => void;
  readonly reset: () => void;
};

const FRESH: WizardState = {
  step: 'file',
  preview: null,
  mapping: [],
  clientId: null,
  campaignId: null,
  mode: 'create',
  onMatch: 'skip',
};

/** An import being prepared. It outlives its screen, so that looking something up elsewhere loses nothing. */
export const useImportWizard = create<Wizard>()((set) => ({
  ...FRESH,
  take: (preview, clientId) =>
    set((old) => ({
      step: 'columns',
      preview,
      mapping: guessedMapping(preview),
      clientId: clientId ?? old.clientId,
      campaignId: clientId === null || clientId === old.clientId ? old.campaignId : null,
    })),
  set: (change) => set(change),
  reset: () => set(FRESH),
}));

/** What the desktop is asked to import; null while something is missing. */
export function importRequest(wizard: WizardState): ImportRequest | null {
  const { preview, clientId, campaignId, mapping, mode, onMatch } = wizard;
  if (!preview || clientId === null) return null;
  return { fileId: preview.fileId, clientId, campaignId, mapping: requestMapping(mapping), mode, onMatch };
}
