import { once } from '../once.ts';

/** Single words by how much they say, from −4 to 4, as people mean them under a post. Inflections are found by their stem. */
const WORDS: readonly (readonly [valence: number, words: string])[] = [
  [
    4,
    `amazing awesome outstanding perfect perfection phenomenal exceptional magnificent flawless masterpiece breathtaking
    stunning sensational superb unbeatable bestest`,
  ],
  [
    3,
    `adore adorable beautiful best brilliant bravo delightful delicious delight divine excellent exquisite extraordinary
    fabulous fantastic fab gorgeous great heavenly impeccable incredible iconic joy legend legendary love loved loving
    lovely loves luv marvellous marvelous mesmerising mesmerizing remarkable spectacular splendid stellar stunner sublime
    superior terrific thrilled top-notch triumph wonderful wonderfully wow yay goat slay slayed banger scrumptious
    immaculate overjoyed ecstatic grateful thankful congratulations congrats`,
  ],
  [
    2,
    `accurate admire appreciate appreciated artistic attentive beauty bless blessed blessing bliss brave brightest calming
    caring celebrate champion charming cheerful clever comfy compassionate confident cool cosy cozy courteous craving
    creative cute cutest dazzling dedicated dope dreamy effortless elegant encourage energetic enjoy enjoyable enjoyed
    enthusiastic epic excited exciting excitement fantabulous faultless fave favorite favourite fun funny generous genius
    gifted glad glorious glowing good goodness gratitude happy happier happiest happiness healthy helped helpful hero
    hilarious honest honoured honored impressed impressive inspire inspired inspiring inspiration inspirational kindness
    knowledgeable laugh laughed lively lit lucky luscious luxurious memorable mouthwatering neat nice nicely nicest noice obsessed
    outdone peaceful playful pleased pleasure pleasant polite powerful praise precious prettier prettiest pride prompt
    proud recommend recommended refreshing reliable relieved respect rewarding rocks satisfied satisfying
    scenic shine shiny smart smashed smile smiled smiling smooth soothing sparkle speechless spotless stoked stylish succeed
    success successful sweet sweetest talented talent tasty thank thanks thanx thx ty tysm thorough thoughtful timeless treasure
    treat trustworthy unforgettable unmatched vibrant warmest welcoming win winner winning wins won woohoo woo wholesome
    yum yummy zen amaze gem goals vibe vibes flawlessly kudos props chef well-deserved well-made user-friendly must-have`,
  ],
  [
    1,
    `agree agreed ace aww awww better bright care clean cleaner comfortable convenient crisp easy easier eager efficient fast fair
    fascinating fine fit fresh friend friendly gentle gift haha hahaha handy hehe hope hopeful hopefully hoping hug hugs
    important improve improved improvement insightful interested interesting kind like liked likes lmao lol loyal nailed nostalgic ok okay
    original popular positive pretty promising promise quick quickly ready relatable relax relaxing respectful rich safe save saved secure sharp
    solid stable strong support supported supportive sure thriving trust unique useful value valuable warm welcome wise worth worthy yes yep yeah
    xoxo bonus informative intuitive modern practical vivid affordable authentic calm calmer tidy lush juicy hyped adorbs well`,
  ],
  [
    -1,
    `alas annoy apologies bored boring blah cheap chaotic cheesy clunky complain complaint complained concern concerned
    concerning confused confusing crowded cry damp delay delayed difficult doubt doubtful dull expensive forgot forgotten generic
    greasy hard hmm inconsistent inconvenient issue lack lacked lacking lame late lazy limited lost
    meh mess messy mid mislead miss missed missing mistake noisy odd off outdated pathetically pricey problem questionable refund
    regret salty sceptical skeptical slow slower sorry soggy stale strange stuck tired
    uncomfortable unclear underwhelming unsure untidy weird wrong yawn bug buggy glitch glitchy lag laggy error fail
    uninspired unimpressed worried worry wait waited queue shame typo cold small`,
  ],
  [
    -2,
    `abandon abuse abusive angry annoyed annoying appalled arrogant ashamed atrocity avoid bad badly bait betrayed beware bitter bland blame
    bother broke broken burnt careless cancel cancelled careless clueless condescending crap crappy crash crashed crashes cringe
    cringy cringey crying cursed damage damaged damn dangerous deceptive deceived defective depressing desperate devastated dirty disagree
    disappoint disappointed disappointing disappointment disappoints discriminate discriminated dishonest dislike dismissive disrespect disrespectful
    distressing dodgy dreadful dumb embarrassed embarrassing exhausted failed failing fails failure fake faulty fear filthy
    flawed flop frustrated frustrating frustration furious gone-off greed greedy gross guilty gutted harm harmful heartbroken heartless
    hideous hurt hurts hypocrite hypocrites ignorant ignore ignored ignoring ignores illegal inaccurate incompetent incorrect
    inedible ineffective insensitive insult insulted insulting irresponsible irritated irritating jerk joke laughable liar liars lie lied lies lying
    mad mislabelled misleading mold moldy mouldy nasty negligent nonsense offended offensive outrageous outrage overcharged overcooked overhyped
    overpriced overrated pain painful pathetic phony poor poorly pushy racist refuse refused refuses reject
    ridiculous rip-off ripoff risky rubbish rude rudest sad sadly scared scary afraid shady shameful shocked shocking sick sketchy sloppy
    smelly sneaky spam stain stained steal stealing stinks stolen stress stressed stressful stupid sucked suck sucks suffer suffered suspicious
    tacky terrified tasteless threat toxic trash tragic trouble ugh ugly unacceptable unfair unfollow unfollowed unfollowing
    unfortunate unfortunately unhappy unhelpful unhygienic unprofessional unreliable unresponsive unsafe
    unsatisfied unsubscribe unsubscribed unusable upset upsetting useless violent waste wasted wasting
    watered-down weak wtf yikes smh facepalm tone-deaf clickbait undercooked understaffed unreadable undelivered
    overwhelmed tearing leaks leaking leaked torn cracked flimsy exploit exploiting rotten`,
  ],
  [
    -3,
    `abysmal appalling atrocious awful cheat cheated cheaters crook crooks cruel despicable detest disaster disastrous disgrace disgraceful
    disgust disgusted disgusting evil fraud garbage hate hated hates hateful hating hell hopeless horrendous
    ruin ruined horrible horrid horrific horrified infuriating livid loathe lousy nightmare pathetic repulsive revolting scam scammed scammer scammers
    shambles shit shitty terrible terribly thief thieves unbearable vile vomit worst worse worthless wretched bullshit
    boycott racist sexist trashy fuming`,
  ],
];

