/**
 * Turns changes of the log into the protocol's change messages for one shape: which rows enter, change, leave or change
 * their key. Pure; whether the old and the new row match the filter is given.
 */
import type { Row } from '../tables/relation.ts';
import { liveKey } from '../tables/row-key.ts';
import type { Shape } from '../shape/shape.ts';
import { assertNever } from '../../../shared/kernel/assert-never.ts';
import type { LogEntry } from './change.ts';
import type { Lsn } from './lsn.ts';

/** A message without its `last` mark, which depends on what follows in the same response. */
export type RenderedMessage = {
  readonly lsn: Lsn;
  readonly op: number;
  readonly head: string;
  readonly tail: string;
};

export type Match = { readonly old: boolean; readonly new: boolean };

export function messageText(message: RenderedMessage, isLast: boolean): string {
  return isLast ? `${message.head}"last":true,${message.tail}` : message.head + message.tail;
}

export function renderEntry(shape: Shape, entry: LogEntry, match: Match): readonly RenderedMessage[] {
  const { change } = entry;
  switch (change.kind) {
    case 'insert':
      return match.new ? [inserted(shape, entry, change.new)] : [];
    case 'delete':
      return match.old ? [deleted(shape, entry, change.old)] : [];
    case 'update':
      if (match.old && match.new) return updated(shape, entry, change.old, change.new);
      if (match.new) return [inserted(shape, entry, change.new)];
      return match.old ? [deleted(shape, entry, change.old)] : [];
    default:
      return assertNever(change);
  }
}

type Extra = { readonly keyChangeTo?: string; readonly keyChangeFrom?: string; readonly oldValue?: Row };

function message(
  shape: Shape,
  entry: LogEntry,
  operation: string,
  op: number,
  key: string,
  value: Row,
  extra: Extra = {},
): RenderedMessage {
  const relation = JSON.stringify([shape.relation.schema, shape.relation.name]);
  const change =
    (extra.keyChangeTo === undefined ? '' : `,"key_change_to":${JSON.stringify(extra.keyChangeTo)}`) +
    (extra.keyChangeFrom === undefined ? '' : `,"key_change_from":${JSON.stringify(extra.keyChangeFrom)}`);
  const oldValue = extra.oldValue === undefined ? '' : `,"old_value":${JSON.stringify(extra.oldValue)}`;
  return {
    lsn: entry.lsn,
    op,
    head: `{"value":${JSON.stringify(value)},"key":${JSON.stringify(key)},"headers":{`,
    tail: `"relation":${relation},"operation":"${operation}","lsn":"${entry.lsn}","txids":[${entry.xid}],"op_position":${op}${change}}${oldValue}}`,
  };
}

function keyOf(shape: Shape, row: Row): string {
  return liveKey(shape.keyPrefix, shape.keyColumns, row);
}

function inserted(shape: Shape, entry: LogEntry, row: Row): RenderedMessage {
  return message(shape, entry, 'insert', entry.change.op, keyOf(shape, row), selected(shape, row));
}

function deleted(shape: Shape, entry: LogEntry, row: Row, extra: Extra = {}): RenderedMessage {
  const value = shape.replica === 'full' ? selected(shape, row) : onlyKey(shape, row);
  return message(shape, entry, 'delete', entry.change.op, keyOf(shape, row), value, extra);
}

function updated(shape: Shape, entry: LogEntry, old: Row, fresh: Row): readonly RenderedMessage[] {
  const oldKey = keyOf(shape, old);
  const newKey = keyOf(shape, fresh);
  if (oldKey !== newKey) {
    const op = entry.change.op + 1;
    return [
      deleted(shape, entry, old, { keyChangeTo: newKey }),
      message(shape, entry, 'insert', op, newKey, selected(shape, fresh), { keyChangeFrom: oldKey }),
    ];
  }
  const value: Record<string, string | null> = onlyKey(shape, fresh);
  const oldValue: Record<string, string | null> = {};
  for (const { name } of shape.columns) {
    const before = old[name] ?? null;
    const after = fresh[name] ?? null;
    if (before === after) continue;
    value[name] = after;
    oldValue[name] = before;
  }
  if (Object.keys(oldValue).length === 0) return [];
  return shape.replica === 'full'
    ? [message(shape, entry, 'update', entry.change.op, newKey, selected(shape, fresh), { oldValue })]
    : [message(shape, entry, 'update', entry.change.op, newKey, value)];
}

function selected(shape: Shape, row: Row): Row {
  const value: Record<string, string | null> = {};
  for (const { name } of shape.columns) value[name] = row[name] ?? null;
  return value;
}

function onlyKey(shape: Shape, row: Row): Record<string, string | null> {
  const value: Record<string, string | null> = {};
  for (const name of shape.keyColumns) {
    if (shape.columnNames.has(name)) value[name] = row[name] ?? null;
  }
  return value;
}
