import { useEffect, useState } from 'react';

import { onAnnouncement } from '../lib/announcer.ts';

/** Speaks announcements to screen readers. Two texts alternate, so that the same words twice are spoken twice. */
export function LiveRegion() {
  const [spoken, setSpoken] = useState({ text: '', turn: 0 });
  useEffect(() => onAnnouncement((text) => setSpoken(({ turn }) => ({ text, turn: 1 - turn }))), []);
  return (
    <div className="sr-only" role="status" aria-live="polite">
      <span>{spoken.turn === 0 ? spoken.text : ''}</span>
      <span>{spoken.turn === 1 ? spoken.text : ''}</span>
    </div>
  );
}