/** By how much a word turns the next one up or down. */
export const intensifiers = once(
  (): ReadonlyMap<string, number> =>
    new Map([
      ...words(
        `absolutely amazingly awfully beyond completely considerably deeply definitely downright enormously entirely especially exceptionally
    extra extremely fully genuinely highly hugely incredibly insanely intensely literally majorly massively more most
    particularly perfectly purely quite really ridiculously seriously simply so soo super superbly that thoroughly too total totally
    tremendously truly unbelievably utter utterly very wildly such always every hella mega ultra bloody freaking fucking pretty`,
      ).map((word) => [word, 0.3] as const),
      ...words(
        'almost barely fairly hardly kinda less little marginally moderately occasionally partly partially rather relatively scarcely slightly somewhat sorta a-bit',
      ).map((word) => [word, -0.3] as const),
    ]),
);

/** What follows one of them, within three words, means the opposite, and less so. */
export const negations = once(
  (): ReadonlySet<string> =>
    new Set(
      words(
        `not no never none nobody nothing nowhere neither nor cannot without hardly barely scarcely rarely seldom lacks
    ain't aren't can't couldn't didn't doesn't don't hadn't hasn't haven't isn't mightn't mustn't needn't shan't shouldn't wasn't weren't won't wouldn't
    aint arent cant couldnt didnt doesnt dont hadnt hasnt havent isnt mustnt neednt shouldnt wasnt werent wont wouldnt`,
      ),
    ),
);

const lexicon = once(
  (): ReadonlyMap<string, number> =>
    new Map(
      WORDS.flatMap(([valence, list]) => words(list).map((word) => [word, valence] as const)),
    ),
);

/** Which of a word's endings may be left off, and what comes in their place. */
const ENDINGS: readonly (readonly [ending: string, instead: string])[] = [
  ['s', ''],
  ['es', ''],
  ['ed', ''],
  ['ed', 'e'],
  ['ied', 'y'],
  ['ies', 'y'],
  ['ing', ''],
  ['ing', 'e'],
  ['ly', ''],
  ['ily', 'y'],
  ['iest', 'y'],
  ['ier', 'y'],
  ['est', ''],
];

/** What a word says by itself, in lower case; undefined where it is not known. */
export function valenceOf(word: string): number | undefined {
  const known = lexicon().get(word);
  if (known !== undefined) return known;
  // Drawn-out letters: “sooo goood”, “loooove”.
  const short = word.replace(/(.)\1{2,}/gu, '$1$1');
  if (short !== word) {
    const drawnOut = valenceOf(short) ?? lexicon().get(word.replace(/(.)\1{2,}/gu, '$1'));
    if (drawnOut !== undefined) return drawnOut;
  }
  for (const [ending, instead] of ENDINGS) {
    if (word.length < ending.length + 3 || !word.endsWith(ending)) continue;
    const stem = lexicon().get(word.slice(0, -ending.length) + instead);
    if (stem !== undefined) return stem;
  }
  return undefined;
}

function words(list: string): string[] {
  return list.trim().split(/\s+/);
}
