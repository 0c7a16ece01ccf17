import { describe, expect, test } from 'vitest';
import { matchHeader } from './header-names.ts';
import { readHeaders } from './headers.ts';
import { guessMapping } from './mapping-guess.ts';
import { checkMapping, columnMappingSchema, variableName } from './mapping.ts';

function guess(headers: readonly string[], rows: readonly (readonly string[])[] = []) {
  return guessMapping(readHeaders(headers).columns, rows);
}

describe('vendor exports are recognised', () => {
  test('Apollo', () => {
    const { mapping } = guess([
      'First Name',
      'Last Name',
      'Title',
      'Company',
      'Company Name for Emails',
      'Email',
      'Email Status',
      'Primary Email Catch-all Status',
      'Mobile Phone',
      'Corporate Phone',
      '# Employees',
      'Industry',
      'Person Linkedin Url',
      'Website',
      'Company Linkedin Url',
      'City',
      'Country',
      'Company Country',
      'Secondary Email',
    ]);
    expect(mapping).toMatchObject({
      'First Name': 'first_name',
      'Last Name': 'last_name',
      Title: 'title',
      Company: 'company',
      'Company Name for Emails': 'custom:company_name_for_emails',
      Email: 'email',
      'Email Status': 'custom:email_status',
      'Primary Email Catch-all Status': 'custom:primary_email_catch_all_status',
      'Mobile Phone': 'phone',
      '# Employees': 'employee_count',
      Industry: 'industry',
      'Person Linkedin Url': 'linkedin_url',
      Website: 'website',
      City: 'city',
      Country: 'country',
      'Company Country': 'custom:company_country',
      'Secondary Email': 'custom:secondary_email',
    });
    expect(mapping['Company Linkedin Url']).toMatch(/^custom:/);
  });

  test('ZoomInfo', () => {
    expect(
      guess([
        'First Name',
        'Last Name',
        'Job Title',
        'Email Address',
        'Direct Phone Number',
        'Company Name',
        'Website',
        'Employees',
        'Primary Industry',
        'LinkedIn Contact Profile URL',
        'Person City',
        'Country',
      ]).mapping,
    ).toMatchObject({
      'Job Title': 'title',
      'Email Address': 'email',
      'Direct Phone Number': 'phone',
      'Company Name': 'company',
      Employees: 'employee_count',
      'Primary Industry': 'industry',
      'LinkedIn Contact Profile URL': 'linkedin_url',
      'Person City': 'city',
    });
  });

  test('HubSpot', () => {
    expect(
      guess([
        'Record ID',
        'First Name',
        'Email',
        'Company Domain Name',
        'Country/Region',
        'Number of Employees',
        'Contact owner',
      ]).mapping,
    ).toMatchObject({
      'Record ID': 'custom:record_id',
      'Company Domain Name': 'company_domain',
      'Country/Region': 'country',
      'Number of Employees': 'employee_count',
      'Contact owner': 'custom:contact_owner',
    });
  });

  test('Sales Navigator tools write camelCase', () => {
    expect(
      guess(['firstName', 'lastName', 'fullName', 'companyName', 'defaultProfileUrl', 'jobTitle', 'email'])
        .mapping,
    ).toMatchObject({
      firstName: 'first_name',
      lastName: 'last_name',
      fullName: 'custom:fullname',
      companyName: 'company',
      defaultProfileUrl: 'linkedin_url',
      jobTitle: 'title',
    });
  });
});

describe('other languages', () => {
  test.each([
    ['Vorname', 'first_name'],
    ['Nachname', 'last_name'],
    ['E-Mail-Adresse', 'email'],
    ['Geschäftliche E-Mail', 'email'],
    ['Firma', 'company'],
    ['Anzahl Mitarbeiter', 'employee_count'],
    ['Prénom', 'first_name'],
    ['Nom', 'last_name'],
    ['Adresse e-mail', 'email'],
    ['Société', 'company'],
    ['Numéro de téléphone', 'phone'],
    ['Nombre', 'first_name'],
    ['Apellidos', 'last_name'],
    ['Correo electrónico', 'email'],
    ['Empresa', 'company'],
    ['País', 'country'],
    ['Imię', 'first_name'],
    ['Nazwisko', 'last_name'],
    ['Adres e-mail', 'email'],
    ['Spółka', 'company'],
    ['Stanowisko', 'title'],
    ['Imię i nazwisko', 'full_name'],
  ] as const)('%s is %s', (header, field) => expect(matchHeader(header)?.field).toBe(field));
});

