// Builds the web app into dist/, which the server serves as plain files. Node is never needed to run it.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { aliases } from './aliases.ts';

// `npm run dev` talks to a server that is already running; its address can be changed for a second checkout.
const server = process.env.STAFFROOM_URL ?? 'http://127.0.0.1:8080';

/** Parts that a first visit loads anyway, with all that they need, as one file: it packs better than twenty. */
const first =
  /src\/(screens\/accounts\/(AuthPage|SignIn)\.svelte|strings\/en-GB\/accounts\.ts|components\/(AppShell|Await|EmptyState|ErrorSummary|Field|PageHead|PasswordInput|Toasts)\.svelte|lib\/(problems|plain|state\/teams)\.ts|strings\/en-GB\/home\.ts|screens\/home\/(need\.ts|more\.svelte\.ts))$/;
/** What several screens of the administration share. */
const administration =
  /src\/screens\/admin\/([a-z]\w*(\.svelte)?\.ts|(AdminPage|RoleFields|InviteForm)\.svelte)$|components\/(TableRow|Tally|Pager)\.svelte$/;
/** What the screens of the library, of sharing and of search have in common. */
const library =
  /src\/(screens\/library\/((ResourceRow|FormatMark|LibraryTabs|PagePicture|PersonLink|DownloadButton)\.svelte|(audience|files|held_resource|resource_words|rights|search)\.ts)|lib\/(vocabulary|downloads\.svelte)\.ts|strings\/en-GB\/(library|library_resource|vocabulary)\.ts)$/;
/** How people hear of things: on the settings' pages, and on a team's. */
const hearing =
  /src\/(lib\/state\/hearing\.svelte\.ts|strings\/en-GB\/hearing\.ts|screens\/accounts\/SettingsTabs\.svelte)$/;
/** Parts of pages that many screens use and the first visit does not. */
const parts =
  /src\/(components\/(Callout|Choices|Crest|Facets|Filtered|NextStep|RecordTable|SearchBox|Stepper|Tabs|Tag|TickBoxes)\.svelte|lib\/(expertise|filters|following\.svelte|pupil_data|state\/(may_at|may_talk|organisations|settings))\.ts|screens\/(people\/profile\.ts|library\/((PersonInput|QuestionDialog|QuestionInput)\.svelte|question\.ts)|support\/Facts\.svelte)|strings\/en-GB\/(expertise|library_questions|parts(_filters)?|pupil_reason)\.ts)$/;

/** What Home's line about the radar shares with other screens: each by itself, or the rest of theirs comes with it. */
const held = /src\/lib\/state\/held\.ts$/;
const categories = /src\/strings\/en-GB\/buying_(categories|radar)\.ts$/;

/** What Home shows, and what else speaks of days. */
const home =
  /src\/(screens\/(home\/(NeedRow|NextDate|NextDigest|NoteRow|TeamNews|Week)\.svelte|home\/(agenda\.svelte|bring|week)\.ts|actions\/action_days\.ts|support\/dates\.ts)|strings\/en-GB\/(action_days|home_week)\.ts)$/;

/** What the screens of peer review have in common; what making and changing a cycle have; and notes. */
const reviews =
  /src\/(screens\/reviews\/((ReviewTabs|PhaseBar|Measure|ActionState)\.svelte|(days|held|keep_visit|notes_view|origin|people|plan_view|review_next|review_view)\.ts)|lib\/keep_app\.ts|strings\/en-GB\/reviews(_visit)?\.ts)$/;
const cycles =
  /src\/(screens\/reviews\/((CycleEditor|CycleFields|FrameworkFields)\.svelte|cycle_(form|view)\.ts)|strings\/en-GB\/reviews_cycle\.ts)$/;
const notes = /src\/screens\/reviews\/(Notes[A-Z]\w*|Note[A-Z]\w*|RemoveNote|UnsentNotes|Worried)\.svelte$/;
/** What the pages of buying together have in common; what making and changing contracts have; and savings. */
const buying =
  /src\/(screens\/buying\/((BuyingTabs|CategorySelect|MoneyField|Segments)\.svelte|(contract_view|contract_words|dates|held|limits|money_field|pool_view|roles|sharing)\.ts)|lib\/money\.ts|strings\/en-GB\/buying(_contracts|_limits)?\.ts)$/;
