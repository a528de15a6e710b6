import type { NetworkId } from '../network.ts';
import { folded, type ImportField, networkNamed } from './fields.ts';

type Named = Exclude<ImportField, `text:${string}`>;

/** What columns are called: in English, German, French, Spanish, Italian, Dutch, Portuguese, and by other tools. */
const NAMES: Readonly<Record<Named, string>> = {
  text: `text, post, message, caption, content, copy, post text, post content, body, description, update, tweet,
    postcontent, beitrag, beitragstext, nachricht, inhalt, texte, legende, contenu, publication, texto, mensaje,
    contenido, publicacion, leyenda, testo, messaggio, contenuto, didascalia, tekst, bericht, inhoud, mensagem,
    conteudo, legenda, publicacao`,
  date: `date, day, publish date, publishing date, publication date, scheduled date, schedule date, scheduledate, post date,
    posting date, date time, datetime, date and time, scheduled, scheduled at, scheduled time, scheduled for,
    scheduled on, schedule, publish at, publish on, publish time, posting time, post at, postatspecifictime, send at,
    datum, zeitpunkt, veroffentlichung, veroffentlichungsdatum, termin, geplant, geplant fur, datum und uhrzeit,
    date de publication, date et heure, programme, jour, fecha, fecha y hora, fecha de publicacion, programado, dia,
    data, data e ora, data di pubblicazione, giorno, datum en tijd, publicatiedatum, dag, data e hora,
    data de publicacao`,
  time: 'time, hour, clock, uhrzeit, zeit, heure, hora, ora, orario, tijd, tijdstip, horario',
  zone: `zone, time zone, timezone, tz, utc offset, offset, zeitzone, fuseau, fuseau horaire, zona horaria, fuso orario,
    tijdzone, fuso horario`,
  client: `client, client name, customer, brand, company, workspace, kunde, kundin, kundenname, marke, firma, cliente, marque,
    marca, empresa, azienda, klant, merk, bedrijf`,
  accounts: `account, accounts, account name, profile, profiles, profile name, channel, channels, network, networks,
    platform, platforms, social network, social networks, social account, social profile, social profiles, handle,
    handles, page, post to, publish to, konto, konten, kanal, kanale, kanaele, netzwerk, netzwerke, plattform,
    plattformen, profil, profile, compte, comptes, reseau, reseaux, plateforme, plateformes, profils, cuenta, cuentas,
    red, redes, canal, canales, plataforma, plataformas, perfil, perfiles, conto, canale, canali, rete, reti,
    piattaforma, profilo, accounts netwerk, kanaal, kanalen, netwerk, netwerken, rede, conta, contas, canais, perfis`,
  status: 'status, state, post status, zustand, statut, etat, estado, stato, draft',
  media: `media, medium, image, images, picture, pictures, photo, photos, video, videos, image url, image urls,
    imageurl, imageurls, image link, image path, media url, media urls, mediaurl, mediaurls, media path, media paths,
    media file, media files, picture url, picture urls, photo url, video url, video urls, videourls, file, files,
    file name, filename, attachment, attachments, bild, bilder, bild url, datei, dateien, medien, foto, fotos, anhang,
    fichier, fichiers, photographie, imagen, imagenes, archivo, archivos, adjunto, immagine, immagini, allegato,
    afbeelding, afbeeldingen, bestand, bestanden, imagem, imagens, arquivo, anexo`,
  altText: `alt, alt text, alt texts, alttext, image alt, image alt text, image description, picture description, alternative
    text, media description, alt text picture, bildbeschreibung, alternativtext, alt texte, texte alternatif,
    description de l image, texto alternativo, descripcion de la imagen, testo alternativo, descrizione immagine,
    alternatieve tekst, afbeeldingsbeschrijving, descricao da imagem`,
  labels: `label, labels, tag, tags, campaign, etikett, etiketten, schlagwort, schlagworte, kampagne, etiquette, etiquettes,
    campagne, etiqueta, etiquetas, campana, etichetta, etichette, campagna, trefwoorden, marcadores, campanha`,
  category: `category, categories, content category, content pillar, pillar, topic, theme, kategorie, rubrik, thema, categorie,
    rubrique, categoria, tema, pilar`,
  firstComment: `first comment, firstcomment, comment, first comment text, erster kommentar, kommentar, premier commentaire,
    commentaire, primer comentario, comentario, primo commento, commento, eerste reactie, reactie, primeiro comentario`,
  link: `link, url, links, link url, web link, website, destination url, target url, og url, ogmetaurl, link ogmetaurl, lien,
    enlace, collegamento, koppeling`,
  threading: 'thread, threading, split',
};

const byName = new Map<string, Named>();
for (const [field, names] of Object.entries(NAMES))
  for (const name of names.split(',')) {
    const key = name.trim().replace(/\s+/g, ' ');
    if (key !== '' && !byName.has(key)) byName.set(key, field as Named);
  }

/** `Text for bluesky @ada.example`, as our own export has it. */
const OWN_TEXT = /^text for (\S+)(?: @(.+))?$/i;

const isTextWord = (word: string): boolean => byName.get(word) === 'text';

/** `Bluesky text`, `caption instagram`, `Text (LinkedIn)`: the texts of a network. A bare name is not enough. */
function networkText(name: string): NetworkId | null {
  const words = name.split(' ').filter((word) => word !== 'for' && word !== 'fur');
  const rest = words.filter((word) => !isTextWord(word));
  return rest.length < words.length && rest.length > 0 ? networkNamed(rest.join(' ')) : null;
}

/** What a column is by what it is called; null where that says nothing. */
export function fieldByHeader(header: string): ImportField | null {
  const own = OWN_TEXT.exec(header.trim());
  const ownNetwork = own?.[1] === undefined ? null : networkNamed(own[1]);
  if (own && ownNetwork) return own[2] ? `text:${ownNetwork}:${own[2]}` : `text:${ownNetwork}`;
  const name = folded(header);
  const known = byName.get(name) ?? byName.get(name.replace(/ ?\d+$/, ''));
  if (known) return known;
  const network = networkText(name);
  if (network) return `text:${network}`;
  // `Date (dd/mm/yyyy)`, `Posting Time (UTC)`: what stands in brackets explains.
  const plain = folded(header.replace(/\([^)]*\)|\[[^\]]*\]/g, ' '));
  return plain === name ? null : (byName.get(plain) ?? null);
}
