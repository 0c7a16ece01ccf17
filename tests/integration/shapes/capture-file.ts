/** Captured dialogues with the real service, in the form the conformance suite replays. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const requestSchema = z.object({
  name: z.string(),
  request: z.string(),
  requestHeaders: z.record(z.string(), z.string()).default({}),
  requestBody: z.string().exactOptional(),
  /** SQL that runs while the request waits. */
  meanwhile: z.string().exactOptional(),
  status: z.number(),
  headers: z.record(z.string(), z.string()),
  /** JSON, or plain text; left out where the capture is cut short. */
  body: z.unknown().optional(),
});

const stepSchema = z.union([
  z.object({ sql: z.string() }),
  z.object({ bind: z.string(), request: z.string() }),
  requestSchema,
]);

const captureSchema = z.object({ title: z.string(), steps: z.array(stepSchema) });

export type CaptureStep = z.infer<typeof stepSchema>;
export type CapturedRequest = z.infer<typeof requestSchema>;
export type Capture = z.infer<typeof captureSchema>;

export const FIXTURES = new URL('../../fixtures/electric/', import.meta.url);

export function readCapture(file: string): Capture {
  return captureSchema.parse(JSON.parse(readFileSync(new URL(file, FIXTURES), 'utf8')));
}
