import { StaleNote } from '../../components/live-content.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { DataSection } from './data-section.tsx';
import { SignInSection } from './sign-in-section.tsx';

/** How this device looks, what it keeps, and who is signed in on it. */
export function SettingsScreen() {
  return (
    <>
      <PageHeader crumbs={[{ label: 'Settings' }, { label: 'This device' }]} aside={<StaleNote />} />
      <div className="min-h-0 grow overflow-y-auto">
        <div className="mx-auto flex max-w-180 flex-col gap-10 px-6 py-6">
          <AppearanceSection />
          <DataSection />
          <SignInSection />
        </div>
      </div>
    </>
  );
}
