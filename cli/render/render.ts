import { notificationId } from '../../functions/domain/outbox.ts';
import { readConfig } from '../../local/config.ts';
import { thisTerminal } from '../terminal.ts';
import { oneOfThese } from '../values.ts';
import { rendered } from './rendered.ts';
import { samples, sampleSource } from './samples.ts';

export interface RenderOptions {
  readonly config: string;
  readonly kind?: string;
  readonly destination?: string;
}

/** A sample of each kind for each destination, as it would arrive there. */
export async function render({ config: file, kind, destination }: RenderOptions): Promise<void> {
  const { destinations, link } = readConfig(file);
  const { stdout } = thisTerminal();
  const context = { ...sampleSource, ...(link !== undefined && { link }) };
  const changes = oneOfThese('--kind <kind>', kind, samples);
  for (const [name, settings] of oneOfThese('--destination <name>', destination, destinations)) {
    for (const [id, change] of changes) {
      const notification = { id: notificationId(`sample-${id}`, name), destination: name, change };
      await stdout.write(rendered(notification, settings, context, stdout));
    }
  }
}
