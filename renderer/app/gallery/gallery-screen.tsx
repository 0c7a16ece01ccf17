import { useState } from 'react';

import { PageHeader, ViewTabs } from '../../components/page-header.tsx';
import { FormsPage } from './forms-page.tsx';
import { PrimitivesPage } from './primitives-page.tsx';
import { ProductPage } from './product-page.tsx';
import { TablePage } from './table-page.tsx';

const PAGES = [
  { id: 'table', label: 'Table' },
  { id: 'product', label: 'Product' },
  { id: 'primitives', label: 'Primitives' },
  { id: 'forms', label: 'Forms' },
];

/** Every component of the kit in its states; development only. */
export function GalleryScreen() {
  const [page, setPage] = useState('table');
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Development' }, { label: 'Gallery' }]}
        tabs={<ViewTabs tabs={PAGES} current={page} onPick={setPage} />}
      />
      {page === 'table' ? (
        <TablePage />
      ) : (
        <div
          className="focus-inset min-h-0 grow overflow-y-auto px-6"
          tabIndex={0}
          role="region"
          aria-label="Components"
        >
          {page === 'product' ? <ProductPage /> : null}
          {page === 'primitives' ? <PrimitivesPage /> : null}
          {page === 'forms' ? <FormsPage /> : null}
        </div>
      )}
    </>
  );
}
