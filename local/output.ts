import pc from 'picocolors';

export type Colors = ReturnType<typeof pc.createColors>;

/** Where one kind of text goes. */
export interface Output {
  readonly colors: Colors;
  /** Columns; of what is no terminal, or one that does not know its size, a usual number. */
  readonly width: number;
  /** Resolves when the text has left this process; rejects when nobody takes it. */
  write(text: string): Promise<void>;
}

export function outputTo(stream: NodeJS.WriteStream): Output {
  // On a terminal only: FORCE_COLOR and CI do not make a pipe one. NO_COLOR is heeded by the library.
  // A pipe has no isTTY at all, and for undefined picocolors would decide itself: with CI set, for colours.
  const colors = pc.createColors(isTerminal(stream) && pc.isColorSupported);
  return {
    colors,
    width: stream.isTTY && stream.columns >= 40 ? stream.columns : 100,
    write: (text) =>
      new Promise((resolve, reject) => {
        stream.write(`${text}\n`, (error) => {
          if (error) reject(error);
          else resolve();
        });
      }),
  };
}

const isTerminal = ({ isTTY }: { isTTY?: boolean }): boolean => isTTY === true;
