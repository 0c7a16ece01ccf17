import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';

import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { Field } from '../../ui/field.tsx';
import { FormField } from '../../ui/form.tsx';
import { Input } from '../../ui/input.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { Textarea } from '../../ui/textarea.tsx';
import { showToast } from '../../ui/toast.tsx';
import { Section } from './section.tsx';

const schema = z.object({
  name: z.string().min(2, 'At least two letters.'),
  email: z.email('Looks like name@company.com.'),
});

const CLIENTS = Array.from({ length: 40 }, (_, index) => ({
  value: `client-${index}`,
  label: `Client ${index + 1}`,
  hint: `XG-${String(index).padStart(6, '0')}`,
}));

/** The primitives that take input. */
export function FormsPage() {
  const [status, setStatus] = useState<'new' | 'contacted' | null>(null);
  const [client, setClient] = useState<string | null>('client-3');
  const [mode, setMode] = useState<'create' | 'both'>('create');
  const [on, setOn] = useState(true);
  return (
    <>
      <Section title="Text">
        <Field label="Company" description="As the client writes it." className="w-64">
          <Input placeholder="Northwind Tools" />
        </Field>
        <Field label="E-mail" error="Looks like name@company.com." className="w-64">
          <Input defaultValue="maya@" />
        </Field>
        <Field label="Disabled" className="w-64">
          <Input disabled defaultValue="Set by the server" />
        </Field>
        <Field label="Note" className="w-64">
          <Textarea placeholder="What should colleagues know?" />
        </Field>
      </Section>
      <Section title="Choice">
        <Field label="Status" className="w-48">
          <Select
            options={[
              { value: 'new', label: 'New' },
              { value: 'contacted', label: 'Contacted' },
            ]}
            value={status}
            onValueChange={setStatus}
          />
        </Field>
        <Field label="Client" className="w-56">
          <Combobox options={CLIENTS} value={client} onValueChange={setClient} />
        </Field>
        <RadioGroup
          aria-label="Import mode"
          value={mode}
          onValueChange={setMode}
          options={[
            { value: 'create', label: 'Create only', description: 'Known leads are left alone.' },
            { value: 'both', label: 'Create and update' },
          ]}
        />
        <label className="flex items-center gap-2">
          <Checkbox defaultChecked /> Remember
        </label>
        <label className="flex items-center gap-2">
          <Checkbox indeterminate /> Some
        </label>
        <label className="flex items-center gap-2">
          <Switch checked={on} onCheckedChange={setOn} /> Quiet hours
        </label>
      </Section>
      <Section title="Form">
        <SampleForm />
      </Section>
    </>
  );
}

function SampleForm() {
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(schema),
    defaultValues: { name: '', email: '' },
  });
  return (
    <form
      noValidate
      className="flex w-72 flex-col gap-3"
      onSubmit={(event) => void handleSubmit(() => showToast({ title: 'Stored' }))(event)}
    >
      <FormField control={control} name="name" label="Name">
        {(field) => <Input {...field} autoComplete="name" />}
      </FormField>
      <FormField control={control} name="email" label="E-mail">
        {(field) => <Input {...field} type="email" autoComplete="email" />}
      </FormField>
      <Button type="submit" className="self-start">
        Store
      </Button>
    </form>
  );
}
