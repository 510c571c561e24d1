package io.vecstore.text.search;

import io.vecstore.text.Analyzer;
import io.vecstore.text.query.TextQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;

/** A Lucene index of one segment, fed with the terms of our analyzer. */
final class LuceneOracle implements AutoCloseable {

  /** A filter accepts each, every tenth, every hundredth or every thousandth row. */
  static final int[] FILTERS = {1, 10, 100, 1000};

  /** A document and its score. */
  record Scored(int row, float score) {}

  private final DirectoryReader reader;
  private final IndexSearcher searcher;
  private final float phraseBoost;

  LuceneOracle(
      Analyzer analyzer, List<String> texts, BitSet deleted, float[] k1AndB, float phraseBoost) {
    this(List.of(texts), analyzer, deleted, k1AndB, phraseBoost);
  }

  /** An index of several fields, each with a text, possibly empty, for every row. */
  static LuceneOracle ofFields(
      Analyzer analyzer, List<List<String>> fields, BitSet deleted, float[] k1AndB, float boost) {
    return new LuceneOracle(fields, analyzer, deleted, k1AndB, boost);
  }

  private LuceneOracle(
      List<List<String>> fields,
      Analyzer analyzer,
      BitSet deleted,
      float[] k1AndB,
      float phraseBoost) {
    this.phraseBoost = phraseBoost;
    BM25Similarity similarity = new BM25Similarity(k1AndB[0], k1AndB[1]);
    try {
      ByteBuffersDirectory directory = new ByteBuffersDirectory();
      IndexWriterConfig config =
          new IndexWriterConfig(
              new org.apache.lucene.analysis.Analyzer() {
                @Override
                protected TokenStreamComponents createComponents(String field) {
                  throw new UnsupportedOperationException();
                }
              });
      config
          .setSimilarity(similarity)
          .setMergePolicy(NoMergePolicy.INSTANCE)
          .setRAMBufferSizeMB(512);
      try (IndexWriter writer = new IndexWriter(directory, config)) {
        for (int row = 0; row < fields.getFirst().size(); row++) {
          Document document = new Document();
          for (int field = 0; field < fields.size(); field++) {
            String text = fields.get(field).get(row);
            document.add(new TextField(name(field), new Terms(analyzer.terms(text))));
          }
          document.add(new NumericDocValuesField("row", row));
          document.add(new StringField("id", Integer.toString(row), Field.Store.NO));
          for (int each : FILTERS) {
            if (row % each == 0) {
              document.add(new StringField("pass", Integer.toString(each), Field.Store.NO));
            }
          }
          writer.addDocument(document);
        }
        writer.flush();
        for (int row = deleted.nextSetBit(0); row >= 0; row = deleted.nextSetBit(row + 1)) {
          writer.deleteDocuments(new Term("id", Integer.toString(row)));
        }
      }
      reader = DirectoryReader.open(directory);
      searcher = new IndexSearcher(reader);
      searcher.setSimilarity(similarity);
      searcher.setQueryCache(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the best rows; in one segment Lucene's document numbers are the rows. */
  List<Scored> search(TextQuery query, int each, int k) {
    try {
      List<Scored> found = new ArrayList<>();
      Query filtered =
          new BooleanQuery.Builder()
              .add(lucene(query), BooleanClause.Occur.MUST)
              .add(
                  new TermQuery(new Term("pass", Integer.toString(each))),
                  BooleanClause.Occur.FILTER)
              .build();
      Query asked = each == 1 ? lucene(query) : filtered;
      for (ScoreDoc doc : searcher.search(asked, k).scoreDocs) {
        found.add(new Scored(doc.doc, doc.score));
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Query lucene(TextQuery query) {
    return switch (query) {
      case TextQuery.Word word -> boosted(term(word.term(), word.field()), word.boost());
      case TextQuery.Phrase phrase -> phrase(phrase);
      case TextQuery.Prefix prefix ->
          boosted(
              new PrefixQuery(
                  new Term(name(prefix.field()), prefix.start()),
                  MultiTermQuery.SCORING_BOOLEAN_REWRITE),
              prefix.boost());
      case TextQuery.Fuzzy fuzzy -> throw new AssertionError(fuzzy); // scored otherwise
      case TextQuery.PhraseStart start -> throw new AssertionError(start);
      case TextQuery.Combined combined -> {
        BooleanQuery.Builder builder = new BooleanQuery.Builder();
        combined.must().forEach(each -> builder.add(lucene(each), BooleanClause.Occur.MUST));
        combined.should().forEach(each -> builder.add(lucene(each), BooleanClause.Occur.SHOULD));
        combined.not().forEach(each -> builder.add(lucene(each), BooleanClause.Occur.MUST_NOT));
        yield builder.setMinimumNumberShouldMatch(combined.least()).build();
      }
    };
  }

  /** The terms' sum, if the phrase occurs. */
  private Query phrase(TextQuery.Phrase phrase) {
    PhraseQuery.Builder occurs = new PhraseQuery.Builder().setSlop(phrase.slop());
    BooleanQuery.Builder builder = new BooleanQuery.Builder();
    for (int i = 0; i < phrase.terms().size(); i++) {
      Term term = new Term(name(phrase.field()), phrase.terms().get(i));
      occurs.add(term, phrase.positions().get(i));
      builder.add(
          boosted(term(phrase.terms().get(i), phrase.field()), phrase.boost() * phraseBoost),
          BooleanClause.Occur.MUST);
    }
    return builder.add(occurs.build(), BooleanClause.Occur.FILTER).build();
  }

  private static String name(int field) {
    return "text" + field;
  }

  private static Query term(String term, int field) {
    return new TermQuery(new Term(name(field), term));
  }

  private static Query boosted(Query query, float boost) {
    return boost == 1 ? query : new BoostQuery(query, boost);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private static final class Terms extends TokenStream {
    private final List<Analyzer.Term> terms;
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute increment =
        addAttribute(PositionIncrementAttribute.class);
    private int next;

    Terms(List<Analyzer.Term> terms) {
      this.terms = terms;
    }

    @Override
    public boolean incrementToken() {
      if (next == terms.size()) {
        return false;
      }
      clearAttributes();
      int before = next == 0 ? -1 : terms.get(next - 1).position();
      term.append(terms.get(next).text());
      increment.setPositionIncrement(terms.get(next).position() - before);
      next++;
      return true;
    }

    @Override
    public void reset() {
      next = 0;
    }
  }
}
