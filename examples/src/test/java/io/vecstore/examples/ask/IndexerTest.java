package io.vecstore.examples.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.Embedder;
import io.vecstore.VecStore;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Query;
import io.vecstore.examples.TrigramEmbedding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexerTest {

  private static final String STORM = "# Weather\n\nA storm is coming over the sea tonight.\n";
  private static final String BREAD = "# Kitchen\n\n## Bread\n\nBread rises for two hours.\n";

  @TempDir Path folder;

  private final List<String> embedded = new ArrayList<>();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Screen screen =
      new Screen(new PrintStream(printed, true, StandardCharsets.UTF_8), false, 80);
  private final Embedder counting = new Counting();
  private VecStore store;

  private final class Counting implements Embedder {
    @Override
    public String model() {
      return "trigrams";
    }

    @Override
    public int dimension() {
      return TrigramEmbedding.DIMENSION;
    }

    @Override
    public List<float[]> embed(List<String> texts) {
      embedded.addAll(texts);
      return texts.stream().map(TrigramEmbedding::embed).toList();
    }
  }

  @BeforeEach
  void open() {
    store = VecStore.inMemory(Indexer.schema(counting));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void everyPassageKnowsItsFileAndSection() throws IOException {
    write("a.md", STORM + BREAD);
    update();
    Document bread = find("bread rises");
    assertEquals("a.md", bread.metadata().getText("file").orElseThrow());
    assertEquals("Bread", bread.metadata().getText("section").orElseThrow());
    int start = (int) bread.metadata().getLong("origin.start").orElseThrow();
    int end = (int) bread.metadata().getLong("origin.end").orElseThrow();
    assertTrue((STORM + BREAD).substring(start, end).contains("Bread rises for two hours."));
  }

  @Test
  void aSecondRunEmbedsNothing() throws IOException {
    write("a.md", STORM);
    write("b.md", BREAD);
    assertTrue(update().embedded() >= 2);
    embedded.clear();
    Indexer.Report second = update();
    assertEquals(0, second.embedded());
    assertEquals(List.of(), embedded);
    assertEquals(store.count(), second.passages());
  }

  @Test
  void onlyChangedTextIsEmbeddedWhenPassagesMove() throws IOException {
    write("a.md", BREAD);
    update();
    embedded.clear();
    write("a.md", STORM + BREAD);
    Indexer.Report report = update();
    assertEquals(1, report.embedded(), embedded.toString());
    assertTrue(embedded.getFirst().contains("storm"), embedded.toString());
    assertEquals("Bread", find("bread rises").metadata().getText("section").orElseThrow());
  }

  @Test
  void wordsOfTheHeadingsFindWhatIsBelow() throws IOException {
    write("a.md", STORM + BREAD);
    update();
    assertEquals("Bread", find("kitchen").metadata().getText("section").orElseThrow());
  }

  @Test
  void passagesThatAreGoneAreNotFound() throws IOException {
    write("a.md", BREAD + STORM);
    write("b.md", STORM);
    update();
    write("a.md", BREAD);
    Files.delete(folder.resolve("b.md"));
    assertTrue(update().removed() >= 2);
    assertEquals(0, store.count("file = 'b.md'"));
    assertEquals(List.of(), store.search(Query.keywords("storm")).ids());
  }

  @Test
  void anEmptyFileHoldsNothing() throws IOException {
    write("a.md", "");
    assertEquals(new Indexer.Report(1, 0, 0, 0), update());
  }

  @Test
  void progressReachesTheEnd() throws IOException {
    write("a.md", STORM + BREAD);
    write("b.md", BREAD);
    update();
    String text = printed.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("2/2"), text);
  }

  @Test
  void hiddenAndForeignFilesAreLeftOut() throws IOException {
    write("a.md", STORM);
    write("notes/b.txt", BREAD);
    write(".git/c.md", BREAD);
    write("d.java", BREAD);
    assertEquals(List.of("a.md", "notes/b.txt"), Corpus.ofFolder(folder).names());
  }

  private Indexer.Report update() {
    return new Indexer(store, counting, screen).update(Corpus.ofFolder(folder));
  }

  private Document find(String words) {
    String id = store.search(Query.keywords(words).topK(1)).ids().getFirst();
    return store.get(id).orElseThrow();
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
