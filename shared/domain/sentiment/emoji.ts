import { once } from '../once.ts';

/** What emoji say under a post, from −4 to 4, without skin tones and variation selectors. */
const EMOJI: readonly (readonly [valence: number, emoji: string])[] = [
  [3, '😍 🥰 🤩 😻 ❤ 🧡 💛 💚 💙 💜 🖤 🤍 🤎 🩷 🩵 💖 💗 💓 💞 💕 💘 💝 😘 🏆 🥇 💯 🔥 🙌 👏 ❣ ♥'],
  [
    2,
    '😀 😃 😄 😁 😆 😊 ☺ 😋 😎 🤗 🥳 😇 🤤 😺 😸 👍 👌 🙏 🤝 💪 ✨ ⭐ 🌟 🎉 🎊 👑 💐 🌈 🫶 🤟 🤘 😌 🥂 💫 ✅ 🚀 🫡 🥹 😚 😙 🎂 💎',
  ],
  [
    1,
    '🙂 😉 😂 🤣 😅 😜 😝 😛 🤪 😏 🤭 👀 💃 🕺 🌸 🌷 🌹 🌺 🌻 ☀ 🌞 🎶 🍾 🍻 👋 ✌ 🤞 🍀 🐶 🐱 ☕ 🍰 🥺',
  ],
  [-1, '😐 😑 😶 😕 🙁 😬 🤔 🤨 🥱 😴 😓 🫤 😟 😧 😦 🫠 😪 😮‍💨 🙃'],
  [
    -2,
    '☹ 😞 😔 😒 🙄 😣 😖 😩 😫 😢 😭 😥 😨 😰 😱 👎 💔 😿 🤦 🤦‍♀ 🤦‍♂ ❌ 🚩 🗑 🥴 😵 🤕 🤒 😾 🤥 💩 🤡',
  ],
  [-3, '😠 😡 🤬 🤮 🤢 👿 🖕 😤 💀'],
];

const valences = once(
  (): ReadonlyMap<string, number> =>
    new Map(
      EMOJI.flatMap(([valence, list]) => list.split(' ').map((one) => [one, valence] as const)),
    ),
);

const PICTURE =
  /\p{Extended_Pictographic}(?:[\u{1f3fb}-\u{1f3ff}\ufe0f]|\u200d\p{Extended_Pictographic})*/gu;

/** Of each kind of emoji once, with a little more for each repeat. */
export function emojiIn(text: string): number[] {
  const counts = new Map<number, Map<string, number>>();
  for (const [found] of text.matchAll(PICTURE)) {
    const plain = found.replace(/[\u{1f3fb}-\u{1f3ff}\ufe0f]/gu, '');
    const valence = valences().get(plain) ?? valences().get([...plain][0] ?? '');
    if (valence === undefined) continue;
    const kinds = counts.get(valence) ?? new Map<string, number>();
    kinds.set(plain, (kinds.get(plain) ?? 0) + 1);
    counts.set(valence, kinds);
  }
  return [...counts].flatMap(([valence, kinds]) =>
    [...kinds.values()].map((times) => valence * (1 + 0.1 * Math.min(times - 1, 4))),
  );
}

/** A text without its emoji, each replaced by a space. */
export const withoutEmoji = (text: string): string => text.replace(PICTURE, ' ');
