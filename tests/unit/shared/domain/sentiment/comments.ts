/** How a person who reads it takes it; `hard` ones are said in sarcasm or say two things at once. */
export interface Labelled {
  mood: 'positive' | 'neutral' | 'negative';
  text: string;
  hard?: 'sarcasm' | 'mixed';
}

const of = (mood: Labelled['mood'], list: string, hard?: Labelled['hard']): Labelled[] =>
  list
    .trim()
    .split('\n')
    .map((line) => ({ mood, text: line.trim(), ...(hard ? { hard } : {}) }));

const POSITIVE = `
  Best croissant I've had outside Paris
  This made my whole week, thank you!
  Love the new colours 😍
  You guys are killing it lately
  Finally a dentist my kids aren't scared of
  Can't wait for Saturday!!
  The staff went above and beyond for my mum
  Not bad at all, we'll be back
  obsessed with this recipe
  Sooo good 🔥🔥
  Couldn't recommend them highly enough
  My bike has never run better, thanks for the quick fix
  wow, the light in this photo
  So happy I found this place
  Worth every penny
  Shared with my whole team, super useful
  This is exactly what I needed today
  Beautiful work as always
  No complaints here, the tour was great
  I'm speechless. Stunning.
  Best museum café in town, hands down
  Thank you for explaining it so clearly
  HUGE fan of the oat milk option!
  The kids had a blast yesterday
  Well deserved, congratulations to the whole team 🎉
  You never disappoint
  nailed it 👏👏
  Really friendly service and a lovely garden
  I don't usually like museums, but this one was fantastic
  That sourdough looks incredible
  🙌🙌🙌
  take my money already
  Such a calm space. I left feeling ten years younger
  Yesss finally!! so excited for this
  The new menu is a big improvement
  Great tips, saving this for later
  10/10 would come again
  Proud to have worked with you on this
  Your posts always make me smile
  the repair was fast and the price was fair
  I was nervous about the treatment, but it didn't hurt at all
  Absolutely no regrets buying this one
  LOVE LOVE LOVE
  haha this is gold
  Brilliant idea, more of this please
  we had the most wonderful evening, the food was to die for
  Best customer support I've ever dealt with
  Your team is so patient and kind ❤️
  Delicious!
  This deserves way more likes
  Happy birthday to my favourite bakery 🎂
  Cleanest studio in the city
  Without a doubt the friendliest yoga class around
  I keep coming back for the cinnamon buns
  Smooth ride, sturdy frame, zero issues after 2000 km
  what a gem of a place
`;

const NEGATIVE = `
  Waited 40 minutes and nobody even said hello
  The app keeps crashing since the update
  Never again.
  Overpriced and underwhelming
  My order arrived broken and no one answers my emails
  This is a scam, stay away
  Really disappointed with the quality this time
  The coffee was cold and the waiter was rude
  I want a refund
  Still waiting for a reply after two weeks
  Not worth the money
  You used to be so much better
  Please stop posting this clickbait
  worst haircut of my life
  Why do you keep ignoring our questions?
  Unsubscribed. Too much spam.
  The bread was stale and they refused to exchange it
  I don't trust this brand any more
  Not happy with the service at all
  This ad is so annoying
  Very poor communication from the office
  ugh, sold out again
  So sad to see the old place go 😢
  👎👎
  The new design is ugly and hard to read
  Terrible experience, the room was dirty
  I wouldn't recommend it to anyone
  You should be ashamed of yourselves
  The sound was awful, we left after ten minutes
  They charged me twice and won't pay it back
  Your website doesn't work on my phone
  What a waste of time
  It isn't good. It isn't even fresh.
  Fake reviews, don't fall for it
  This caption is offensive
  Nothing about this was fun
  My kids hated it
  Delivery was late AGAIN
  No response to my complaint. Unacceptable!
  shame on you for greenwashing
  How is this even legal? Disgusting 🤮
  the zip broke after one day
  I've lost all respect for this company
  meh, seen better
  Booked a table, got turned away at the door. Furious.
  Cheap material, fell apart in the wash
  I'm fed up with your price increases
  Nobody asked for this update
  The tour guide was boring and hard to understand
  Painful to watch
  The chairs are uncomfortable and it smells
  you ruined my favourite recipe
  got food poisoning here last month 🤢
  Customer service hung up on me
  I have had nothing but trouble with this bike
  This is misleading and you know it
`;

