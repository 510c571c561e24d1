package io.vecstore.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class CrashCommandTest {

  @Test
  void everyCampaignDoesSomethingAndFindsNothing() {
    StringWriter out = new StringWriter();
    int exit =
        Bench.commandLine()
            .setOut(new PrintWriter(out, true))
            .execute("crash", "--seconds", "3", "--seed", "7");

    String report = out.toString();
    assertEquals(0, exit, report);
    assertTrue(report.startsWith("seed 7"), report);
    assertTrue(report.matches("(?s).*storage: .*[1-9][\\d,]* images, 0 violations.*"), report);
    assertTrue(report.matches("(?s).*engine: .*[1-9][\\d,]* images, 0 violations.*"), report);
    assertTrue(report.matches("(?s).*kill: +[1-9][\\d,]* kills.*"), report);
    assertTrue(report.endsWith("violations: 0" + System.lineSeparator()), report);
  }
}
