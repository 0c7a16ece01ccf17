import type { ReactNode } from 'react';
import { useController } from 'react-hook-form';
import type { Control, ControllerRenderProps, FieldPath, FieldValues } from 'react-hook-form';

import { Field } from './field.tsx';

type FormFieldProps<Values extends FieldValues, Name extends FieldPath<Values>> = {
  readonly control: Control<Values>;
  readonly name: Name;
  readonly label: string;
  readonly description?: ReactNode;
  readonly className?: string | undefined;
  /** Draws the control; give it `value`, `onChange` and `onBlur` of the field. */
  readonly children: (field: ControllerRenderProps<Values, Name>) => ReactNode;
};

/** One field of a react-hook-form form, with label, help and the validation message. */
export function FormField<Values extends FieldValues, Name extends FieldPath<Values>>(
  props: FormFieldProps<Values, Name>,
) {
  const { control, name, label, description, className, children } = props;
  const { field, fieldState } = useController<Values, Name>({ control, name });
  return (
    <Field label={label} description={description} error={fieldState.error?.message} className={className}>
      {children(field)}
    </Field>
  );
}
