import { execFileSync } from 'node:child_process';

/** Kills the functions' processes that ministack runs, as a machine that fails does. Gives how many there were. */
export function killWorkers(ministack: number): number {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  const workers = listed.split('\n').flatMap((line) => {
    const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/u.exec(line) ?? [];
    return Number(parent) === ministack && command.includes('_worker.js') ? [Number(pid)] : [];
  });
  for (const pid of workers) process.kill(pid, 'SIGKILL');
  return workers.length;
}
