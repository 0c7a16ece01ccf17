import { Component } from 'react';
import type { ReactNode } from 'react';

import { AppError } from '../../shared/kernel/app-error.ts';
import { Button } from '../ui/button.tsx';
import { ErrorState } from '../ui/error-state.tsx';

type ErrorBoundaryProps = {
  readonly children: ReactNode;
  /** Another value tries again, e.g. the route. */
  readonly resetKey?: string | undefined;
};

type State = { readonly error: AppError | null; readonly resetKey: string | undefined };

/** Keeps the frame alive when a screen fails. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, State> {
  override state: State = { error: null, resetKey: this.props.resetKey };

  static getDerivedStateFromError(cause: unknown): Partial<State> {
    return { error: AppError.from(cause) };
  }

  static getDerivedStateFromProps(props: ErrorBoundaryProps, state: State): Partial<State> | null {
    return props.resetKey === state.resetKey ? null : { error: null, resetKey: props.resetKey };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <ErrorState
        title="This screen stopped"
        hint={`${error.hint} Your changes are safe on this device.`}
        action={<Button onClick={() => this.setState({ error: null })}>Draw it again</Button>}
      />
    );
  }
}
