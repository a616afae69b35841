import type { Citation } from '../../generated/turn';
import type { PolicyDocument } from '../../services/api';
import { shown } from '../../services/errors';
import { copyCitation, title } from '../../services/pages';
import { clauseMeta, type ClauseMeta } from '../../services/presentation';
import { mark, type Marked } from '../../services/quote';
import { services } from '../../services/services';
import { words } from '../../words';

interface Paragraph {
  readonly heading: string;
  readonly text: string;
  readonly cited: boolean;
  readonly marked: Marked | null;
}

Component({
  data: {
    words: words.document,
    copyWord: words.clause.copy,
    elder: false,
    loading: true,
    error: '',
    document: null as PolicyDocument | null,
    meta: null as ClauseMeta | null,
    paragraphs: [] as readonly Paragraph[],
    target: '',
    folder: '',
    cited: null as Citation | null,
  },
  methods: {
    async onLoad({ folder = '' }: { folder?: string }) {
      title('document');
      const { cited, storage } = services();
      this.setData({
        folder: decodeURIComponent(folder),
        cited: cited?.document === decodeURIComponent(folder) ? cited : null,
        elder: storage.get('elder'),
      });
      await this.load();
    },
    async load() {
      this.setData({ loading: true, error: '' });
      try {
        this.show(await services().api.document(this.data.folder));
      } catch (error) {
        this.setData({ error: shown(error) });
      }
      this.setData({ loading: false });
    },
    show(document: PolicyDocument) {
      const { cited } = this.data;
      const paragraphs = document.clauses.map(({ id, heading, text }) => ({
        heading,
        text,
        cited: id === cited?.clause,
        marked: id === cited?.clause ? mark(text, cited.quote) : null,
      }));
      this.setData({
        document: { ...document, clauses: [] },
        meta: clauseMeta(document),
        paragraphs,
      });
      const place = paragraphs.findIndex((paragraph) => paragraph.cited);
      if (place >= 0) this.setData({ target: `clause-${String(place)}` });
    },
    copy() {
      if (this.data.cited !== null) copyCitation(this.data.cited);
    },
  },
});
