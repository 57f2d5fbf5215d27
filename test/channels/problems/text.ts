/**
 * What is wrong with what is sent, as sentences; none if nothing is. Without a test runner, so that whoever has a message can ask:
 * a test of a renderer, or a simulation that looks at what arrived.
 */

/** What a transport may refuse, a terminal may obey, or an eye may be deceived by; but for line breaks. */
export const unfit =
  /(?!\n)\p{Cc}|\u034f|[\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/u;
/** More of them would reach into the lines around, or hide a text. */
const stacked = /[\p{M}\p{Join_Control}]{6}/u;

export function unfitIn(text: string): readonly string[] {
  return [...found(unfit, text), ...found(stacked, text)];
}

/** What a pattern finds that should not be there. */
export function found(pattern: RegExp, text: string): readonly string[] {
  const [what] = pattern.exec(text) ?? [];
  return what === undefined ? [] : [`${JSON.stringify(what)} in ${JSON.stringify(text.slice(0, 400))}`];
}

export function unless(holds: boolean, problem: string): readonly string[] {
  return holds ? [] : [problem];
}
