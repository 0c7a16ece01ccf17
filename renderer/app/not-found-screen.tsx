import { Link, useLocation } from '@tanstack/react-router';
import { CompassIcon } from 'lucide-react';

import { PageHeader } from '../components/page-header.tsx';
import { buttonClasses } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** An address that leads nowhere. */
export function NotFoundScreen() {
  const { pathname } = useLocation();
  return (
    <>
      <PageHeader crumbs={[{ label: 'Not found' }]} />
      <EmptyState
        icon={<CompassIcon aria-hidden />}
        title="There is no such screen"
        description={`Nothing is at ${pathname}. The link may come from another version.`}
        action={
          <Link to="/" className={buttonClasses({ variant: 'primary' })}>
            Go to Today
          </Link>
        }
      />
    </>
  );
}
