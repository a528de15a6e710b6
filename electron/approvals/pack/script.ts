import { ANSWERS_KIND, ANSWERS_VERSION } from '../../../shared/domain/approval.ts';
import { HASH_SOURCE } from './sha256.ts';

/**
 * What the pack's page does, as source: it is in the file as it stands, under the hash that the file's policy names.
 * It reaches nothing: answers stay in the page (and in the browser's own storage, where there is one) until the person
 * saves, copies or mails them.
 */
export const PACK_SCRIPT = `(() => {
'use strict';
const KIND = ${JSON.stringify(ANSWERS_KIND)};
const VERSION = ${ANSWERS_VERSION};
${HASH_SOURCE}
${String.raw`
const $ = (id) => document.getElementById(id);
const pack = JSON.parse($('pack').textContent);
const KEY = 'clientnest-pack-' + pack.id;
const posts = pack.posts.map((post, index) => ({
  ...post,
  number: index + 1,
  box: $('post-' + (index + 1)),
  radios: Array.from(document.querySelectorAll('input[name="answer-' + (index + 1) + '"]')),
  words: $('words-' + (index + 1)),
  note: $('note-' + (index + 1)),
  clear: $('clear-' + (index + 1)),
  at: 0,
}));
const author = $('author');
const status = $('status');
let unsaved = false;
let isStored = false;

const chosen = (post) => (post.radios.find((radio) => radio.checked) || {}).value || null;
const isAnswered = (post) => {
  const answer = chosen(post);
  return answer === 'approve' || (answer !== null && post.words.value.trim() !== '');
};
const say = (text, isProblem) => {
  status.textContent = text;
  status.className = isProblem ? 'problem' : '';
};

function store() {
  try {
    localStorage.setItem(KEY, JSON.stringify({
      author: author.value,
      posts: posts.map((post) => [post.id, post.fingerprint, chosen(post), post.words.value, post.at]),
    }));
    isStored = true;
  } catch { isStored = false; }
}
function restore() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    if (!kept) return;
    author.value = String(kept.author || '');
    for (const [id, fingerprint, answer, words, at] of kept.posts) {
      const post = posts.find((one) => one.id === id && one.fingerprint === fingerprint);
      if (!post) continue;
      for (const radio of post.radios) radio.checked = radio.value === answer;
      post.words.value = String(words);
      post.at = Number(at) || 0;
    }
  } catch { /* No storage: the answers live in this page. */ }
}

const LABELS = {
  approve: 'A remark, if you like',
  change: 'What should change?',
  comment: 'Your comment',
};
const SAID = { approve: 'Approved', change: 'Change asked for', comment: 'Comment' };
function show() {
  for (const post of posts) {
    const answer = chosen(post);
    post.box.dataset.answer = answer || '';
    post.words.parentElement.hidden = answer === null;
    post.clear.hidden = answer === null;
    post.words.previousElementSibling.textContent = LABELS[answer] || LABELS.comment;
    post.words.required = answer === 'change' || answer === 'comment';
    post.note.textContent = answer === null ? '' : isAnswered(post) ? SAID[answer] : 'Write a few words';
  }
  const done = posts.filter(isAnswered).length;
  $('progress').textContent = done + ' of ' + posts.length + ' answered';
  $('bar').value = done;
  $('left').hidden = done === posts.length;
}
function changed(post) {
  if (post) post.at = Date.now();
  unsaved = true;
  say('');
  store();
  show();
}

