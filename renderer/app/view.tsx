import { PanelLeft, Search } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { Button, IconButton } from '../ui/button.tsx';
import { cx } from '../ui/class-names.ts';
import { Kbd } from '../ui/kbd.tsx';
import { useFrame } from './frame-state.ts';

interface ViewProps {
  /** The name in the title bar: "Settings", "October 2026". */
  title: string;
  /** The same where the window is narrow. */
  shortTitle?: string | undefined;
  /** Right after the title: ‹ › Today. */
  lead?: ReactNode;
  /** At the end of the title bar. */
  tools?: ReactNode;
  children?: ReactNode;
}

/** A view: its title bar, by which the window is moved, and its body, which scrolls by itself. */
export function View({ title, shortTitle, lead, tools, children }: ViewProps) {
  const { collapsed, toggleRail, openPalette } = useFrame();
  useEffect(() => {
    document.title = `${title} · ClientNest`;
  }, [title]);

  return (
    <>
      <header
        className={cx(
          'drag flex h-11 shrink-0 items-center gap-2 pl-2.5 pr-[calc(100vw-env(titlebar-area-x,0px)-env(titlebar-area-width,100vw)+12px)]',
          collapsed && 'mac:pl-8',
        )}
      >
        <IconButton
          label={collapsed ? 'Show the sidebar' : 'Hide the sidebar'}
          keys={['mod', '\\']}
          onClick={toggleRail}
        >
          <PanelLeft size={16} />
        </IconButton>
        <h1 className="truncate pl-0.5 text-section font-semibold">
          {shortTitle === undefined ? (
            title
          ) : (
            <>
              <span className="hidden wide:inline">{title}</span>
              <span className="wide:hidden">{shortTitle}</span>
            </>
          )}
        </h1>
        {lead}
        <div className="flex-1" />
        {tools}
        <Button
          tone="ghost"
          size="compact"
          onClick={openPalette}
          icon={<Search size={16} className="text-muted" />}
          className="px-1.5 text-muted"
        >
          <span className="sr-only">Search and commands</span>
          <span className="hidden wide:inline">
            <Kbd keys={['mod', 'k']} hidden />
          </span>
        </Button>
      </header>
      <div className="min-h-0 flex-1">{children}</div>
    </>
  );
}
