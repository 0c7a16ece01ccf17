import './lib/configure-zod.ts';
import './app/theme/styles.css';

import { createRoot } from 'react-dom/client';

import { AppError } from '../shared/kernel/app-error.ts';
import { Application } from './app/application.tsx';
import { FullPageMessage } from './app/full-page-message.tsx';
import { connectDesktop } from './lib/connect-desktop.ts';
import type { Connection } from './lib/connect-desktop.ts';
import { createDesktop } from './lib/create-desktop.ts';
import { showToast } from './ui/toast.tsx';

const container = document.getElementById('root');
if (!container) throw new AppError('bug', 'index.html has no #root');
const root = createRoot(container);

const { client, refused } = await chooseConnection();
const desktop = createDesktop(client, (error) => {
  if (error.code !== 'unauthenticated')
    showToast({ title: 'The desktop stopped answering', description: error.hint, tone: 'error' });
});
root.render(<Application desktop={desktop} />);

void refused.then(() => {
  root.render(
    <FullPageMessage
      title="This address has been used or has expired"
      description="Start the desktop again, or copy the address it prints."
    />,
  );
});

/** In development, `?fake` shows the interface over rows in memory. */
async function chooseConnection(): Promise<Connection> {
  if (import.meta.env.DEV && new URLSearchParams(window.location.search).has('fake')) {
    const { connectFake } = await import('./lib/testing/connect-fake.ts');
    return connectFake();
  }
  return connectDesktop(window);
}
