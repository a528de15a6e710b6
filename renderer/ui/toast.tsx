import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { Toast as Radix } from 'radix-ui';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { Button, IconButton } from './button.tsx';
import { Kbd } from './kbd.tsx';

// Radix, not sonner: sonner adds a <style> element of its own at import, which a CSP without
// 'unsafe-inline' refuses and reports.

interface ToastContent {
  id: number;
  text: string;
  tone: 'neutral' | 'done' | 'failed';
  /** In ms. */
  duration: number;
  undo: (() => void) | null;
  /** Another thing to do with it, e.g. to open it. */
  action?: ToastAction;
}

interface ToastAction {
  label: string;
  run: () => void;
}

const SHORT = 5_000;
const LONG = 10_000;
const KEPT = 3;

/** A sheet takes the pointer from all that is outside of it. What lies below a toast's words can be pressed still. */
const PRESSED_OVER_SHEETS = 'pointer-events-auto';

let toasts: readonly ToastContent[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function replace(next: readonly ToastContent[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}
const dismiss = (id: number) => replace(toasts.filter((toast) => toast.id !== id));

function show(content: Omit<ToastContent, 'id'>): void {
  lastId += 1;
  replace([...toasts, { ...content, id: lastId }].slice(-KEPT));
}

/** A sentence about what just happened, at the foot of the window. */
export const toast = {
  say: (text: string) => show({ text, tone: 'neutral', duration: SHORT, undo: null }),
  done: (text: string) => show({ text, tone: 'done', duration: SHORT, undo: null }),
  failed: (text: string) => show({ text, tone: 'failed', duration: LONG, undo: null }),
  /** For anything that removes or moves: 10 s, and ⌘Z takes it back. */
  undoable: (text: string, undo: () => void, action?: ToastAction) =>
    show({ text, tone: 'neutral', duration: LONG, undo, ...(action && { action }) }),
};

/** Takes back the newest undoable toast. Returns whether there was one. */
function undoNewest(): boolean {
  const newest = toasts.findLast((candidate) => candidate.undo !== null);
  if (!newest) return false;
  dismiss(newest.id);
  newest.undo?.();
  return true;
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

export function Toaster() {
  const shown = useSyncExternalStore(subscribe, () => toasts);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isUndo =
        (event.metaKey || event.ctrlKey) && !event.shiftKey && event.key.toLowerCase() === 'z';
      if (isUndo && !isTyping(event.target) && undoNewest()) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);

  // The first toast brings the region that they stand in.
  const wasShown = useRef(false);
  wasShown.current ||= shown.length > 0;
  if (!wasShown.current) return null;
  return (
    <Radix.Provider swipeDirection="down" label="Notification">
      {shown.map((item) => (
        <Radix.Root
          key={item.id}
          duration={item.duration}
          type={item.tone === 'failed' ? 'foreground' : 'background'}
          onOpenChange={(open) => !open && dismiss(item.id)}
          className="flex min-h-10 w-fit max-w-120 animate-rise items-center gap-2.5 rounded-card bg-raised py-1.5 pr-1.5 pl-3 shadow-float"
        >
          {item.tone === 'done' && <CircleCheck size={16} className="shrink-0 text-published" />}
          {item.tone === 'failed' && <CircleAlert size={16} className="shrink-0 text-failed" />}
          <Radix.Description className="min-w-0 flex-1" data-selectable>
            {item.text}
          </Radix.Description>
          {item.action && (
            <Radix.Action asChild altText={item.action.label}>
              <Button
                tone="ghost"
                size="compact"
                className={PRESSED_OVER_SHEETS}
                onClick={item.action.run}
              >
                {item.action.label}
              </Button>
            </Radix.Action>
          )}
          {item.undo && (
            <Radix.Action asChild altText="Undo with Ctrl or Command and Z">
              <Button
                tone="ghost"
                size="compact"
                className={PRESSED_OVER_SHEETS}
                onClick={item.undo}
              >
                Undo
                <Kbd keys={['mod', 'z']} />
              </Button>
            </Radix.Action>
          )}
          <Radix.Close asChild>
            <IconButton label="Dismiss" className={PRESSED_OVER_SHEETS}>
              <X size={14} />
            </IconButton>
          </Radix.Close>
        </Radix.Root>
      ))}
      <Radix.Viewport className="no-drag fixed bottom-(--toast-foot,48px) left-1/2 z-60 flex -translate-x-1/2 flex-col items-center gap-2 outline-none" />
    </Radix.Provider>
  );
}
