import { zodResolver } from '@hookform/resolvers/zod';
import { CircleAlertIcon } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';

import { AppError } from '../../../shared/kernel/app-error.ts';
import { useDesktop } from '../../lib/desktop-context.ts';
import { Button } from '../../ui/button.tsx';
import { FormField } from '../../ui/form.tsx';
import { Input } from '../../ui/input.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { showToast } from '../../ui/toast.tsx';

const schema = z.object({
  email: z.email('Enter your e-mail address.'),
  password: z.string().min(1, 'Enter your password.').max(256, 'At most 256 characters.'),
});
type SignIn = z.infer<typeof schema>;

/** E-mail and password. Paste and password managers work; the desktop decides whether it goes through offline. */
export function SignInForm() {
  const { client } = useDesktop();
  const [error, setError] = useState<string | null>(null);
  const form = useForm<SignIn>({
    resolver: zodResolver(schema),
    defaultValues: { email: '', password: '' },
  });

  async function signIn(values: SignIn): Promise<void> {
    setError(null);
    try {
      const { offline } = await client.session.signIn(values);
      if (offline) {
        showToast({
          title: 'Signed in without a connection',
          description: 'You see what this device had last. Changes wait here until the server answers.',
        });
      }
    } catch (cause) {
      setError(AppError.from(cause).hint);
    }
  }

  const isBusy = form.formState.isSubmitting;
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => void form.handleSubmit(signIn)(event)}
    >
      <FormField control={form.control} name="email" label="E-mail">
        {(field) => <Input autoFocus type="email" autoComplete="username" {...field} />}
      </FormField>
      <FormField control={form.control} name="password" label="Password">
        {(field) => <Input type="password" autoComplete="current-password" {...field} />}
      </FormField>
      {error === null ? null : (
        <p role="alert" className="flex gap-2 text-sm">
          <CircleAlertIcon aria-hidden className="mt-0.5 size-4 shrink-0 text-critical" />
          <span>{error}</span>
        </p>
      )}
      <Button type="submit" variant="primary" size="lg" disabled={isBusy}>
        {isBusy ? <Spinner className="text-on-accent" /> : null}
        Sign in <Kbd keys="enter" tone="inverse" />
      </Button>
    </form>
  );
}
