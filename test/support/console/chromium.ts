import { access, constants, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import packed from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const SYSTEM = '/usr/bin/chromium';
/** Of one that is unpacked: it brings a font of its own, so that pictures are alike everywhere. */
const FONTS = join(tmpdir(), 'fonts');
const LOCK = join(tmpdir(), 'ponte-chromium.lock');
/** Unpacking 190 MB takes some seconds; whoever holds the lock for longer was killed. */
const STALE_MS = 120_000;

/**
 * Starts a real Chromium: that of `PONTE_CHROMIUM`, else the system's, else the one of the package, which is unpacked once for all
 * runs. Rejects where there is none: a test without a browser would say nothing.
 */
export async function launchChromium(): Promise<Browser> {
  const named = process.env.PONTE_CHROMIUM;
  const own = named ?? ((await isExecutable(SYSTEM)) ? SYSTEM : null);
  const executablePath = own ?? (await unpacked());
  const env = own === null ? { FONTCONFIG_FILE: await fontsFile() } : {};
  try {
    // The sandbox of a browser needs rights that a container lacks; it is shown nothing but the page.
    return await chromium.launch({ executablePath, args: ['--no-sandbox'], env: { ...process.env, ...env } });
  } catch (error) {
    throw new Error(`${executablePath} does not start: name a Chromium of this machine in PONTE_CHROMIUM`, {
      cause: error,
    });
  }
}

async function isExecutable(path: string): Promise<boolean> {
  return await access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** One process unpacks, the others wait: half of a browser does not start. */
async function unpacked(): Promise<string> {
  while (!(await taken(LOCK))) {
    const sinceMs = await stat(LOCK).then(
      ({ mtimeMs }) => mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - sinceMs > STALE_MS) await rm(LOCK, { recursive: true, force: true });
    await sleep(100);
  }
  try {
    return await packed.executablePath();
  } finally {
    await rm(LOCK, { recursive: true, force: true });
  }
}

async function taken(lock: string): Promise<boolean> {
  return await mkdir(lock).then(
    () => true,
    () => false,
  );
}

/** The package's font for text; whatever the machine has for code. */
async function fontsFile(): Promise<string> {
  const file = join(FONTS, 'ponte-fonts.conf');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${FONTS}</dir><dir>/usr/share/fonts</dir><cachedir>${join(tmpdir(), 'fonts-cache')}</cachedir>
<alias><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
<alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
<alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
`,
  );
  return file;
}
