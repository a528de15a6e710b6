import { once } from '../once.ts';
import { valenceOf } from './lexicon.ts';

/** Small words that hold English together and that the neighbours' languages don't have. */
const english = once(
  () =>
    new Set(
      `the and you your yours youre this that these those with for are were have has had is it its i'm im i've i'd i'll my mine we our they their them he she his her
  what when where which who why how would could should can can't cannot will won't don't dont doesn't didn't isn't wasn't not but from just so too very
  please been being do does did of to at by be or if then than there here out up all any some more most much many every never always really
  about after again also because before even ever first get got go going good know let like look make need new now only other over people said see
  still take tell thing think time try use used want way well work year today tomorrow day back down into off it's that's what's there's let's we're they're you're
  i as one two my u r ur pls omg tbh imo btw idk guys anyone everyone someone something nothing place shop open close order`.split(
        /\s+/,
      ),
    ),
);

/** English as well, or nobody's own: they decide nothing. */
const neutral = once(
  () =>
    new Set([
      ...'a an as at be by do die du en es for har he hat her his i in is it la le man me mi min no o of on or os pan si so some son super te ten to too um was war we will you to do is on or as se over more mine den see all by from de el da na ne van al can ma ben plus pour but sent'.split(
        ' ',
      ),
    ]),
);

/** The commonest words of other languages in Latin letters, without those that are English, too. */
const others = once(
  () =>
    new Set(
      `der das und ist nicht ich ein eine einen einem mit auf für von dem den des zu wir ihr sie auch aber wie noch nur nach bei aus wenn mein dein euer schon immer sehr danke gut bitte toll schön heute oder über kein keine wird sind habe haben gibt es leider wieder
  le la les une des est pas je tu il elle nous vous ils avec dans sur qui que quoi mais très pour merci bien c'est ça cette ce ces mon ton votre notre tout tous j'adore trop du au aux sont été être avoir fait jamais toujours bonjour
  el los las una uno es que en por para con pero muy gracias está este esta esto esos mi tu su sus como más cuando donde porque siempre nunca también hola buen bueno buena hay todo todos qué sí ya del al lo se nos les gusta encanta
  il lo gli di che non per una sono è con ma molto grazie questo questa questi anche più come sempre mai bello bella buono della dei delle nel ho hai ha abbiamo perché ciao tutto tutti si ci
  o os um uma não você vocês com mas muito obrigado obrigada isso esse essa também meu minha seu sua sempre já bom boa da dos das na nos em é são foi tem ter mais quando
  het een niet en van voor met maar wel ook heel erg dank bedankt mooi goed deze dit zijn mijn jouw jullie wij hij zij naar bij nog altijd nooit lekker leuk waar wat ik je te er al
  och att det är inte jag som på för av med har till den en ett vi kan om så tack mycket bra också ikke og det er jeg ikke med har til meget tak takk veldig som på av for å min din
  nie się jest na że to do jak ale tak dla czy bardzo dzięki dziękuję mnie moje super już tylko
  není že se na jako ale tak pro jsem jsme děkuji moc velmi
  bir ve bu çok için ile da de ne var yok ben sen biz çok güzel teşekkürler ama gibi daha
  yang dan di ini itu tidak untuk dengan saya kami kamu ada akan juga bisa sangat terima kasih bagus banget
  ja ei on se että mutta niin kiitos hyvä todella olen minä tämä
  és az nem egy hogy de is van köszönöm nagyon jó ez
  și nu este cu pe pentru mulțumesc foarte mai dar la din`
        .split(/\s+/)
        .filter((word) => !neutral().has(word)),
    ),
);

/** Sentiment words that many languages share. */
const everybodys = once(
  () =>
    new Set(
      'super top bravo wow ok okay haha hahaha hehe lol normal original fantastic phenomenal perfect popular positive zen cool fair fit intense modern fail chef lame mal'.split(
        ' ',
      ),
    ),
);

/**
 * Whether a text is English, so that English words may be looked for in it. `none`: it has no words.
 * What can't be told is `other`: better not known than guessed.
 * @param text without addresses, mentions and emoji
 */
export function languageOf(text: string): 'english' | 'other' | 'none' {
  const letters = text.match(/\p{L}/gu) ?? [];
  if (letters.length === 0) return 'none';
  const latin = letters.filter((letter) => /\p{sc=Latin}/u.test(letter)).length;
  if (latin < letters.length * 0.7) return 'other';
  let ours = 0;
  let other = 0;
  const words = text.toLowerCase().match(/[\p{L}\p{M}]+(?:['-][\p{L}\p{M}]+)*/gu) ?? [];
  for (const word of words) {
    if (english().has(word)) ours += 1;
    if (others().has(word)) other += 1;
    else if (!english().has(word) && !everybodys().has(word) && valenceOf(word) !== undefined)
      ours += 0.8;
    // Names and loans (café, naïve) have them as well, so one alone weighs little.
    if (/[^\p{ASCII}’]/u.test(word)) other += 0.6;
  }
  return ours > other || (words.length === 1 && everybodys().has(words[0] ?? ''))
    ? 'english'
    : 'other';
}
