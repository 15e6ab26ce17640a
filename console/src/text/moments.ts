export const momentsText = {
  example: { day: '1 Dec 2026', moment: '1 Dec 2026, 14:30' },
  wrong: {
    day: 'Enter a day, such as 1 Dec 2026 or 2026-12-01.',
    moment: 'Enter a day and time, such as 1 Dec 2026, 14:30.',
  },
};
