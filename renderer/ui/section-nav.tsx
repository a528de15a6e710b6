import { type ReactNode, type UIEvent, useEffect, useRef, useState } from 'react';

const OWN_SCROLL_MS = 800;

interface SectionNavProps {
  /** What the sections are of, for screen readers. */
  label: string;
  /** Ids of the elements that they stand in. */
  sections: readonly { id: string; label: string }[];
  /** Scrolled to as soon as it is there. */
  asked?: string | null;
  /** Whether the sections are there by now. */
  isReady: boolean;
  children: ReactNode;
}

/** A long page in sections: their names on the left, and which of them one is in. */
export function SectionNav({ label, sections, asked = null, isReady, children }: SectionNavProps) {
  const [chosen, setHere] = useState<string | null>(null);
  const here = sections.some(({ id }) => id === chosen) ? chosen : sections[0]?.id;
  /** Until when the scrolling is ours, towards what was chosen. */
  const ownScroll = useRef(0);

  const goTo = (id: string, behavior: ScrollBehavior) => {
    setHere(id);
    ownScroll.current = performance.now() + OWN_SCROLL_MS;
    document.getElementById(id)?.scrollIntoView({ block: 'start', behavior });
  };

  useEffect(() => {
    if (!isReady || asked === null || !document.getElementById(asked)) return;
    setHere(asked);
    ownScroll.current = performance.now() + OWN_SCROLL_MS;
    document.getElementById(asked)?.scrollIntoView({ block: 'start' });
  }, [isReady, asked]);

  /** The section at the top is where one is; at the very end it is the last. */
  const follow = ({ currentTarget: list }: UIEvent<HTMLDivElement>) => {
    if (performance.now() < ownScroll.current) return;
    const atEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 2;
    const passed = sections.filter(
      ({ id }) => (document.getElementById(id)?.offsetTop ?? 0) - list.scrollTop < 96,
    );
    const section = atEnd ? sections.at(-1) : (passed.at(-1) ?? sections[0]);
    if (section) setHere(section.id);
  };

  return (
    <div className="flex h-full">
      <nav aria-label={label} className="w-44 shrink-0 py-6 pl-6">
        <ul>
          {sections.map(({ id, label: name }) => (
            <li key={id}>
              <button
                type="button"
                aria-current={here === id ? 'true' : undefined}
                onClick={() => goTo(id, 'smooth')}
                className="h-7 w-full rounded-control px-2.5 text-left text-muted transition-colors hover:text-ink aria-[current]:bg-hover aria-[current]:font-medium aria-[current]:text-ink"
              >
                {name}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <div onScroll={follow} className="scroll-edge relative h-full min-w-0 flex-1 overflow-y-auto">
        <div className="max-w-168 p-6 [&>section]:scroll-mt-6">{children}</div>
      </div>
    </div>
  );
}