const NEUTRAL = `
  What time do you open on Sunday?
  Is this available in size 42?
  @anna_k have a look at this
  Do you ship to Canada?
  The museum is on the corner of Mill Street
  We came by train
  How long does the course take?
  Which bus goes there?
  I think it was in March
  My sister works there
  Is there parking nearby?
  Here is the link: https://example.com/menu
  How much is the small one?
  We will be there at seven
  Is the blue one made of wool?
  I am from Leeds
  That is the old town hall, isn't it?
  Who took the photo?
  Does it come with a lock?
  It opens next week
  You can book it on the website
  I have the same one in green
  Where was this taken?
  Same here
  Are dogs allowed?
  Is the recipe on your page?
  The second picture is from last year
  Looks like the one in Bristol
  It is made in Portugal
  Can I pay by card?
  What is the name of the song?
  there are two of them on our street
  When is the next class?
  I sent you a message
  Tagging @marco and @lena
  The shop moved to number 12
`;

const SARCASM_NEGATIVE = `
  Oh great, another price increase
  Wow, only three hours late this time. Impressive.
  Thanks for nothing
  Sure, because that worked so well last time 🙄
  Love waiting an hour for a cold soup
  Great job deleting the comments you don't like
  Yeah right, "handmade"
`;

const MIXED_POSITIVE = `
  A bit expensive, but the best pizza in town
  Slow service but wow, that cake
  The queue was terrible, the exhibition was worth it though
  I hated the old logo, this one is lovely
`;

const MIXED_NEGATIVE = `
  Lovely place, but the food was awful
  Great photos. Shame about the service.
  I wanted to love it, but it broke after a week
  The staff are nice, still I won't come back
`;

/** Written once the words and rules stood, which have not been changed for them. */
const UNSEEN_POSITIVE = `
  My daughter won't stop talking about the workshop
  Gorgeous colours on that glaze
  Booked again for next month, already looking forward to it
  that playlist though 🔥
  Honestly the most thoughtful gift I have ever received
  You saved our wedding day
  Crisp, clear and so easy to follow
  Our whole office swears by these
  So glad you're back!
  I passed my exam thanks to you
  The view from up there is magical
  Simple and effective
  ok this is adorable
  Didn't expect it to be this good
`;

const UNSEEN_NEGATIVE = `
  The door handle came off on day two
  I was told someone would call me back. Nobody did.
  Way too loud to have a conversation
  The portions get smaller every year
  Your driver parked across our garden again
  Can't log in, can't reach anyone, can't cancel
  I regret buying this
  Absolutely useless instructions
  They lied about the ingredients
  My tooth hurts more than before
  So tired of these pop-ups
  It's a no from me
  This made me angry
  Misleading headline, weak article
`;

const UNSEEN_NEUTRAL = `
  Is there a vegan version?
  We are on the third floor
  Can you send me the address?
  The exhibition runs until May
  My name is on the list
  It was painted in 1911
  Do I have to bring my own mat?
  they have one in Cardiff too
`;

/** What is measured without having been looked at. */
export const UNSEEN: readonly Labelled[] = [
  ...of('positive', UNSEEN_POSITIVE),
  ...of('negative', UNSEEN_NEGATIVE),
  ...of('neutral', UNSEEN_NEUTRAL),
];

export const COMMENTS: readonly Labelled[] = [
  ...of('positive', POSITIVE),
  ...of('negative', NEGATIVE),
  ...of('neutral', NEUTRAL),
  ...of('negative', SARCASM_NEGATIVE, 'sarcasm'),
  ...of('positive', MIXED_POSITIVE, 'mixed'),
  ...of('negative', MIXED_NEGATIVE, 'mixed'),
];

/** Comments that nobody should guess the sound of. */
export const FOREIGN: readonly string[] = [
  'Das war leider gar nicht gut',
  'Super Service, vielen Dank!',
  'Wann habt ihr heute offen?',
  'Die Torte war der Hammer 😍',
  "J'adore cette boulangerie",
  "C'est vraiment nul, je suis déçue",
  'Merci beaucoup pour tout',
  '¡Me encanta este lugar!',
  'El servicio fue muy malo',
  'Gracias por todo',
  'Bellissimo, complimenti a tutti',
  'Non mi piace per niente',
  'Muito bom, obrigada!',
  'Não gostei do atendimento',
  'Wat een leuke winkel!',
  'Heel slecht geregeld helaas',
  'Jättebra, tack för hjälpen',
  'Det er ikke godt nok',
  'Bardzo dobre, dziękuję',
  'Çok güzel olmuş',
  'Отличное место, спасибо!',
  'とても美味しかったです',
  '非常好吃，谢谢',
  '정말 좋아요',
  'رائع جدا شكرا',
  'बहुत अच्छा',
  'Πολύ ωραίο',
  'תודה רבה',
];
