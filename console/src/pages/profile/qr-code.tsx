import qrcode from 'qrcode-generator';

// White around it, so that a camera finds it on a dark page too (ISO/IEC 18004: four modules).
const quietModules = 4;

export function QrCode({ label, content }: { label: string; content: string }) {
  const code = qrcode(0, 'M');
  code.addData(content);
  code.make();
  const count = code.getModuleCount();
  const size = count + 2 * quietModules;
  return (
    <svg width={208} height={208} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={pathOf(code, count)} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}

function pathOf(code: QRCode, count: number): string {
  const squares: string[] = [];
  for (let row = 0; row < count; ++row)
    for (let column = 0; column < count; ++column)
      if (code.isDark(row, column))
        squares.push(`M${column + quietModules} ${row + quietModules}h1v1h-1z`);
  return squares.join('');
}
