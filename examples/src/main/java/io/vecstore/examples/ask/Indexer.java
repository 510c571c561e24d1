package io.vecstore.examples.ask;

import io.vecstore.Embedder;
import io.vecstore.VecStore;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.TextSpec;
import io.vecstore.rag.IngestPipeline;
import io.vecstore.rag.IngestProgress;
import io.vecstore.rag.SourceText;
import io.vecstore.text.split.TextSplitter;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Keeps a store in step with a folder, by the library's pipeline: text that did not change is not
 * embedded again, wherever it moved within its file; each file is one batch, so that nobody reads
 * half of it, and a run that was stopped is continued by the next.
 */
public final class Indexer {

  private static final int EMBEDDED_AT_ONCE = 8;

  private final VecStore store;
  private final Embedder embedder;
  private final Screen screen;

  /**
   * What a run did.
   *
   * @param files the files that were read
   * @param passages the passages they have
   * @param embedded the passages that were new or changed
   * @param removed the stored passages that were gone
   */
  public record Report(long files, long passages, long embedded, long removed) {}

  /** Prepares runs; the store has the schema that {@link #schema} returns. */
  public Indexer(VecStore store, Embedder embedder, Screen screen) {
    this.store = store;
    this.embedder = embedder;
    this.screen = screen;
  }

  /** Returns the schema of a store for a model: words are found in texts and in headings. */
  public static Schema schema(Embedder embedder) {
    return Schema.of(embedder.dimension(), Metric.COSINE)
        .embeddedBy(embedder.model())
        .withText(TextSpec.english().field("headings", 1));
  }

  /** Brings the store to what the files say now. */
  public Report update(Corpus corpus) {
    try (ProgressBar bar = new ProgressBar(screen, corpus.names().size())) {
      IngestProgress done =
          IngestPipeline.of(store, embedder, TextSplitter.markdown(1))
              .splitBy(Passage::chunks)
              .metadata((file, chunk) -> new Passage(file, chunk).metadata())
              .embedAtOnce(EMBEDDED_AT_ONCE)
              .onProgress(progress -> bar.reach(progress.documents(), progress.document()))
              .mirror(sources(corpus));
      return new Report(done.documents(), done.passages(), done.embedded(), done.removed());
    }
  }

  private static Stream<SourceText> sources(Corpus corpus) {
    return corpus.names().stream()
        .map(
            name ->
                new SourceText(name, corpus.text(name), Map.of("modified", corpus.modified(name))));
  }
}
