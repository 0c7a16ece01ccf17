import { useEffect, useRef, useState, useSyncExternalStore } from 'react';

import { useDesktop } from '../lib/desktop-context.ts';
import { createLiveStore } from '../lib/live-store.ts';
import type { OverlayView } from '../lib/overlay-store.ts';
import type { LiveQuestion, LiveSnapshot, LiveStore } from '../lib/live-store.ts';

type LiveHandle = LiveSnapshot & {
  readonly store: LiveStore;
  /** What is painted ahead of the desktop. */
  readonly overlay: OverlayView;
  /** Names the question: query and arguments. */
  readonly questionKey: string;
  readonly retry: () => void;
};

/** Opens a live question for as long as the component lives; `null` opens nothing. */
export function useLiveStore(question: LiveQuestion | null): LiveHandle {
  const { client, overlay } = useDesktop();
  const [store] = useState(() =>
    createLiveStore({ live: client.live, overlay, newId: () => crypto.randomUUID() }),
  );
  const [attempt, setAttempt] = useState(0);
  const questionKey = JSON.stringify(question === null ? null : [question.query, question.args]);

  const latest = useRef(question);
  useEffect(() => {
    latest.current = question;
  });
  useEffect(() => {
    const asked = latest.current;
    if (asked === null || questionKey === 'null' || attempt < 0) return undefined;
    return store.open(asked);
  }, [store, questionKey, attempt]);

  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot);
  const overlayView = useSyncExternalStore(overlay.subscribe, overlay.view);
  return {
    ...snapshot,
    store,
    overlay: overlayView,
    questionKey,
    retry: () => setAttempt((count) => count + 1),
  };
}
