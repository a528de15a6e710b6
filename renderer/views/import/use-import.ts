import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { RouteInput, RouteOutput } from '../../../shared/ipc/contract.ts';
import type { EventPayload } from '../../../shared/ipc/events.ts';
import { ask, listen } from '../../ipc/client.ts';
import { routeKey } from '../../ipc/queries.ts';
import { toast } from '../../ui/toast.tsx';

export type Preview = RouteOutput<'imports.get'>;
export type Summary = RouteOutput<'imports.check'>;
export type Row = RouteOutput<'imports.rows'>['rows'][number];
export type Options = Preview['options'];

/** Where the person is with a table: none, its columns, or its rows. In the URL, so that a reload stays there. */
export function useImportPlace() {
  const [params, setParams] = useSearchParams();
  const go = (file: string | null, step: 'columns' | 'rows' = 'columns') =>
    setParams((current) => {
      const next = new URLSearchParams(current);
      if (file === null) next.delete('file');
      else next.set('file', file);
      if (file !== null && step === 'rows') next.set('step', 'rows');
      else next.delete('step');
      return next;
    });
  return {
    file: params.get('file'),
    step: params.get('step') === 'rows' ? ('rows' as const) : ('columns' as const),
    go,
  };
}

/** What main knows of a table, kept where the queries are. */
export function usePreviewCache() {
  const queries = useQueryClient();
  return {
    keep: (preview: Preview) =>
      queries.setQueryData(routeKey('imports.get', { id: preview.id }), preview),
    keepSummary: (id: string, summary: Summary) =>
      queries.setQueryData<Preview>(routeKey('imports.get', { id }), (known) =>
        known ? { ...known, summary } : known,
      ),
    /** Rows are asked for anew. */
    forgetRows: () => void queries.invalidateQueries({ queryKey: routeKey('imports.rows') }),
    forgetList: () => void queries.invalidateQueries({ queryKey: routeKey('imports.list') }),
  };
}

/** How far the work on a table or an import is; null before main says so. */
export function useProgress(id: string | null): EventPayload<'import.progress'> | null {
  const [progress, setProgress] = useState<EventPayload<'import.progress'> | null>(null);
  useEffect(() => {
    setProgress(null);
    return listen('import.progress', (said) => {
      if (said.id === id) setProgress(said);
    });
  }, [id]);
  return progress;
}

const LARGEST = 20 * 1024 * 1024;

/** Reads a file that was dropped or chosen in the page, whose path nobody here knows. */
export async function readDropped(file: File): Promise<Preview | null> {
  if (file.size > LARGEST) {
    toast.failed('This file is larger than 20 MB. Split it into several ones.');
    return null;
  }
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    toast.failed(`“${file.name}” could not be read. Is it still there?`);
    return null;
  }
  return answerOf('imports.read', { fileName: file.name.slice(-255) || 'posts.csv', bytes });
}

/** Asks for a table; what is refused is said, what was called off is not. */
export async function answerOf<
  Name extends 'imports.read' | 'imports.choose' | 'imports.chooseFolder' | 'imports.map',
>(name: Name, input: RouteInput<Name>): Promise<Preview | null> {
  const answer = await ask(name, input);
  if (answer.ok) return answer.value as Preview;
  if (answer.error.code !== 'cancelled') toast.failed(answer.error.message);
  return null;
}

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString()} ${count === 1 ? one : many}`;
export const postCount = (count: number): string => counted(count, 'post');
export const rowCount = (count: number): string => counted(count, 'row');

/** Takes an import back, and offers to undo that. */
export async function undoImport(id: string): Promise<void> {
  const answer = await ask('imports.undo', { id });
  if (!answer.ok) return toast.failed(answer.error.message);
  const { removed, kept } = answer.value;
  const stays =
    kept.length === 0
      ? ''
      : ` ${postCount(kept.length)} ${kept.length === 1 ? 'stays: it is' : 'stay: they are'} published already, or on the way.`;
  toast.undoable(`${postCount(removed)} removed.${stays}`, () => void restoreImport(id));
}

/** Brings back what an undo of an import removed. */
export async function restoreImport(id: string): Promise<void> {
  const answer = await ask('imports.restore', { id });
  if (!answer.ok) return toast.failed(answer.error.message);
  toast.done(`${postCount(answer.value.restored)} back.`);
}
