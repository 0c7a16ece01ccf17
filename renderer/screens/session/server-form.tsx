import { useState } from 'react';

import { AppError } from '../../../shared/kernel/app-error.ts';
import { useDesktop } from '../../lib/desktop-context.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { completeServerUrl } from './server-address.ts';

type ServerFormProps = {
  readonly serverUrl: string;
  readonly onDone: () => void;
  /** Null at first start, when there is nothing to go back to. */
  readonly onCancel: (() => void) | null;
};

/** Asks for the server and looks whether it is there. */
export function ServerForm({ serverUrl, onDone, onCancel }: ServerFormProps) {
  const { client } = useDesktop();
  const [text, setText] = useState(serverUrl);
  const [error, setError] = useState<string | undefined>();
  const [isChecking, setChecking] = useState(false);

  async function check(): Promise<void> {
    const url = completeServerUrl(text);
    if (url === null) {
      setError('This is not an address. Example: https://growth.example.com');
      return;
    }
    setChecking(true);
    try {
      await client.session.setServer({ url });
      onDone();
    } catch (cause) {
      setError(`${AppError.from(cause).hint} Check the address and your connection.`);
    } finally {
      setChecking(false);
    }
  }

  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void check();
      }}
    >
      <Field label="Server address" error={error}>
        <Input
          autoFocus
          type="url"
          autoComplete="url"
          placeholder="https://growth.example.com"
          value={text}
          onValueChange={(value) => {
            setText(value);
            setError(undefined);
          }}
        />
      </Field>
      <div className="flex justify-end gap-2">
        {onCancel ? <Button onClick={onCancel}>Back</Button> : null}
        <Button type="submit" variant="primary" disabled={isChecking || text.trim() === ''}>
          {isChecking ? <Spinner className="text-on-accent" /> : null}
          Continue <Kbd keys="enter" tone="inverse" />
        </Button>
      </div>
    </form>
  );
}
