import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** 127.0.0.1 and ::1 as the kernel prints them. */
const loopbacks = ['0100007F', '00000000000000000000000001000000'];
const listening = '0A';

/** Throws if this process, or one of these groups, listens where other machines could reach it. Linux tells; elsewhere nothing is known. */
export function checkListeners(groups: readonly number[]): void {
  if (process.platform !== 'linux') return;
  const sockets = new Set([process.pid, ...groups.flatMap(processesOf)].flatMap(socketsOf));
  const open = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => {
    const lines = readFileSync(file, 'utf8').split('\n').slice(1);
    return lines.flatMap((line) => {
      const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/u);
      const [address = '', port = ''] = local.split(':');
      const isOpen = state === listening && sockets.has(inode) && !loopbacks.includes(address);
      return isOpen ? [parseInt(port, 16)] : [];
    });
  });
  if (open.length > 0) throw new Error(`listening on other interfaces than 127.0.0.1: port ${open.join(', ')}`);
}

function processesOf(group: number): readonly number[] {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,pgid='], { encoding: 'utf8' });
  return listed.split('\n').flatMap((line) => {
    const [pid, pgid] = line.trim().split(/\s+/u).map(Number);
    return pid !== undefined && pgid === group ? [pid] : [];
  });
}

function socketsOf(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      const [, inode] = /^socket:\[(\d+)\]$/u.exec(readlinkSync(`/proc/${pid}/fd/${fd}`)) ?? [];
      return inode ?? [];
    });
  } catch {
    // It has ended.
    return [];
  }
}
