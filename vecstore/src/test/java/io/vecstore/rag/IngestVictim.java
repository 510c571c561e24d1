package io.vecstore.rag;

import io.vecstore.VecStore;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import io.vecstore.text.split.TextSplitter;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A process that ingests made-up texts, tells of each that is written, and is killed meanwhile. */
final class IngestVictim {

  static final int TEXTS = 600;

  private IngestVictim() {}

  /** Ingests into the store in a folder; says a line for each text, and one at the end. */
  public static void main(String[] folder) {
    try (VecStore store = open(Path.of(folder[0]))) {
      pipeline(store, new TrigramModel())
          .onProgress(done -> System.out.println(done.documents()))
          .mirror(texts());
    }
    System.out.println("end");
  }

  static VecStore open(Path folder) {
    return VecStore.open(folder, Schema.of(TrigramModel.DIMENSION, Metric.COSINE));
  }

  static IngestPipeline pipeline(VecStore store, TrigramModel model) {
    return IngestPipeline.of(store, model, TextSplitter.sentences(30)).embedAtOnce(8);
  }

  static Stream<SourceText> texts() {
    return IntStream.range(0, TEXTS)
        .mapToObj(
            i ->
                new SourceText(
                    "text" + i,
                    "Text number " + i + " begins. It goes on for " + i % 7 + ". And it ends.",
                    Map.of("number", i)));
  }
}
