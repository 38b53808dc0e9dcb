// What resources are described with: the choices in the order in which people know them, and what belongs together. The
// words for them stand in strings/vocabulary.
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
import type { IconName } from '../assets/icons';

export const resourceTypes: ResourceType[] = [
  'lesson_materials',
  'scheme_of_work',
  'assessment',
  'knowledge_organiser',
  'policy',
  'staff_training',
  'template_form',
  'reading',
  'other',
];

/** National Curriculum subjects first, then what else schools sort their shelves by. */
export const subjects = [
  'Art and design',
  'Citizenship',
  'Computing',
  'Design and technology',
  'English',
  'Geography',
  'History',
  'Languages',
  'Mathematics',
  'Music',
  'Physical education',
  'Religious education',
  'Relationships and health education',
  'Science',
  'Biology',
  'Careers',
  'Chemistry',
  'Combined science',
  'Cooking and nutrition',
  'EAL',
  'Early years',
  'French',
  'German',
  'Latin',
  'Online safety',
  'Oracy',
  'Pastoral',
  'Phonics and reading',
  'Physics',
  'PSHE',
  'SEND',
  'Spanish',
] as const;

export const keyStages: KeyStage[] = ['eyfs', 'ks1', 'ks2', 'ks3', 'ks4', 'ks5'];
export const yearsOf: Record<KeyStage, SchoolYear[]> = {
  eyfs: ['nursery', 'reception'],
  ks1: ['y1', 'y2'],
  ks2: ['y3', 'y4', 'y5', 'y6'],
  ks3: ['y7', 'y8', 'y9'],
  ks4: ['y10', 'y11'],
  ks5: ['y12', 'y13'],
};
export const schoolYears: SchoolYear[] = keyStages.flatMap((stage) => yearsOf[stage]);
export const examBoards: ExamBoard[] = ['aqa', 'edexcel', 'eduqas', 'ocr', 'wjec', 'other'];
export const tiers: Tier[] = ['foundation', 'higher'];
export const licences: Licence[] = [
  'cc_by',
  'cc_by_sa',
  'cc_by_nc',
  'cc_by_nc_sa',
  'cc0',
  'ogl',
  'all_rights',
];
export const thirdParties: ThirdParty[] = ['none', 'trust_only', 'school_only'];

/** Boards and tiers belong to examination years only. */
export function hasExams(stages: readonly KeyStage[]): boolean {
  return stages.includes('ks4') || stages.includes('ks5');
}

/** How far a resource may go at most: by its licence, by other people's work inside it. */
export const licenceReach: Record<Licence, 'trust' | 'network'> = {
  all_rights: 'trust',
  cc0: 'network',
  cc_by: 'network',
  cc_by_sa: 'network',
  cc_by_nc: 'network',
  cc_by_nc_sa: 'network',
  ogl: 'network',
};
export const thirdPartyReach: Record<ThirdParty, 'school' | 'trust' | 'network'> = {
  none: 'network',
  trust_only: 'trust',
  school_only: 'school',
};

/** Those who use it further have to say where it comes from. */
export const namesItsMaker = (licence: Licence | undefined): boolean =>
  licence !== undefined && licence !== 'cc0' && licence !== 'all_rights';

const documents: FileFormat[] = ['docx', 'odt', 'text', 'markdown', 'html'];
const slides: FileFormat[] = ['pptx', 'odp'];
const sheets: FileFormat[] = ['xlsx', 'ods', 'csv'];

/** The picture of a format; a web page has none of its own and takes `link`. */
export function formatIcon(format: FileFormat | undefined): IconName {
  if (format === undefined) return 'link';
  if (slides.includes(format)) return 'slides';
  if (sheets.includes(format)) return 'sheet';
  if (documents.includes(format) || format === 'pdf') return 'file';
  if (format === 'image') return 'image';
  if (format === 'audio') return 'audio';
  if (format === 'video') return 'video';
  return 'archive';
}

/** The format that a file's name promises; what it holds is found out by the hub. */
export function formatOfName(name: string): FileFormat {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const known: Record<string, FileFormat> = {
    pdf: 'pdf',
    docx: 'docx',
    pptx: 'pptx',
    xlsx: 'xlsx',
    odt: 'odt',
    odp: 'odp',
    ods: 'ods',
    html: 'html',
    htm: 'html',
    txt: 'text',
    md: 'markdown',
    csv: 'csv',
    png: 'image',
    jpg: 'image',
    jpeg: 'image',
    gif: 'image',
    webp: 'image',
    mp3: 'audio',
    m4a: 'audio',
    wav: 'audio',
    mp4: 'video',
    webm: 'video',
    mov: 'video',
    zip: 'archive',
  };
  return known[ending] ?? 'other';
}
