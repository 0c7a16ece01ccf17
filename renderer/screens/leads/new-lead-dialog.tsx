import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod';

import { uuidV7 } from '../../../shared/kernel/ids.ts';
import { useClientNames } from '../../hooks/use-names.ts';
import { useMutation } from '../../hooks/use-mutation.ts';
import type { Change } from '../../hooks/use-mutation.ts';
import { Button } from '../../ui/button.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FormField } from '../../ui/form.tsx';
import { Input } from '../../ui/input.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { leadAddress } from './lead-address.ts';
import type { LeadAddress } from './lead-address.ts';

const newLeadSchema = z.object({
  clientId: z.string().min(1, 'Choose the client this lead is for.'),
  email: z
    .string()
    .min(1, 'A lead needs an e-mail address.')
    .refine((text) => leadAddress(text) !== null, 'This is not an e-mail address.'),
  first_name: z.string().max(200, 'At most 200 characters.'),
  last_name: z.string().max(200, 'At most 200 characters.'),
  title: z.string().max(300, 'At most 300 characters.'),
  company: z.string().max(300, 'At most 300 characters.'),
});
type NewLead = z.infer<typeof newLeadSchema>;

const EMPTY: NewLead = { clientId: '', email: '', first_name: '', last_name: '', title: '', company: '' };

type NewLeadDialogProps = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** Chosen to begin with, e.g. the client the list is filtered by. */
  readonly clientId: string | null;
  readonly onCreated: (leadId: string) => void;
};

/** Adds one lead by hand. Guardian judges it when it is verified next. */
export function NewLeadDialog(props: NewLeadDialogProps) {
  const { open, onOpenChange } = props;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="New lead"
      footer={<Footer onOpenChange={onOpenChange} />}
    >
      {open ? <NewLeadForm {...props} /> : null}
    </Dialog>
  );
}

function Footer({ onOpenChange }: Pick<NewLeadDialogProps, 'onOpenChange'>) {
  return (
    <>
      <Button onClick={() => onOpenChange(false)}>Cancel</Button>
      <Button variant="primary" type="submit" form="new-lead">
        Add lead <Kbd keys="enter" tone="inverse" />
      </Button>
    </>
  );
}

function NewLeadForm({ onOpenChange, clientId, onCreated }: NewLeadDialogProps) {
  const clients = useClientNames();
  const mutate = useMutation();
  const form = useForm<NewLead>({
    resolver: zodResolver(newLeadSchema),
    defaultValues: { ...EMPTY, clientId: clientId ?? '' },
  });

  async function create(values: NewLead): Promise<void> {
    const address = leadAddress(values.email);
    if (!address) return;
    const id = uuidV7(Date.now(), (count) => crypto.getRandomValues(new Uint8Array(count)));
    const result = await mutate(createLead(id, address, values));
    if (!result.ok) {
      form.setError('email', { message: result.error.hint });
      return;
    }
    onOpenChange(false);
    onCreated(id);
  }

  return (
    <form
      id="new-lead"
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => void form.handleSubmit(create)(event)}
    >
      <FormField control={form.control} name="clientId" label="Client">
        {(field) => (
          <Combobox
            aria-label="Client"
            options={clients.map(({ id, company_name, client_id }) => ({
              value: id,
              label: company_name,
              hint: client_id,
            }))}
            value={field.value === '' ? null : field.value}
            onValueChange={(value) => field.onChange(value ?? '')}
          />
        )}
      </FormField>
      <FormField control={form.control} name="email" label="E-mail">
        {(field) => <Input type="email" {...field} />}
      </FormField>
      <div className="grid grid-cols-2 gap-4">
        <FormField control={form.control} name="first_name" label="First name">
          {(field) => <Input {...field} />}
        </FormField>
        <FormField control={form.control} name="last_name" label="Last name">
          {(field) => <Input {...field} />}
        </FormField>
        <FormField control={form.control} name="title" label="Title">
          {(field) => <Input {...field} />}
        </FormField>
        <FormField control={form.control} name="company" label="Company">
          {(field) => <Input {...field} />}
        </FormField>
      </div>
    </form>
  );
}

const FACTS = ['first_name', 'last_name', 'title', 'company'] as const;

function createLead(id: string, address: LeadAddress, values: NewLead): Change {
  const fields = Object.fromEntries(
    FACTS.map((name) => [name, values[name].trim() === '' ? null : values[name].trim()]),
  );
  return {
    name: 'leads/create',
    args: { id, client_id: values.clientId, ...address, fields },
    undo: { title: `${address.email} added` },
  };
}
