/** The schema document as Markdown. Pure. */
import type { ColumnDoc, NounDoc, TableDoc } from './model.ts';

const HEAD = `# The central schema

Generated from \`shared/schema\` by \`node scripts/schema-docs.ts\`; a test holds it current. Times are UTC, money is an integer of
minor units. A solid line is a foreign key; a dotted one is a reference that the database does not enforce.
`;

export function renderDocument(nouns: readonly NounDoc[]): string {
  return [HEAD, renderDiagram(nouns), ...nouns.map(renderNoun)].join('\n');
}

function renderDiagram(nouns: readonly NounDoc[]): string {
  const tables = nouns.flatMap((noun) => noun.tables);
  const entities = tables.flatMap((table) => [
    `  ${entity(table.name)} {`,
    ...table.columns.filter((column) => column.key !== null).map(diagramColumn),
    '  }',
  ]);
  const lines = tables.flatMap((table) =>
    table.references.map(
      (reference) =>
        `  ${entity(reference.table)} ||${reference.enforced ? '--' : '..'}o{ ${entity(table.name)} : ${reference.column}`,
    ),
  );
  return ['```mermaid', 'erDiagram', ...entities, ...lines, '```', ''].join('\n');
}

function entity(name: string): string {
  return name.replace('.', '_');
}

function diagramColumn(column: ColumnDoc): string {
  return `    ${column.type.replaceAll(/\W+/g, '_')} ${column.name} ${column.key ?? ''}`;
}

function renderNoun(noun: NounDoc): string {
  return [`## ${noun.noun}`, '', ...noun.tables.map(renderTable)].join('\n');
}

function renderTable(table: TableDoc): string {
  const rows = table.columns.map(
    (column) =>
      `| \`${column.name}\` | ${cell(column.type)} | ${column.nullable ? 'yes' : ''} | ${cell(column.meaning)} |`,
  );
  const about = table.about === '' ? [] : [table.about, ''];
  return [
    `### ${table.name}`,
    '',
    ...about,
    '| column | type | null | meaning |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
