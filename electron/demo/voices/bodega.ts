import type { Voice } from './voice.ts';

export const bodega: Voice = {
  name: 'Bodega Álvarez',
  colour: '#9f1239',
  notes:
    'Español de España, tuteo. Nunca animar a beber más. Inés aprueba los lunes. Precios solo en la web.',
  accounts: [{ handle: 'bodegaalvarez.example', displayName: 'Bodega Álvarez', followers: 6087 }],
  sentences: [
    'Vendimia {anio}: {uva} recogida a mano en {lugar}, {detalle}.',
    'Este {dia} abrimos la bodega a las {hora}. Visita, cata de {numero} vinos y {plato}.',
    '¿Con qué va nuestro {vino}? Con {plato}, sin dudarlo.',
    '{persona} lleva {numero} años podando estas cepas. Hoy le toca a {lugar}.',
    'Embotellamos el {vino} del {anio}. {detalle}.',
    'Una barrica, {numero} meses, {detalle}. Así nace el {vino}.',
    'Desde {lugar}: {tiempo} y la {uva} aguanta.',
    'Receta para el {dia}: {plato} y una copa de {vino}. Nada más.',
  ],
  words: {
    anio: ['2019', '2020', '2021', '2022', '2023', '2024', '2025'],
    uva: ['garnacha', 'tempranillo', 'mencía', 'albariño', 'verdejo', 'graciano'],
    lugar: ['la Viña Vieja', 'Valdehermoso', 'la ladera norte', 'Peñaluenga', 'el Majuelo'],
    detalle: [
      'sin prisa y con frío',
      'con la niebla todavía abajo',
      'racimo a racimo',
      'sin filtrar',
      'con levaduras de la casa',
    ],
    dia: ['viernes', 'sábado', 'domingo', 'puente'],
    hora: ['11', '12', '17', '18'],
    numero: ['tres', 'cuatro', 'doce', 'catorce', 'dieciocho', 'treinta'],
    vino: ['Crianza', 'Blanco de Inés', 'Clarete', 'Reserva', 'Joven', 'Vermut de la casa'],
    plato: [
      'migas con uvas',
      'queso curado',
      'cordero asado',
      'pimientos asados',
      'bacalao',
      'una tortilla bien hecha',
    ],
    persona: ['Inés', 'Julián', 'la señora Carmen', 'Paco', 'Rosario'],
    tiempo: ['cierzo', 'helada', 'lluvia fina', 'sol de invierno', 'calor seco'],
  },
  calls: [
    'Reserva tu visita:',
    'Plazas limitadas.',
    'Te esperamos.',
    'Consume con moderación.',
    '¿Te apuntas?',
    'Más en la web:',
  ],
  links: [
    'https://bodegaalvarez.example/visitas',
    'https://bodegaalvarez.example/vinos',
    'https://bodegaalvarez.example/vendimia',
  ],
  tags: ['vino', 'bodega', 'vendimia', 'enoturismo', 'garnacha', 'vinodeautor'],
  emoji: ['🍇', '🍷', '🌄', '🧀', '🇪🇸'],
  pictures: [
    {
      title: 'Viña',
      hues: [340, 30],
    },
    {
      title: 'Barricas',
      hues: [15, 350],
    },
  ],
};
