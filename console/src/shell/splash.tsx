import { useProduct } from './use-product';
import { text } from '~/text';

// What index.html shows until the scripts are here, while the first answer is on its way.
export function Splash() {
  const { isBranded } = useProduct();
  return (
    <div className="splash" role="status" aria-label={text.shell.loading}>
      {!isBranded && (
        <svg viewBox="0 0 32 32" aria-hidden>
          <rect width="32" height="32" rx="8" fill="#3b5bdb" />
          <path
            d="M11 24V8h6.5a5 5 0 0 1 0 10H11"
            fill="none"
            stroke="#fff"
            strokeWidth="3"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
      )}
      <i />
    </div>
  );
}
