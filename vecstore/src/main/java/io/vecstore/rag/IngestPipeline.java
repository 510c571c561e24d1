package io.vecstore.rag;

import io.vecstore.EmbeddedTexts;
import io.vecstore.Embedder;
import io.vecstore.VecStore;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.internal.passage.PassageRow;
import io.vecstore.text.split.Chunk;
import io.vecstore.text.split.TextSplitter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Keeps a store in step with texts: cuts them into passages, has a model embed what the store does
 * not know yet, and writes what is new, changed or moved, and deletes what is gone.
 *
 * <p>A passage is known by the content of what is embedded: text that did not change is never
 * embedded again, wherever it moved in its document. All passages of a document are replaced in one
 * step, so that no reader sees half of one; a run that ended in the middle, by an error of the
 * model or by a crash, is continued by running it again.
 *
 * <p>Immutable; the methods return copies. One run at a time for the same documents.
 *
 * {@snippet file="RagTour.java" region="ingest"}
 */
public final class IngestPipeline {

  private static final int AT_ONCE = 64;

  private final VecStore store;
  private final Embedder embedder;
  private final Steps steps;

  /** What is done with each text. */
  record Steps(
      Function<SourceText, List<Chunk>> splitter,
      BiFunction<SourceText, Chunk, Map<String, ?>> fields,
      int atOnce,
      Consumer<IngestProgress> listener) {}

  private IngestPipeline(VecStore store, Embedder embedder, Steps steps) {
    this.store = store;
    this.embedder = embedder;
    this.steps = steps;
  }

  /**
   * Returns a pipeline that cuts every text in the same way.
   *
   * @throws io.vecstore.core.schema.SchemaMismatchException if the store has vectors of another
   *     dimension, or names another model
   */
  public static IngestPipeline of(VecStore store, Embedder embedder, TextSplitter splitter) {
    EmbeddedTexts.of(store, embedder);
    Objects.requireNonNull(splitter, "splitter");
    return new IngestPipeline(
        store,
        embedder,
        new Steps(
            source -> splitter.split(source.text()),
            (source, chunk) -> source.metadata(),
            AT_ONCE,
            progress -> {}));
  }

  /**
   * Returns a copy that cuts texts in a way that depends on the text, for example on its name.
   *
   * @param splitter returns pieces in order; what it leaves out is not found, but comes back with
   *     its surroundings
   */
  public IngestPipeline splitBy(Function<SourceText, List<Chunk>> splitter) {
    return with(new Steps(splitter, steps.fields, steps.atOnce, steps.listener));
  }

  /** Returns a copy whose passages have metadata of their own, in the place of their text's. */
  public IngestPipeline metadata(BiFunction<SourceText, Chunk, Map<String, ?>> fields) {
    return with(new Steps(steps.splitter, fields, steps.atOnce, steps.listener));
  }

  /**
   * Returns a copy that gives the model another number of texts at once; 64 unless said otherwise.
   *
   * @throws InvalidInputException if it is below 1
   */
  public IngestPipeline embedAtOnce(int texts) {
    if (texts < 1) {
      throw new InvalidInputException(texts + " texts at once, expected at least 1");
    }
    return with(new Steps(steps.splitter, steps.fields, texts, steps.listener));
  }

  /**
   * Returns a copy that tells how far it is, after every text, on the thread of the run. What the
   * listener throws ends the run; what was written stays.
   */
  public IngestPipeline onProgress(Consumer<IngestProgress> listener) {
    return with(new Steps(steps.splitter, steps.fields, steps.atOnce, listener));
  }

  private IngestPipeline with(Steps other) {
    return new IngestPipeline(store, embedder, other);
  }

  /**
   * Adds texts, or replaces those with the same ids. Reads the stream as it goes; holds few texts
   * at a time: as many as are embedded at once.
   *
   * @return what was done
   * @throws InvalidInputException if the model makes too few vectors, or one that does not fit
   */
  public IngestProgress add(Stream<SourceText> sources) {
    IngestRun run = new IngestRun(store, embedder, steps);
    sources.forEachOrdered(run::take);
    return run.end();
  }

  /**
   * Adds texts, or replaces those with the same ids, and then deletes the passages of all others:
   * the store has afterwards what the texts say, and nothing else that a pipeline wrote.
   *
   * @return what was done
   * @throws InvalidInputException if the model makes too few vectors, or one that does not fit
   */
  public IngestProgress mirror(Stream<SourceText> sources) {
    IngestRun run = new IngestRun(store, embedder, steps);
    sources.forEachOrdered(run::take);
    run.end();
    return run.removeOthers();
  }

  /**
   * Deletes the passages of a text, in one step unless there are more than 10,000.
   *
   * @return how many they were
   */
  public long remove(String id) {
    return store.deleteWhere(PassageRow.of(id));
  }
}
