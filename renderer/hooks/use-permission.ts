import { can } from '../../shared/domain/permissions/can.ts';
import type { Operation } from '../../shared/domain/permissions/operation.ts';
import { useDesktopStatus } from './use-desktop-status.ts';

/** Whether the person's role may do this with rows of a table. */
export function usePermission(operation: Operation, table: Parameters<typeof can>[2]): boolean {
  const person = useDesktopStatus()?.person;
  return person ? can(person.role, operation, table) : false;
}
