// The Content-Security-Policy lets in style elements that carry the nonce of this answer alone.
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}

// Where the library that locks the page's scrolling behind a dialog looks for it.
export function allowStyles(): void {
  (globalThis as { __webpack_nonce__?: string }).__webpack_nonce__ = styleNonce();
}
