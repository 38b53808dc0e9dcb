// The addresses of a version's files and of what was read out of them. Pure but for `fetchPages`.
import type { ResourceVersion } from '$generated/protocol';
import { apiRoot, request } from '$lib/api/http';

export interface TextPage {
  number: number;
  heading: string;
  text: string;
}

export const fileAddress = (version: number, file: number) =>
  `${apiRoot}/resource-versions/${version}/files/${file}`;

/** Of the named file, or of the first that has one. */
export function pictureOf(version: ResourceVersion, file?: number): string | undefined {
  const at = file ?? (version.files ?? []).findIndex((one) => one.has_preview);
  return version.files?.[at]?.has_preview ? `${fileAddress(version.id, at)}/preview` : undefined;
}

/** Pages of a long file come in parts of so many. */
export const pagesAtOnce = 40;

/** The text of a file, a page each. Errors: ApiError. */
export async function fetchPages(version: number, file: number, from = 1): Promise<TextPage[]> {
  const { data } = await request<{ pages: TextPage[] }>(
    'GET',
    `/resource-versions/${version}/files/${file}/text?from=${from}&to=${from + pagesAtOnce - 1}`,
  );
  return data.pages ?? [];
}

/** The words of a page below its heading, which is often also their first line. */
export function bodyOf({ heading, text }: TextPage): string {
  const body = text.trim();
  const below = heading && body.startsWith(heading) ? body.slice(heading.length) : body;
  // "Draw" is not the heading of a page that begins with "Drawing".
  return /^(\s|$)/.test(below) ? below.trim() : body;
}
