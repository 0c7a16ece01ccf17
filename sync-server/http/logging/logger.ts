/**
 * The server's log: one JSON object a line, without secrets. A request's lines carry its id: the HTTP layer works
 * with `log.child({ requestId })`.
 */
import { format } from 'node:util';
import pino, { type ChildLoggerOptions, type DestinationStream, type Logger } from 'pino';
import { redact, redactFields, redactText } from './redact.ts';

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

type Write = (details: Record<string, unknown>, message: string) => void;

/** What code asks for when it needs to log; every pino logger is one. */
export type Log = {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
};

export type LoggerOptions = {
  readonly level: LogLevel;
  /** Where lines go; standard output unless said otherwise. */
  readonly stream?: DestinationStream;
};

export function createLogger(options: LoggerOptions): Logger {
  const logger = pino(
    {
      level: options.level,
      base: { service: 'sync-server', pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
      },
      // Errors arrive here as plain, masked copies already.
      serializers: { err: (err: unknown) => err },
      hooks: {
        logMethod(args, method) {
          const [details, message] = splitArguments(args);
          if (message === undefined) method.call(this, details);
          else method.call(this, details, message);
        },
      },
    },
    options.stream ?? pino.destination(1),
  );
  const plainChild: Logger['child'] = Reflect.get(logger, 'child');
  // Children inherit this one, so that their own children are masked too.
  Object.defineProperty(logger, 'child', {
    value(this: Logger, bindings: Record<string, unknown>, childOptions?: ChildLoggerOptions): Logger {
      return Reflect.apply(plainChild, this, [redactFields(bindings), childOptions]);
    },
  });
  return logger;
}

/** Safe fields and the finished message. Formatting happens here, so that `'password=%s'` is seen whole. */
function splitArguments(args: readonly unknown[]): [Record<string, unknown>, string | undefined] {
  const [first, ...rest] = args;
  const hasFields = typeof first === 'object' && first !== null;
  const words = hasFields ? rest : args;
  const message = words.length === 0 ? undefined : redactText(format(...words));
  if (first instanceof Error) return [{ err: redact(first) }, message ?? redactText(first.message)];
  return [hasFields ? redactFields({ ...first }) : {}, message];
}
