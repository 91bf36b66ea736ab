import type { words as en } from './en.ts';

export const words = {
  'numbers.span': 'Período',
  'span.hour': 'Hora',
  'span.day': 'Dia',
  'span.month': 'Mês',
  'numbers.points': 'Pontos',
  'numbers.given': 'dados',
  'numbers.takenBack': 'retomados',
  'numbers.deliveries': 'Entregas por resultado',
  'numbers.mixed': 'Entregas e tentativas posteriores por resultado',
  'numbers.received': 'entregas',
  'numbers.attempts': 'tentativas posteriores',
  'numbers.attemptsHint': 'Pedidos e prêmios retomados mais uma vez, sem uma nova entrega',
  'numbers.calls': 'Chamadas à BonifiQ',
  'numbers.callCount': 'chamadas',
  'numbers.peak': 'no máximo em {span}',
  'numbers.latency': 'Latência da BonifiQ',
  'numbers.median': 'mediana',
  'numbers.longest': 'a maior',
} satisfies Record<keyof typeof en, string>;
