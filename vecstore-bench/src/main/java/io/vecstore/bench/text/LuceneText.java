package io.vecstore.bench.text;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.Version;
import org.jspecify.annotations.Nullable;

/**
 * Apache Lucene at its best for this job: one thread, nothing stored but the postings, mapped, no
 * query cache, one searcher reused.
 */
final class LuceneText implements TextEngine {

  private final boolean counting;
  private final LuceneQueries queries = new LuceneQueries();
  private @Nullable DirectoryReader reader;
  private @Nullable IndexSearcher searcher;

  /**
   * Creates the engine.
   *
   * @param counting whether it counts the first thousand hits before it passes any over, as it does
   *     unless told otherwise
   */
  LuceneText(boolean counting) {
    this.counting = counting;
  }

  @Override
  public String name() {
    return counting ? "lucene" : "lucene-k";
  }

  @Override
  public String description() {
    return "Lucene " + Version.LATEST + (counting ? "" : ", counting no more hits than it returns");
  }

  @Override
  public void index(TokenCorpus corpus, Path folder, int segments) throws IOException {
    IndexWriterConfig config =
        new IndexWriterConfig(
                new Analyzer() {
                  @Override
                  protected TokenStreamComponents createComponents(String field) {
                    throw new UnsupportedOperationException("fields bring their own tokens");
                  }
                })
            .setUseCompoundFile(false)
            .setMergePolicy(new LogDocMergePolicy()) // keeps the order of documents
            .setMergeScheduler(new SerialMergeScheduler())
            .setRAMBufferSizeMB(256);
    try (MMapDirectory directory = new MMapDirectory(folder);
        IndexWriter writer = new IndexWriter(directory, config)) {
      Replay tokens = new Replay(corpus);
      TextField field = new TextField(LuceneQueries.FIELD, tokens);
      Document document = new Document();
      document.add(field);
      for (int number = 0; number < corpus.documents(); number++) {
        tokens.document(number);
        writer.addDocument(document);
      }
      writer.forceMerge(segments);
      writer.commit();
    }
  }

  @Override
  public void open(Path folder) throws IOException {
    DirectoryReader opened = DirectoryReader.open(new MMapDirectory(folder));
    IndexSearcher made = new IndexSearcher(opened);
    made.setQueryCache(null);
    made.setSimilarity(new BM25Similarity(1.2f, 0.75f));
    reader = opened;
    searcher = made;
  }

  @Override
  public Runner prepare(SpeedQuery query) {
    IndexSearcher opened = searcher;
    if (opened == null) {
      throw new IllegalStateException("not opened");
    }
    Query asked = queries.of(query);
    return k -> search(opened, asked, k);
  }

  private double search(IndexSearcher opened, Query query, int k) throws IOException {
    ScoreDoc[] hits =
        counting
            ? opened.search(query, k).scoreDocs
            : opened.search(query, new TopScoreDocCollectorManager(k, k)).scoreDocs;
    double sum = 0;
    for (ScoreDoc hit : hits) {
      sum += hit.score;
    }
    return sum;
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
      reader.directory().close();
    }
  }

  /** Gives the words of a document, again and again. */
  private static final class Replay extends TokenStream {
    private final TokenCorpus corpus;
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private int document;
    private int at;

    Replay(TokenCorpus corpus) {
      this.corpus = corpus;
    }

    void document(int number) {
      document = number;
    }

    @Override
    public void reset() {
      at = corpus.start(document);
    }

    @Override
    public boolean incrementToken() {
      if (at == corpus.end(document)) {
        return false;
      }
      clearAttributes();
      term.append(corpus.wordAt(at++));
      return true;
    }
  }
}
