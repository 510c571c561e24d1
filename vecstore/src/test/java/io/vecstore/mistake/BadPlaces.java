package io.vecstore.mistake;

import static io.vecstore.mistake.Mistake.invalid;
import static io.vecstore.mistake.Mistake.missing;
import static io.vecstore.mistake.Mistake.wrong;

import io.vecstore.VecStore;
import io.vecstore.core.error.AlreadyExistsException;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.error.NotAStoreException;
import io.vecstore.core.error.NotFoundException;
import io.vecstore.core.error.StoreLockedException;
import io.vecstore.core.schema.Durability;
import io.vecstore.core.schema.IndexSpec;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.OpenOptions;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.SchemaMismatchException;
import io.vecstore.core.schema.TextSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Names, paths, schemas and options that cannot be. */
final class BadPlaces {

  private static final Schema SCHEMA = Schema.of(3, Metric.COSINE);

  private BadPlaces() {}

  static List<Mistake> rows() {
    return Stream.of(snapshots(), names(), paths(), schemas(), options(), numbers())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Mistake> snapshots() {
    return List.of(
        wrong(
            "unknown snapshot to open",
            NotFoundException.class,
            "no snapshot \"gone\"",
            s -> s.snapshots().open("gone")),
        wrong(
            "unknown snapshot to restore",
            NotFoundException.class,
            "no snapshot \"gone\"",
            s -> s.snapshots().restore("gone")),
        wrong(
            "unknown snapshot to delete",
            NotFoundException.class,
            "no snapshot \"gone\"",
            s -> s.snapshots().delete("gone")),
        wrong(
            "snapshot twice",
            AlreadyExistsException.class,
            "snapshot \"here\" exists",
            s -> s.snapshots().create("here")),
        wrong(
            "snapshot twice but for case",
            AlreadyExistsException.class,
            "exists",
            s -> s.snapshots().create("HERE")),
        invalid("path to open", "../../x", s -> s.snapshots().open("../../x")),
        invalid("path to delete", "..", s -> s.snapshots().delete("..")),
        invalid("path to restore", "../up", s -> s.snapshots().restore("../up")),
        missing("snapshot name", "name", s -> s.snapshots().create(null)),
        missing("snapshot name to open", "name", s -> s.snapshots().open(null)));
  }

  private static List<Mistake> names() {
    return Stream.of(
            "",
            ".",
            "..",
            "../up",
            "/etc",
            "a/b",
            "a\\b",
            "CON",
            "nul",
            "com1.txt",
            "a.",
            " a",
            "a b",
            "-a",
            ".a",
            "%2e%2e",
            "a\u0000b",
            "a\nbc",
            "ä",
            "C:x",
            "a".repeat(65))
        .map(
            name ->
                invalid(
                    "snapshot named " + name.replaceAll("\\p{Cntrl}", "?"),
                    "",
                    s -> s.snapshots().create(name)))
        .toList();
  }

  private static List<Mistake> paths() {
    return List.of(
        new Mistake(
            "missing directory",
            NotAStoreException.class,
            "nothing is there",
            (s, beside) -> VecStore.open(beside.resolve("nothing"))),
        new Mistake(
            "empty directory",
            NotAStoreException.class,
            "nothing is there",
            (s, beside) -> VecStore.open(beside)),
        new Mistake(
            "directory of others",
            NotAStoreException.class,
            "letter.txt",
            (s, beside) -> VecStore.open(letter(beside).getParent(), SCHEMA)),
        new Mistake(
            "directory of others without schema",
            NotAStoreException.class,
            "no file STORE",
            (s, beside) -> VecStore.open(letter(beside).getParent())),
        new Mistake(
            "file",
            NotAStoreException.class,
            "letter.txt",
            (s, beside) -> VecStore.open(letter(beside), SCHEMA)),
        new Mistake(
            "file without schema",
            NotAStoreException.class,
            "letter.txt",
            (s, beside) -> VecStore.open(letter(beside))),
        new Mistake(
            "below a file",
            NotAStoreException.class,
            "letter.txt",
            (s, beside) -> VecStore.open(letter(beside).resolve("store"), SCHEMA)),
        new Mistake(
            "open already",
            StoreLockedException.class,
            Long.toString(ProcessHandle.current().pid()),
            (s, beside) -> VecStore.open(beside.resolveSibling("store"))),
        new Mistake(
            "open already, the long way",
            StoreLockedException.class,
            "",
            (s, beside) -> VecStore.open(beside.resolve("..").resolve("store"), SCHEMA)),
        new Mistake(
            "open already, by a link",
            StoreLockedException.class,
            "",
            (s, beside) ->
                VecStore.open(
                    Files.createSymbolicLink(
                        beside.resolve("link"), beside.resolveSibling("store")))),
        new Mistake(
            "null path", NullPointerException.class, "", (s, beside) -> VecStore.open(null)));
  }

  private static Path letter(Path directory) throws Exception {
    Path letters = Files.createDirectories(directory.resolve("letters"));
    return Files.writeString(letters.resolve("letter.txt"), "not yours");
  }

  /** Opens a closed copy of a store with another schema. */
  private static Mistake schema(String words, Schema other) {
    return new Mistake(
        "other " + words,
        SchemaMismatchException.class,
        words,
        (s, beside) -> {
          VecStore.open(beside.resolve("other"), SCHEMA.withText(TextSpec.simple())).close();
          VecStore.open(beside.resolve("other"), other).close();
        });
  }

  private static List<Mistake> schemas() {
    return List.of(
        schema("dimension", Schema.of(4, Metric.COSINE).withText(TextSpec.simple())),
        schema("metric", Schema.of(3, Metric.DOT_PRODUCT).withText(TextSpec.simple())),
        schema("index", SCHEMA.withText(TextSpec.simple()).indexedBy(IndexSpec.hnsw().m(8))),
        schema("analyzer", SCHEMA.withText(TextSpec.english())),
        invalid(
            "dimension of 0",
            "dimension 0 is outside [1, 16384]",
            s -> Schema.of(0, Metric.COSINE)),
        invalid("dimension of -3", "dimension -3 is outside", s -> Schema.of(-3, Metric.COSINE)),
        invalid("dimension of 16385", "dimension 16385", s -> Schema.of(16_385, Metric.COSINE)),
        invalid(
            "graph of no metric",
            "no graph",
            s -> Schema.of(3, Metric.HAMMING).indexedBy(IndexSpec.hnsw())),
        new Mistake(
            "unknown language",
            InvalidInputException.class,
            "klingon",
            (s, beside) ->
                VecStore.open(beside.resolve("k"), SCHEMA.withText(TextSpec.language("klingon")))),
        missing("metric", "metric", s -> Schema.of(3, null)),
        missing("schema", "schema", s -> VecStore.inMemory(null)));
  }

  private static Mistake option(String words, UnaryOperator<OpenOptions> options) {
    return new Mistake(
        "option " + words,
        InvalidInputException.class,
        words,
        (s, beside) -> VecStore.open(beside.resolve("new"), SCHEMA, options));
  }

  private static List<Mistake> options() {
    return List.of(
        option("EPHEMERAL keeps nothing", o -> o.durability(Durability.EPHEMERAL)),
        option("syncInterval PT0S", o -> o.syncInterval(Duration.ZERO)),
        option("syncInterval PT-1S", o -> o.syncInterval(Duration.ofSeconds(-1))),
        option("segmentRows 0", o -> o.segmentRows(0)),
        option("segmentRows 10000001", o -> o.segmentRows(10_000_001)),
        option("segmentBytes 0", o -> o.segmentBytes(0)),
        option("segmentBytes -1", o -> o.segmentBytes(-1)),
        option("buildThreads 0", o -> o.buildThreads(0)),
        option("buildThreads 257", o -> o.buildThreads(257)));
  }

  private static List<Mistake> numbers() {
    return List.of(
        invalid("m of 3", "m 3 is outside [4, 64]", s -> IndexSpec.hnsw().m(3)),
        invalid("m of 65", "m 65 is outside", s -> IndexSpec.hnsw().m(65)),
        invalid("efConstruction of 1", "efConstruction 1", s -> IndexSpec.hnsw().efConstruction(1)),
        invalid("efSearch of -1", "efSearch -1", s -> IndexSpec.hnsw().efSearch(-1)),
        invalid("exactBelow of -1", "exactBelow -1", s -> IndexSpec.hnsw().exactBelow(-1)),
        invalid("k1 of -1", "k1 -1.0", s -> TextSpec.simple().k1(-1)),
        invalid("k1 of NaN", "k1 NaN", s -> TextSpec.simple().k1(Float.NaN)),
        invalid("b of 2", "b 2.0 is outside [0", s -> TextSpec.simple().b(2)),
        invalid("phraseBoost of 0", "phraseBoost 0.0", s -> TextSpec.simple().phraseBoost(0)));
  }
}
