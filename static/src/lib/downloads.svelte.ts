// Zips that the hub makes for a person: asked for, watched in the tray, fetched when they are ready.
import type { Commands, Download } from '$generated/protocol';
import { apiRoot } from './api/http';
import { page, run } from './state/hub';
import { records } from './state/records';
import { trays } from './trays.svelte';

type Wanted = Partial<Commands['prepare_download']['body']>;

/** Asks for exactly one of: resources, a collection, a team's library, all that is mine. Errors: ApiError. */
export async function prepareDownload(wanted: Wanted): Promise<void> {
  await run('prepare_download', {}, wanted);
  trays.keepDownloads();
}

/** Latest first. */
export function downloads(): Download[] {
  return records.all('download').sort((one, other) => other.created - one.created);
}

/** What was asked for earlier, on this device or another. Errors: ApiError. */
export async function fetchDownloads(): Promise<void> {
  await page('/downloads', { limit: 50 });
}

export function downloadHref(download: number): string {
  return `${apiRoot}/downloads/${download}/file`;
}

/** Errors: ApiError. */
export async function dropDownload(download: number): Promise<void> {
  await run('drop_download', { download }, {});
}
