// Whether another page shows the console in a frame.
export const isFramed = (): boolean => window.top !== window.self;

const probe = 'provost_probe';

// Whether a session could live here. In a frame of another site the browser keeps no cookie of ours,
// and a link redeemed there would be lost.
export function keepsCookies(): boolean {
  document.cookie = `${probe}=1; SameSite=Lax; Path=/; Max-Age=10`;
  const isKept = document.cookie.includes(`${probe}=1`);
  document.cookie = `${probe}=; SameSite=Lax; Path=/; Max-Age=0`;
  return isKept;
}
