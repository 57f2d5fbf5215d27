/**
 * Text from the registry is anyone's: it may hold line breaks, control characters or bidi overrides that would forge a line
 * of a message, and it may be of any length. Everything that a message shows passes through here.
 */

const lineBreak = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/u;
const blank = /[\s\p{Z}\p{Cc}]+/gu;
/** Bidi controls, zero-width and tag characters, non-characters; joiners and variations are spared: words and emoji need them. */
const invisible =
  /[[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]--[\p{Join_Control}\p{Variation_Selector}]]/gv;
/** Marks and joiners with nothing to stand on, and more of them than any script stacks: they would reach into the lines around. */
const stray = /(?<=^|[\s\p{Z}\p{Cc}]|[\p{M}\p{Join_Control}]{5})[\p{M}\p{Join_Control}]+/gu;
/** What a transport may refuse and a terminal may obey. */
export const unsafe =
  /[[\p{Cc}\p{Zl}\p{Zp}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]--[\p{Join_Control}\p{Variation_Selector}]]/gv;
const dash = /[\u2010-\u2015\u2212]/gu;

/** One line of well-formed text without control or invisible characters, its blanks collapsed. */
export function oneLine(text: string): string {
  return text.toWellFormed().replace(invisible, '').replace(stray, '').replace(blank, ' ').trim();
}

/** The lines of a text, each clean; runs of empty lines become one. */
export function cleanLines(text: string): readonly string[] {
  const lines: string[] = [];
  for (const line of text.split(lineBreak).map(oneLine)) {
    if (line !== '' || (lines.at(-1) ?? '') !== '') lines.push(line);
  }
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** One line of printable ASCII: accents dropped, what has no near letter shown as "?". */
export function ascii(text: string): string {
  const plain = oneLine(text).replace(dash, '-').normalize('NFKD').replace(/\p{M}/gu, '');
  return oneLine(plain.replace(/[^ -~]/gu, '?'));
}

/** At most `max` characters (code points); what is missing is shown as "...". */
export function cut(text: string, max: number): string {
  const characters = Array.from(text.length > max * 2 ? text.slice(0, max * 2 + 2) : text);
  return characters.length <= max
    ? text
    : `${characters
        .slice(0, max - 3)
        .join('')
        .trimEnd()}...`;
}

/** Folds one line at blanks into lines of at most `width` characters; a longer word is broken. */
export function wrap(line: string, width: number): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ').flatMap((each) => pieces(each, width))) {
    if (current !== '' && current.length + 1 + word.length > width) {
      lines.push(current);
      current = word;
    } else {
      current = current === '' ? word : `${current} ${word}`;
    }
  }
  return [...lines, current];
}

function pieces(word: string, width: number): readonly string[] {
  if (word.length <= width) return [word];
  const characters = Array.from(word);
  const parts: string[] = [];
  for (let from = 0; from < characters.length; from += width) parts.push(characters.slice(from, from + width).join(''));
  return parts;
}

export function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
