import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, type ButtonProps } from './button.tsx';

/**
 * Puts a text on the clipboard. By the copy command and not by `navigator.clipboard`: that one asks for a
 * permission, and a page of ours has none.
 */
function copyText(text: string): boolean {
  let done = false;
  const put = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    done = true;
  };
  document.addEventListener('copy', put, { once: true, capture: true });
  document.execCommand('copy');
  document.removeEventListener('copy', put, { capture: true });
  return done;
}

/** How long it says that it is done, in ms. */
const SAID_FOR = 2_000;

interface CopyButtonProps extends Omit<ButtonProps, 'onClick' | 'icon'> {
  text: string;
  /** What is copied, for screen readers where the button says only "Copy". */
  what?: string;
}

/** Copies, and says for a moment that it did. */
export function CopyButton({ text, what, children = 'Copy', ...rest }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = window.setTimeout(() => setCopied(false), SAID_FOR);
    return () => window.clearTimeout(timer);
  }, [copied]);
  return (
    <>
      <Button
        {...rest}
        icon={copied ? <Check size={14} /> : <Copy size={14} />}
        {...(what && { 'aria-label': `${copied ? 'Copied' : 'Copy'} ${what}` })}
        onClick={() => setCopied(copyText(text))}
      >
        {copied ? 'Copied' : children}
      </Button>
      <span role="status" className="sr-only">
        {copied ? 'Copied' : ''}
      </span>
    </>
  );
}

interface CopyLineProps {
  /** What it is, e.g. "redirect address 1". */
  what: string;
  text: string;
}

/** A text that is pasted elsewhere exactly as it stands. */
export const CopyLine = ({ what, text }: CopyLineProps) => (
  <div className="flex items-center gap-2 rounded-control bg-sunken py-1 pr-1 pl-2.5">
    <code className="min-w-0 flex-1 text-small break-all" data-selectable>
      {text}
    </code>
    <CopyButton text={text} what={what} size="compact" tone="ghost" />
  </div>
);
