package io.vecstore.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.examples.ask.Screen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, with its model. */
class AskTest {

  @TempDir Path folder;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private boolean watched;

  @Test
  void answersFromAFolderAndReusesItsStore() throws IOException {
    Path docs = Files.createDirectory(folder.resolve("docs"));
    Files.writeString(docs.resolve("sea.md"), "# Sea\n\nFerries do not sail in a gale.\n");
    Files.writeString(docs.resolve("bread.txt"), "Bread has to rest before it is baked.\n");

    String first = ask("--docs", docs.toString(), "--hits", "1", "do boats leave in bad weather?");
    assertTrue(first.contains("2 embedded, 0 kept"), first);
    assertTrue(first.contains("[1]"), first);
    assertTrue(first.contains("sea.md:1 › Sea"), first);
    assertTrue(first.contains("Ferries do not sail in a gale."), first);

    String second = ask("--docs", docs.toString(), "--where", "file = 'bread.txt'", "ferries");
    assertTrue(second.contains("0 embedded, 2 kept"), second);
    assertTrue(second.contains("bread.txt"), second);
  }

  @Test
  void aMisspeltFilterIsAMisuse() {
    assertEquals(2, run("--docs", folder.toString(), "--where", "file ~ 'x'", "question"));
  }

  @Test
  void aMissingFolderIsAMisuse() {
    assertEquals(2, run("--docs", folder.resolve("none").toString()));
  }

  @Test
  void aFolderWithoutDocumentsIsAMisuse() {
    assertEquals(2, run("--docs", folder.toString(), "question"));
  }

  @Test
  void wordsOfTheQuestionAreBoldInWhateverFormTheyHave() throws IOException {
    Path docs = Files.createDirectory(folder.resolve("docs"));
    Files.writeString(docs.resolve("sea.txt"), "First.\n\nFerries do not sail in a gale.\n");
    watched = true;
    String told = ask("--docs", docs.toString(), "sailing ferry");
    assertTrue(told.contains("\033[1mFerries\033[0m do not \033[1msail\033[0m in a"), told);
  }

  private String ask(String... args) {
    assertEquals(0, run(args));
    String out = printed.toString(StandardCharsets.UTF_8);
    printed.reset();
    return out;
  }

  private int run(String... args) {
    Screen screen =
        new Screen(new PrintStream(printed, true, StandardCharsets.UTF_8), watched, 100);
    String[] all = new String[args.length + 2];
    all[0] = "--store";
    all[1] = folder.resolve("store").toString();
    System.arraycopy(args, 0, all, 2, args.length);
    return Ask.run(screen, all);
  }
}
