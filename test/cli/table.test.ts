import pc from 'picocolors';
import { formatTable, type Column } from '../../cli/table.ts';

const plain = pc.createColors(false);
type Row = readonly [name: string, count: string, arn: string];
const columns: readonly Column<Row>[] = [
  { title: 'NAME', cell: ([name]) => name, tint: (text, { red }) => red(text) },
  { title: 'COUNT', align: 'right', cell: ([, count]) => count },
  { title: 'ARN', cell: ([, , arn]) => arn },
];
const rows: readonly Row[] = [
  ['churn', '7', 'arn:aws:sagemaker:us-east-1:000000000000:model-package/churn/7'],
  ['fraud-detector', '12', 'arn:aws:sagemaker:us-east-1:000000000000:model-package/fraud-detector/12'],
];

test('columns stand below their titles', () => {
  expect(formatTable(rows, columns, { room: Infinity, colors: plain }).split('\n')).toEqual([
    'NAME            COUNT  ARN',
    'churn               7  arn:aws:sagemaker:us-east-1:000000000000:model-package/churn/7',
    'fraud-detector     12  arn:aws:sagemaker:us-east-1:000000000000:model-package/fraud-detector/12',
  ]);
});

test('what does not fit is cut off the last column', () => {
  expect(formatTable(rows, columns, { room: 60, colors: plain }).split('\n')).toEqual([
    'NAME            COUNT  ARN',
    'churn               7  arn:aws:sagemaker:us-east-1:00000000…',
    'fraud-detector     12  arn:aws:sagemaker:us-east-1:00000000…',
  ]);
});

test('a column that would be too narrow is left out', () => {
  expect(formatTable(rows, columns, { room: 30, colors: plain }).split('\n')).toEqual([
    'NAME            COUNT',
    'churn               7',
    'fraud-detector     12',
  ]);
});

test('a column that is empty everywhere is left out', () => {
  const text = formatTable([['churn', '', 'x'] as const], columns, { room: 80, colors: plain });
  expect(text.split('\n')).toEqual(['NAME   ARN', 'churn  x']);
});

test('colours take no room', () => {
  const colored = formatTable(rows, columns, { room: 60, colors: pc.createColors(true) });
  expect(colored).toContain('\u001b[31mchurn');
  // eslint-disable-next-line no-control-regex
  expect(colored.replace(/\u001b\[\d+m/g, '').replace(/ +$/gm, '')).toBe(
    formatTable(rows, columns, { room: 60, colors: plain }),
  );
});

test('text from the registry cannot forge a row or reach the terminal', () => {
  const text = formatTable([['a\nb\u001b[2J\u202e', '1', 'x'] as const], columns, { room: 80, colors: plain });
  expect(text.split('\n')).toEqual(['NAME     COUNT  ARN', 'a b [2J      1  x']);
});
