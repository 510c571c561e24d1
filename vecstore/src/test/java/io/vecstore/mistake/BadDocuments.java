package io.vecstore.mistake;

import static io.vecstore.mistake.Mistake.invalid;
import static io.vecstore.mistake.Mistake.missing;
import static io.vecstore.mistake.Mistake.wrong;

import io.vecstore.core.error.DimensionMismatchException;
import io.vecstore.core.model.Document;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Ids, vectors, texts and metadata that no document can have. */
final class BadDocuments {

  private static final float[] GOOD = {1, 2, 3};

  private BadDocuments() {}

  static List<Mistake> rows() {
    return Stream.of(ids(), vectors(), texts(), metadata(), values(), sizes())
        .flatMap(List::stream)
        .toList();
  }

  private static Document with(Map<String, ?> metadata) {
    return Document.of("a1", GOOD).withMetadata(metadata);
  }

  private static List<Mistake> ids() {
    return List.of(
        invalid("empty id", "id is empty", s -> s.upsert(Document.of("", GOOD))),
        invalid("long id", "at most 1024", s -> s.upsert(Document.of("x".repeat(1025), GOOD))),
        invalid(
            "huge id", "at most 1024", s -> s.upsert(Document.of("x".repeat(10_000_000), GOOD))),
        invalid("long UTF-8", "at most 1024", s -> s.upsert(Document.of("ä".repeat(513), GOOD))),
        invalid("lone high surrogate", "surrogate", s -> s.upsert(Document.of("a\ud800", GOOD))),
        invalid("lone low surrogate", "surrogate", s -> s.upsert(Document.of("\udc00a", GOOD))),
        invalid(
            "surrogates swapped", "surrogate", s -> s.upsert(Document.of("\udc00\ud800", GOOD))),
        invalid("empty id to delete", "id is empty", s -> s.delete("")),
        invalid("empty id to hide", "id is empty", s -> s.softDelete("")),
        invalid("empty id to show", "id is empty", s -> s.restore("")),
        invalid("long id to delete", "at most 1024", s -> s.delete("x".repeat(2000))),
        invalid("lone surrogate to delete", "surrogate", s -> s.delete("\ud800")),
        invalid(
            "empty id in a batch", "id is empty", s -> s.batch(b -> b.delete("kept").delete(""))),
        invalid("empty id hidden in a batch", "id is empty", s -> s.batch(b -> b.softDelete(""))),
        invalid("empty id shown in a batch", "id is empty", s -> s.batch(b -> b.restore(""))),
        missing("id", "id", s -> s.upsert(Document.of(null, GOOD))),
        missing("id of three parts", "id", s -> s.upsert(null, GOOD, Map.of())),
        missing("id to get", "id", s -> s.get(null)),
        missing("id to delete", "id", s -> s.delete(null)),
        missing("id to hide", "id", s -> s.softDelete(null)),
        missing("id to show", "id", s -> s.restore(null)),
        missing("document", "document", s -> s.upsert(null)),
        missing("document in a batch", "document", s -> s.batch(b -> b.upsert(null))),
        missing("batch", "writes", s -> s.batch(null)),
        missing("durability", "durability", s -> s.batch(b -> b.delete("kept"), null)),
        missing("documents", "documents", s -> s.ingest(null)),
        missing("document in a stream", "document", s -> s.ingest(Stream.of((Document) null))));
  }

  private static List<Mistake> vectors() {
    Class<DimensionMismatchException> other = DimensionMismatchException.class;
    return List.of(
        wrong(
            "short vector",
            other,
            "dimension 2, expected 3 (document \"a1\")",
            s -> s.upsert(Document.of("a1", 1, 2))),
        wrong(
            "long vector",
            other,
            "dimension 4, expected 3",
            s -> s.upsert(Document.of("a1", 1, 2, 3, 4))),
        wrong(
            "short vector in a batch",
            other,
            "expected 3 (document \"b\")",
            s -> s.batch(b -> b.upsert(Document.of("a1", GOOD)).upsert(Document.of("b", 1)))),
        wrong(
            "short vector in a stream",
            other,
            "expected 3 (document \"b\")",
            s -> s.ingest(Stream.of(Document.of("a1", GOOD), Document.of("b", 1)))),
        invalid("no vector", "dimension 0, expected 1 to 16384", s -> s.upsert(Document.of("a1"))),
        invalid(
            "endless vector",
            "dimension 16385",
            s -> s.upsert(Document.of("a1", new float[16_385]))),
        invalid("NaN", "component 1 is NaN", s -> s.upsert(Document.of("a1", 1, Float.NaN, 3))),
        invalid(
            "infinity",
            "component 2 is Infinity",
            s -> s.upsert(Document.of("a1", 1, 2, Float.POSITIVE_INFINITY))),
        invalid(
            "negative infinity",
            "component 0 is -Infinity (document \"a1\")"
                .replace(" (", ", expected a finite number ("),
            s -> s.upsert(Document.of("a1", Float.NEGATIVE_INFINITY, 2, 3))),
        invalid("zero vector", "cosine", s -> s.upsert(Document.of("a1", 0, 0, 0))),
        invalid("negative zeros", "cosine", s -> s.upsert(Document.of("a1", -0f, 0, -0f))),
        missing("vector", "vector", s -> s.upsert(Document.of("a1", (float[]) null))));
  }

