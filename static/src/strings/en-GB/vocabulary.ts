// The words for what resources are described with.
import type {
  ExamBoard,
  FileFormat,
  KeyStage,
  Licence,
  ResourceType,
  SchoolYear,
  ThirdParty,
  Tier,
} from '$generated/protocol';

export const resourceTypeWords: Record<ResourceType, string> = {
  lesson_materials: 'Lesson materials',
  scheme_of_work: 'Scheme of work',
  assessment: 'Assessment',
  knowledge_organiser: 'Knowledge organiser',
  policy: 'Policy',
  staff_training: 'Staff training',
  template_form: 'Template or form',
  reading: 'Reading for staff',
  other: 'Something else',
};

export const stageWords: Record<KeyStage, string> = {
  eyfs: 'Early years',
  ks1: 'Key stage 1',
  ks2: 'Key stage 2',
  ks3: 'Key stage 3',
  ks4: 'Key stage 4',
  ks5: 'Sixth form',
};

export const yearWords: Record<SchoolYear, string> = {
  nursery: 'Nursery',
  reception: 'Reception',
  y1: 'Year 1',
  y2: 'Year 2',
  y3: 'Year 3',
  y4: 'Year 4',
  y5: 'Year 5',
  y6: 'Year 6',
  y7: 'Year 7',
  y8: 'Year 8',
  y9: 'Year 9',
  y10: 'Year 10',
  y11: 'Year 11',
  y12: 'Year 12',
  y13: 'Year 13',
};

export const boardWords: Record<ExamBoard, string> = {
  aqa: 'AQA',
  edexcel: 'Edexcel',
  eduqas: 'Eduqas',
  ocr: 'OCR',
  wjec: 'WJEC',
  other: 'Another board',
};

export const tierWords: Record<Tier, string> = { foundation: 'Foundation', higher: 'Higher' };

/** `name` as on a list, `allows` as a whole sentence for whoever finds it. */
export const licenceWords: Record<Licence, { name: string; short: string; allows: string }> = {
  all_rights: {
    name: 'Our trust only',
    short: 'Trust only',
    allows: 'Use it in schools of the same trust. It may not be passed on or put online elsewhere.',
  },
  cc_by: {
    name: 'Anyone may use and change it (CC BY)',
    short: 'CC BY',
    allows: 'Use it, change it and pass it on, if you say who made it.',
  },
  cc_by_sa: {
    name: 'Anyone may, under the same licence (CC BY-SA)',
    short: 'CC BY-SA',
    allows:
      'Use it, change it and pass it on, if you say who made it and share what you make of it in the same way.',
  },
  cc_by_nc: {
    name: 'Anyone may, but not to sell it (CC BY-NC)',
    short: 'CC BY-NC',
    allows: 'Use it, change it and pass it on, if you say who made it. Nobody may sell it.',
  },
  cc_by_nc_sa: {
    name: 'Anyone may, same licence, not to sell it (CC BY-NC-SA)',
    short: 'CC BY-NC-SA',
    allows:
      'Use it, change it and pass it on, if you say who made it and share what you make of it in the same way. Nobody may sell it.',
  },
  cc0: {
    name: 'Anyone may, nobody need be named (CC0)',
    short: 'CC0',
    allows: 'Do with it what you like. Nobody has to be named.',
  },
  ogl: {
    name: 'Open Government Licence (OGL)',
    short: 'OGL',
    allows: 'Use it, change it and pass it on, if you say which public body it comes from.',
  },
};

export const thirdPartyWords: Record<ThirdParty, string> = {
  none: 'Nothing of others, or all of it may be shared',
  trust_only: 'Something of others that our trust may use',
  school_only: 'Something of others that only our school may use',
};

export const formatWords: Record<FileFormat, string> = {
  pdf: 'PDF',
  docx: 'Word document',
  pptx: 'Slides',
  xlsx: 'Spreadsheet',
  odt: 'Text document',
  odp: 'Slides (ODP)',
  ods: 'Spreadsheet (ODS)',
  html: 'Web page file',
  text: 'Plain text',
  markdown: 'Markdown',
  csv: 'CSV table',
  image: 'Picture',
  audio: 'Sound',
  video: 'Video',
  archive: 'Zip file',
  other: 'File',
};

/** "4.8 MB", as file managers count. */
export function sizeWords(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB'];
  let at = 0;
  let size = bytes;
  while (size >= 1_000 && at < units.length - 1) {
    size /= 1_000;
    at += 1;
  }
  const digits = at === 0 || size >= 100 ? 0 : 1;
  return `${size.toLocaleString('en-GB', { maximumFractionDigits: digits })} ${units[at]}`;
}