const savings =
  /src\/(screens\/buying\/(Saving[A-Z]\w*\.svelte|saving_\w+\.ts)|strings\/en-GB\/buying_savings\.ts)$/;
const contractForms =
  /src\/(screens\/buying\/(ContractEditor|ContractFields|ContractMoneyFields|ContractSharing|SupplierField)\.svelte|screens\/buying\/contract_form\.ts|strings\/en-GB\/buying_form\.ts)$/;
/** What the page of a supplier has in common with others: it fetches nothing else of them. */
const desk =
  /src\/(screens\/buying\/(MoneyField\.svelte|(money_field|percent)\.ts)|screens\/quoting\/long_day\.ts|lib\/(money|upload)\.ts|strings\/en-GB\/buying_money\.ts)$/;
/** What the pages of purchases have in common; and their forms. */
const purchases =
  /src\/(screens\/buying\/(PurchaseSection\.svelte|purchase_(held|quotes|view)\.ts)|strings\/en-GB\/purchases\.ts)$/;
const purchaseForms =
  /src\/(screens\/buying\/(Purchase\w+Form\.svelte|(form_sending\.svelte|purchase_form)\.ts)|strings\/en-GB\/purchases_form\.ts)$/;
/** The words of pools, which the pages of limits and purchases use as well. */
const poolWords = /src\/strings\/en-GB\/buying_pools\.ts$/;

export default defineConfig({
  plugins: [svelte()],
  resolve: { alias: aliases },
  // Lightning CSS lowers light-dark() and nesting, so that Chrome 109 (Windows 8, old Chromebooks) keeps dark mode.
  css: { transformer: 'lightningcss' },
  build: {
    target: ['es2022', 'chrome109', 'firefox115', 'safari16.4'],
    cssMinify: 'lightningcss',
    manifest: true,
    // What the package says of those whose work is in it: tools/package/copyright_of.
    license: { fileName: '.vite/licences.json' },
    // The policy allows no data: fonts and no inline script, so nothing is inlined and no polyfill is injected.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Many tiny files would each have to be named in what everybody loads first.
    rolldownOptions: {
      output: {
        // Every file is named in what everybody loads first, so names are short: the manifest says what each one is.
        chunkFileNames: 'assets/[hash:8].js',
        assetFileNames: (asset) =>
          asset.names.some((name) => name.endsWith('.css'))
            ? 'assets/[hash:8].css'
            : 'assets/[name]-[hash:7][extname]',
        codeSplitting: {
          groups: [
            { name: 'first', test: first, priority: 2 },
            { name: 'held', test: held, priority: 1.7 },
            { name: 'categories', test: categories, priority: 1.6 },
            // Before all that has it in common: of the same whole number the first takes a file, and what it needs.
            { name: 'desk', test: desk, priority: 1.6 },
            { name: 'parts', test: parts, priority: 1.5 },
            { name: 'administration', test: administration, priority: 1 },
            { name: 'library', test: library, priority: 1 },
            { name: 'hearing', test: hearing, priority: 1 },
            { name: 'home', test: home, priority: 1.2 },
            { name: 'reviews', test: reviews, priority: 1 },
            { name: 'cycles', test: cycles, priority: 1 },
            { name: 'notes', test: notes, priority: 1 },
            { name: 'buying', test: buying, priority: 1.1 },
            { name: 'savings', test: savings, priority: 1 },
            { name: 'pool_words', test: poolWords, priority: 1.15 },
            { name: 'purchases', test: purchases, priority: 1.05 },
            { name: 'purchase_forms', test: purchaseForms, priority: 1 },
            { name: 'contract_forms', test: contractForms, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    proxy: { '/api': { target: server, ws: true, changeOrigin: true, headers: { origin: server } } },
  },
});
