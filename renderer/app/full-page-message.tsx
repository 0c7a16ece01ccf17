import { EmptyState } from '../ui/empty-state.tsx';
import { useThemeOnDocument } from './theme/use-theme.ts';

type FullPageMessageProps = { readonly title: string; readonly description: string };

/** The window when there is no desktop behind it. */
export function FullPageMessage({ title, description }: FullPageMessageProps) {
  useThemeOnDocument();
  return (
    <main className="flex h-full items-center justify-center">
      <div role="alert">
        <EmptyState title={title} description={description} />
      </div>
    </main>
  );
}