  private static List<Mistake> texts() {
    return List.of(
        invalid(
            "lone surrogate in a text",
            "surrogate",
            s -> s.upsert(Document.of("a1", GOOD).withText("\udc00 x"))),
        invalid(
            "half a pair at the end",
            "surrogate",
            s -> s.upsert(Document.of("a1", GOOD).withText("x \ud83d"))),
        missing("text", "text", s -> s.upsert(Document.of("a1", GOOD).withText(null))));
  }

  private static List<Mistake> metadata() {
    Map<String, Object> nothing = new HashMap<>();
    nothing.put(null, 1);
    Map<String, Object> itself = new HashMap<>();
    itself.put("again", itself);
    return List.of(
        invalid(
            "builder", "\"when\"", s -> s.upsert("a1", GOOD, Map.of("when", new StringBuilder()))),
        invalid("object", "\"a.b\"", s -> s.upsert(with(Map.of("a", Map.of("b", new Object()))))),
        invalid("class", "\"type\"", s -> s.upsert(with(Map.of("type", String.class)))),
        invalid("empty name", "0 bytes", s -> s.upsert(with(Map.of("", 1)))),
        invalid("long name", "1024", s -> s.upsert(with(Map.of("k".repeat(1025), 1)))),
        invalid(
            "control character in a name", "control", s -> s.upsert(with(Map.of("a\u0000b", 1)))),
        invalid("line break in a name", "control", s -> s.upsert(with(Map.of("a\nb", 1)))),
        invalid("lone surrogate in a name", "surrogate", s -> s.upsert(with(Map.of("\ud800", 1)))),
        invalid("number as a name", "name", s -> s.upsert(with(Map.of("a", Map.of(1, 2))))),
        invalid("null as a name", "name", s -> s.upsert(with(nothing))),
        invalid("map in itself", "64 levels", s -> s.upsert(with(itself))),
        missing(
            "metadata",
            "metadata",
            s -> s.upsert(Document.of("a1", GOOD).withMetadata((Map<String, ?>) null))),
        missing("metadata of three parts", "metadata", s -> s.upsert("a1", GOOD, null)));
  }

  private static List<Mistake> values() {
    return List.of(
        invalid(
            "NaN as a value",
            "\"price\": the number NaN",
            s -> s.upsert(with(Map.of("price", Double.NaN)))),
        invalid(
            "infinity as a value",
            "\"p\": the number Infinity",
            s -> s.upsert(with(Map.of("p", Double.POSITIVE_INFINITY)))),
        invalid("NaN in floats", "NaN", s -> s.upsert(with(Map.of("p", Float.NaN)))),
        invalid(
            "lone surrogate as a value",
            "\"t\": half a surrogate",
            s -> s.upsert(with(Map.of("t", "x\ud800")))),
        invalid("moment too far", "292,000 years", s -> s.upsert(with(Map.of("t", Instant.MAX)))),
        invalid(
            "moment too long ago", "292,000 years", s -> s.upsert(with(Map.of("t", Instant.MIN)))));
  }

  private static List<Mistake> sizes() {
    Map<String, Object> wide = new HashMap<>();
    for (int i = 0; i < 200_000; i++) {
      wide.put("key" + i, i);
    }
    Object deep = 1;
    for (int i = 0; i < 100_000; i++) {
      deep = List.of(deep);
    }
    Map<String, Object> abyss = Map.of("a", deep);
    return List.of(
        invalid("deep lists", "64 levels", s -> s.upsert(with(abyss))),
        invalid("many fields", "expected at most 1048576", s -> s.upsert(with(wide))),
        invalid(
            "long value",
            "expected at most 1048576",
            s -> s.upsert(with(Map.of("t", "x".repeat(2 << 20))))),
        invalid(
            "long list",
            "expected at most 1048576",
            s -> s.upsert(with(Map.of("t", Collections.nCopies(2 << 20, 1))))),
        invalid(
            "batch of 70 MB",
            "split it",
            s ->
                s.batch(
                    b -> {
                      String text = "x".repeat(7_000_000);
                      for (int i = 0; i < 10; i++) {
                        b.upsert(Document.of("big" + i, GOOD).withText(text));
                      }
                    })),
        wrong(
            "batch whose writer throws",
            IllegalStateException.class,
            "changed my mind",
            s ->
                s.batch(
                    b -> {
                      b.delete("kept");
                      throw new IllegalStateException("changed my mind");
                    })),
        wrong(
            "stream that throws",
            IllegalStateException.class,
            "no more",
            s ->
                s.ingest(
                    new ArrayList<>(Arrays.asList(1, 2))
                        .stream()
                            .map(
                                i -> {
                                  throw new IllegalStateException("no more");
                                }))));
  }
}
