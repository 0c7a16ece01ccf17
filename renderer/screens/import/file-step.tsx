import { FileUpIcon } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { DragEvent } from 'react';

import { AppError } from '../../../shared/kernel/app-error.ts';
import { useCommands } from '../../app/commands/use-commands.ts';
import { useAddressParam } from '../../hooks/use-address.ts';
import { useClientNames } from '../../hooks/use-names.ts';
import { cn } from '../../lib/class-names.ts';
import { useDesktop } from '../../lib/desktop-context.ts';
import { formatBytes, formatPercent } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Progress } from '../../ui/progress.tsx';
import { OpenImports } from './open-imports.tsx';
import { uploadList } from './upload-list.ts';
import { useImportWizard } from './wizard-store.ts';

type Upload = { readonly name: string; readonly done: number; readonly total: number };

/** Chooses or drops the list, and hands it to the desktop. */
export function FileStep() {
  const { upload, error, take, cancel, clear } = useUpload(useAskedClient());
  if (upload) {
    return (
      <div role="status" className="mx-auto flex w-full max-w-120 flex-col gap-3 py-16">
        <p className="text-base font-medium">Reading {upload.name}</p>
        <Progress label={`Reading ${upload.name}`} done={upload.done} total={upload.total} />
        <p className="flex items-center justify-between text-sm text-muted">
          {formatBytes(upload.done)} of {formatBytes(upload.total)} ·{' '}
          {formatPercent(upload.total === 0 ? 0 : upload.done / upload.total, 0)}
          <Button size="sm" variant="ghost" onClick={cancel}>
            Stop
          </Button>
        </p>
      </div>
    );
  }
  return (
    <>
      {error ? (
        <ErrorState
          title="This file cannot be imported"
          hint={`${error.hint} Nothing was imported.`}
          className="py-4"
          action={<Button onClick={clear}>Dismiss</Button>}
        />
      ) : null}
      <OpenImports />
      <DropZone onFile={take} />
    </>
  );
}

/** The client whose page a person came from; an address can also name one that is not there, or not theirs. */
function useAskedClient(): string | null {
  const [asked] = useAddressParam('client');
  const clients = useClientNames();
  return clients.find(({ id }) => id === asked)?.id ?? null;
}

function useUpload(clientId: string | null) {
  const { client } = useDesktop();
  const accept = useImportWizard((wizard) => wizard.take);
  const [upload, setUpload] = useState<Upload | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);

  async function run(file: File): Promise<void> {
    const controller = new AbortController();
    abort.current = controller;
    setError(null);
    setUpload({ name: file.name, done: 0, total: file.size });
    try {
      const preview = await uploadList(
        {
          imports: client.imports,
          signal: controller.signal,
          onProgress: (done) => setUpload({ name: file.name, done, total: file.size }),
        },
        file,
      );
      if (controller.signal.aborted) return;
      accept(preview, clientId);
    } catch (cause) {
      if (!controller.signal.aborted) setError(AppError.from(cause));
    } finally {
      setUpload(null);
    }
  }

  return {
    upload,
    error,
    take: (file: File) => void run(file),
    cancel: () => abort.current?.abort(),
    clear: () => setError(null),
  };
}

function DropZone({ onFile }: { readonly onFile: (file: File) => void }) {
  const inputRef = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const choose = () => inputRef.current?.click();
  useCommands([
    { id: 'import.choose', title: 'Choose a file…', group: 'Import', shortcut: 'o', run: choose },
  ]);

  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) onFile(file);
  }

  return (
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cn(
        'flex flex-col items-center gap-3 rounded-panel border border-dashed border-control px-6 py-16 text-center',
        isOver && 'border-accent bg-selected',
      )}
    >
      <FileUpIcon aria-hidden className="size-6 text-muted" />
      <p className="text-base font-medium">Drop a lead list here</p>
      <p className="max-w-110 text-sm text-muted">
        CSV or a similar text file of any size, in any usual encoding, separated by comma, semicolon or tab.
        It needs a column with e-mail addresses. Nothing is imported before you have seen what will happen.
      </p>
      <Button variant="primary" className="mt-2" onClick={choose}>
        Choose a file <Kbd keys="o" tone="inverse" />
      </Button>
      <input
        ref={inputRef}
        type="file"
        aria-label="CSV file"
        accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
    </div>
  );
}