function problem() {
  const empty = posts.find((post) => chosen(post) !== null && !isAnswered(post));
  if (empty) return [empty.words, 'Post ' + empty.number + ': write a few words, so that it is clear what you mean.'];
  if (!posts.some(isAnswered)) return [posts[0].radios[0], 'Answer at least one post first.'];
  if (author.value.trim() === '') return [author, 'Write your name, so that it is clear who answered.'];
  return null;
}
function answersNow() {
  const wrong = problem();
  if (wrong) {
    say(wrong[1], true);
    wrong[0].focus();
    return null;
  }
  const answers = posts.filter(isAnswered).map((post) => ({
    postId: post.id,
    fingerprint: post.fingerprint,
    answer: chosen(post),
    text: post.words.value.trim().slice(0, 5000),
    at: post.at,
  }));
  const file = { kind: KIND, version: VERSION, pack: pack.id, author: author.value.trim().slice(0, 120), savedAt: Date.now(), answers };
  return { ...file, signature: signed(file) };
}
const signed = (file) => hexOf(hmac(bytesOfHex(pack.key), bytesOf(JSON.stringify([
  KIND, VERSION, file.pack, file.author, file.savedAt,
  file.answers.map((one) => [one.postId, one.fingerprint, one.answer, one.text, one.at]),
]))));

function save() {
  const file = answersNow();
  if (!file) return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(file, null, 2)], { type: 'application/json' }));
  link.download = pack.fileName;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  unsaved = false;
  say('Saved as ' + pack.fileName + '. Send that file back' + (pack.from ? ' to ' + pack.from : '') + '.');
}

const base64 = (text) => btoa(Array.from(bytesOf(text), (byte) => String.fromCharCode(byte)).join(''));
const readable = (file) => [
  pack.title, 'Answers of ' + file.author, '',
  ...file.answers.flatMap((one) => {
    const post = posts.find((each) => each.id === one.postId);
    return ['Post ' + post.number + ' (' + post.when + '): ' + SAID[one.answer] + (one.text ? ': ' + one.text : '')];
  }),
].join('\n');
const armoured = (file) => '-----BEGIN CLIENTNEST ANSWERS-----\n' +
  base64(JSON.stringify(file)).replace(/.{64}/g, '$&\n') + '\n-----END CLIENTNEST ANSWERS-----';

function copyByHand(text) {
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('readonly', '');
  area.className = 'out-of-sight';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}
async function copy() {
  const file = answersNow();
  if (!file) return;
  const text = readable(file) + '\n\n' + armoured(file) + '\n';
  let done = false;
  try {
    await navigator.clipboard.writeText(text);
    done = true;
  } catch { done = copyByHand(text); }
  if (done) unsaved = false;
  say(done ? 'Copied. Paste it into a mail, all of it.' : 'This browser does not let the page copy. Save your answers instead.', !done);
}
function mail() {
  const file = answersNow();
  if (!file) return;
  const address = (body) => 'mailto:' + encodeURIComponent(pack.mail || '') + '?subject=' + encodeURIComponent('Answers: ' + pack.title) +
    '&body=' + encodeURIComponent(body);
  const whole = address(readable(file) + '\n\n' + armoured(file));
  if (whole.length > 1900) {
    save();
    say('Saved as ' + pack.fileName + '. Attach that file to the mail that opens.');
  }
  location.href = whole.length > 1900 ? address('My answers are in the file ' + pack.fileName + '.') : whole;
}

restore();
for (const post of posts) {
  for (const radio of post.radios) radio.addEventListener('change', () => {
    changed(post);
    if (radio.value !== 'approve') post.words.focus();
  });
  post.words.addEventListener('input', () => changed(post));
  post.clear.addEventListener('click', () => {
    for (const radio of post.radios) radio.checked = false;
    post.words.value = '';
    changed(post);
    post.radios[0].focus();
  });
}
author.addEventListener('input', () => changed(null));
$('save').addEventListener('click', save);
$('copy').addEventListener('click', copy);
$('mail').addEventListener('click', mail);
$('left').addEventListener('click', () => {
  const next = posts.find((post) => !isAnswered(post));
  if (!next) return;
  next.box.scrollIntoView({ block: 'start' });
  next.radios[0].focus({ preventScroll: true });
});
window.addEventListener('beforeunload', (event) => {
  if (unsaved && !isStored) event.preventDefault();
});
document.documentElement.classList.add('live');
show();
`}
})();
`;