describe('values speak where headers do not', () => {
  const rows = [
    ['ann@acme.com', 'https://www.linkedin.com/in/ann', '+44 20 7946 0001', 'https://acme.com', '100000'],
    ['bob@acme.com', 'linkedin.com/in/bob', '+44 20 7946 0002', 'www.acme.com', '2500000'],
    ['eve@acme.com', '', '(020) 7946-0003', 'acme.io', '70000000'],
  ];
  test('unknown headers', () => {
    expect(guess(['A', 'B', 'C', 'D', 'E'], rows).mapping).toEqual({
      A: 'email',
      B: 'linkedin_url',
      C: 'phone',
      D: 'website',
      E: 'custom:e',
    });
  });

  test('a header that lies loses to values', () => {
    const { mapping, columns } = guess(
      ['Email', 'Contact point'],
      [
        ['yes', 'ann@acme.com'],
        ['no', 'bob@acme.com'],
      ],
    );
    expect(mapping).toEqual({ Email: 'custom:email', 'Contact point': 'email' });
    expect(columns[1]).toMatchObject({ because: 'values' });
  });

  test('no address anywhere is told', () => {
    expect(guess(['Name'], [['Ann']]).problems).toMatchObject([{ code: 'email_column_missing' }]);
  });

  test('a column of mostly wrong addresses is told', () => {
    const { problems } = guess(['Email'], [['ann@acme.com'], ['x'], ['y'], ['z']]);
    expect(problems).toMatchObject([
      { code: 'email_column_looks_wrong', text: expect.stringContaining('25 %') },
    ]);
  });

  test('an empty column is left out', () => {
    expect(guess(['Email', 'Fax'], [['ann@acme.com', '']]).mapping).toMatchObject({ Fax: 'ignore' });
  });
});

test('a refused-rows file comes back without its own two columns', () => {
  expect(guess(['Email', 'row_number', 'reason'], [['a@b.com', '3', 'x']]).mapping).toEqual({
    Email: 'email',
    row_number: 'ignore',
    reason: 'ignore',
  });
});

test('every guess passes the check it will meet', () => {
  const { columns } = readHeaders(['Email', 'Email', 'Tech Stack!', 'tech stack?', '1st touch', '日本', '—']);
  const { mapping } = guessMapping(columns, [['a@b.com', 'c@d.com', 'x', 'y', 'z', 'q', 'w']]);
  expect(checkMapping(columnMappingSchema.parse(mapping), columns)).toEqual([]);
});

describe('mappings that cannot be used', () => {
  const { columns } = readHeaders(['Email', 'Work email', 'Name']);
  test.each([
    [{ Name: 'first_name' }, ['email_column_missing']],
    [{ Email: 'email', 'Work email': 'email' }, ['field_mapped_twice']],
    [{ Email: 'email', 'Work email': 'custom:x', Name: 'custom:x' }, ['field_mapped_twice']],
    [{ Email: 'email', Gone: 'city' }, ['column_unknown']],
    [{ Email: 'email', Name: 'custom:First Name' }, ['variable_name_invalid']],
    [{ Email: 'email', 'Work email': 'ignore', Name: 'ignore' }, []],
  ] as const)('%j: %j', (mapping, codes) =>
    expect(checkMapping(mapping, columns).map((problem) => problem.code)).toEqual(codes),
  );
  test('both columns of a clash are named', () => {
    const [problem] = checkMapping({ Email: 'email', 'Work email': 'email' }, columns);
    expect(problem?.text).toContain('“Email” and “Work email”');
  });
});

test.each([
  ['Tech Stack (2)', 'tech_stack_2'],
  ['Größe', 'grosse'],
  ['1st', 'v_1st'],
  ['—', 'column'],
])('the variable of %s is %s', (header, name) => expect(variableName(header)).toBe(name));
