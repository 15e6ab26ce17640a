import { useComputedColorScheme } from '@mantine/core';
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart as ChartJs,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  type ChartConfiguration,
  type ChartDataset,
} from 'chart.js';
import { useEffect, useRef } from 'react';

import { sparse } from './ticks';

ChartJs.register(
  BarController,
  BarElement,
  CategoryScale,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
);

export interface Series {
  label: string;
  // A colour of the theme: "indigo".
  color: string;
  values: (number | null)[];
}

interface Props {
  kind: 'line' | 'bar';
  // What is seen, for those who do not see it.
  summary: string;
  labels: string[];
  // Below the chart; nothing below most of the points.
  ticks: (string | null)[];
  series: Series[];
  // Somebody pressed the point of that number.
  onPick?: (at: number) => void;
}

// A picture of figures in the colours of the page, light and dark. Nothing moves.
export default function Chart({ kind, summary, labels, ticks, series, onPick }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scheme = useComputedColorScheme('light');
  useEffect(() => {
    if (!canvas.current) return;
    const chart = new ChartJs(
      canvas.current,
      configuration({ kind, labels, ticks, series, onPick }),
    );
    return () => chart.destroy();
    // The colours are read again with the scheme.
  }, [kind, labels, ticks, series, onPick, scheme]);
  return (
    <div style={{ position: 'relative', height: 220 }}>
      <canvas ref={canvas} role="img" aria-label={summary} />
    </div>
  );
}

const variable = (name: string) =>
  getComputedStyle(document.documentElement).getPropertyValue(`--mantine-${name}`).trim();

function configuration({
  kind,
  labels,
  ticks: marks,
  series,
  onPick,
}: Omit<Props, 'summary'>): ChartConfiguration {
  const isStacked = kind === 'bar';
  const grid = variable('color-default-border');
  const ticks = { color: variable('color-dimmed'), maxRotation: 0 };
  return {
    type: kind,
    data: { labels, datasets: series.map((one) => dataset(kind, one)) },
    options: {
      animation: false,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      onClick: (_, [picked]) => picked && onPick?.(picked.index),
      onHover: ({ native }, found) => {
        if (!onPick || !(native?.target instanceof HTMLElement)) return;
        native.target.style.cursor = found.length > 0 ? 'pointer' : 'default';
      },
      plugins: { tooltip: { boxPadding: 4 } },
      scales: {
        x: {
          stacked: isStacked,
          grid: { display: false },
          border: { color: grid },
          ticks: {
            ...ticks,
            autoSkip: false,
            callback(_, at) {
              return sparse(marks, this.chart.width)[at] ?? '';
            },
          },
        },
        y: {
          stacked: isStacked,
          beginAtZero: true,
          suggestedMax: 4,
          grid: { color: grid },
          border: { display: false },
          ticks: { ...ticks, precision: 0, maxTicksLimit: 5 },
        },
      },
    },
  };
}

function dataset(kind: Props['kind'], { label, color, values }: Series): ChartDataset {
  const ink = variable(`color-${color}-6`);
  const isAlone = values.filter((value) => value !== null).length < 3;
  return {
    type: kind,
    label,
    // One failure among a thousand requests shows too, and none shows nothing.
    data: kind === 'bar' ? values.map((value) => value || null) : values,
    ...(kind === 'bar' && { minBarLength: 3 }),
    borderColor: ink,
    backgroundColor: kind === 'line' ? `color-mix(in srgb, ${ink} 14%, transparent)` : ink,
    ...(kind === 'line' && {
      fill: 'origin',
      borderWidth: 2,
      pointRadius: isAlone ? 3 : 0,
      pointHitRadius: 12,
      stepped: 'after' as const,
    }),
  } as ChartDataset;
}
