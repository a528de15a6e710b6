import { startTransition, useEffect, useState } from 'react';

interface Typing {
  text: string;
  /** What the rest of the screen may still show: what was there before, and all that was typed since. */
  told: readonly string[];
}

/**
 * A text field whose letters never wait: what is typed is shown by the field itself, and the rest of the screen
 * follows when there is time. A text that comes from elsewhere takes its place.
 */
export function useTyping(
  value: string,
  onChange: (text: string) => void,
): [text: string, write: (text: string) => void] {
  const [typing, setTyping] = useState<Typing | null>(null);

  useEffect(() => {
    setTyping((current) =>
      current?.text === value || !current?.told.includes(value) ? null : current,
    );
  }, [value]);

  const write = (text: string) => {
    setTyping((current) => ({ text, told: [...(current?.told ?? [value]), text] }));
    startTransition(() => onChange(text));
  };
  return [typing?.told.includes(value) ? typing.text : value, write];
}
