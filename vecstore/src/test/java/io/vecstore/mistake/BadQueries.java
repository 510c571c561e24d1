package io.vecstore.mistake;

import static io.vecstore.mistake.Mistake.invalid;
import static io.vecstore.mistake.Mistake.missing;
import static io.vecstore.mistake.Mistake.wrong;

import io.vecstore.core.error.DimensionMismatchException;
import io.vecstore.core.error.FilterSyntaxException;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.query.Fusion;
import io.vecstore.core.query.Query;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Questions that have no answer. */
final class BadQueries {

  private static final Query GOOD = Query.nearest(1, 2, 3);

  private BadQueries() {}

  static List<Mistake> rows() {
    return Stream.of(vectors(), limits(), nulls(), filters(), sizes(), values())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Mistake> vectors() {
    return List.of(
        wrong(
            "short query",
            DimensionMismatchException.class,
            "dimension 2, expected 3 (query)",
            s -> s.search(Query.nearest(1, 2))),
        wrong(
            "long query to explain",
            DimensionMismatchException.class,
            "dimension 4, expected 3 (query)",
            s -> s.explain(Query.nearest(1, 2, 3, 4))),
        wrong(
            "short query of both kinds",
            DimensionMismatchException.class,
            "dimension 1, expected 3",
            s -> s.search(Query.hybrid(new float[] {1}, "x"))),
        invalid("empty query", "dimension 0", s -> s.search(Query.nearest())),
        invalid("zero query", "cosine", s -> s.search(Query.nearest(0, 0, 0))),
        invalid(
            "zero query of both kinds", "cosine", s -> s.search(Query.hybrid(new float[3], "x"))),
        invalid("NaN query", "component 0 is NaN", s -> s.search(Query.nearest(Float.NaN, 1, 2))),
        invalid(
            "infinite query",
            "component 1 is -Infinity",
            s -> s.search(Query.nearest(1, Float.NEGATIVE_INFINITY, 2))));
  }

  private static List<Mistake> limits() {
    return List.of(
        invalid("k of 0", "k 0 is outside [1, 1000000]", s -> s.search(GOOD.topK(0))),
        invalid("k of -1", "k -1 is outside", s -> s.search(GOOD.topK(-1))),
        invalid(
            "smallest k", "k -2147483648 is outside", s -> s.search(GOOD.topK(Integer.MIN_VALUE))),
        invalid(
            "largest k", "k 2147483647 is outside", s -> s.search(GOOD.topK(Integer.MAX_VALUE))),
        invalid("k of keywords", "k 0 is outside", s -> s.search(Query.keywords("x").topK(0))),
        invalid("ef of 0", "ef 0 is outside [1, 10000]", s -> s.search(GOOD.ef(0))),
        invalid("ef of -5", "ef -5 is outside", s -> s.search(GOOD.ef(-5))),
        invalid("ef of 10001", "ef 10001 is outside", s -> s.search(GOOD.ef(10_001))),
        invalid("NaN threshold", "minScore is NaN", s -> s.search(GOOD.minScore(Float.NaN))),
        invalid(
            "alpha of 1.1",
            "alpha 1.1 is outside [0, 1]",
            s -> s.search(GOOD.fusedBy(Fusion.weighted(1.1)))),
        invalid(
            "alpha of -0.1",
            "alpha -0.1 is outside",
            s -> s.search(GOOD.fusedBy(Fusion.weighted(-0.1)))),
        invalid(
            "NaN as alpha", "alpha NaN", s -> s.search(GOOD.fusedBy(Fusion.weighted(Double.NaN)))),
        invalid(
            "rank constant of -1",
            "rank constant -1 is negative",
            s -> s.search(GOOD.fusedBy(Fusion.rrf(-1)))));
  }

  private static List<Mistake> nulls() {
    return List.of(
        missing("query", "query", s -> s.search(null)),
        missing("query to explain", "query", s -> s.explain(null)),
        missing("query vector", "vector", s -> s.search(Query.nearest((float[]) null))),
        missing("keywords", "text", s -> s.search(Query.keywords(null))),
        missing(
            "keywords of both kinds",
            "text",
            s -> s.search(Query.hybrid(new float[] {1, 2, 3}, null))),
        missing("fusion", "fusion", s -> s.search(GOOD.fusedBy(null))),
        missing("filter", "filter", s -> s.search(GOOD.where((Filter) null))),
        missing("filter to count", "filter", s -> s.count((Filter) null)),
        missing("filter to scan", "filter", s -> s.scan((Filter) null)),
        missing("age to purge", "olderThan", s -> s.purge((Duration) null)));
  }

  private static Mistake filter(String text) {
    return wrong("filter " + text, FilterSyntaxException.class, "^", s -> s.count(text));
  }

  private static List<Mistake> filters() {
    return List.of(
        filter("price ~= 'x' AND a = 1"),
        filter("a = 1 b = 2"),
        filter("a ="),
        filter("= 1"),
        filter("(a = 1"),
        filter("a = 1)"),
        filter("a = 'never closed"),
        filter("a IN (1, 2"),
        filter("a BETWEEN 1"),
        filter("NOT"),
        filter("a = 1 AND"),
        filter("a = 1e400000"),
        filter("a == == 1"),
        filter("a LIKE 3"),
        filter("a REGEX '(unclosed'"),
        filter("a # 1"),
        filter("a = 1 AND AND b = 2"),
        filter("ANY tags"),
        filter("a = 1 -- comment"),
        filter("a = 1; DROP TABLE b"));
  }

  private static List<Mistake> sizes() {
    return List.of(
        wrong(
            "filter of 100,000 parentheses",
            FilterSyntaxException.class,
            "",
            s -> s.count("(".repeat(60_000) + "a = 1")),
        wrong(
            "filter of 70,000 characters",
            FilterSyntaxException.class,
            "65536",
            s -> s.count("a = '" + "x".repeat(70_000) + "'")),
        wrong(
            "filter of many conditions",
            FilterSyntaxException.class,
            "1000",
            s -> s.count(String.join(" OR ", Collections.nCopies(2_000, "a = 1")))),
        wrong(
            "filter of many NOTs",
            FilterSyntaxException.class,
            "64",
            s -> s.count("NOT ".repeat(10_000) + "a = 1")),
        wrong(
            "list of 20,000 values",
            FilterSyntaxException.class,
            "10000",
            s -> s.count("a IN (" + String.join(",", Collections.nCopies(20_000, "1")) + ")")));
  }

  private static List<Mistake> values() {
    return List.of(
        invalid("parameter without value", ":y", s -> s.search(GOOD.where("year > :y", Map.of()))),
        invalid("parameter that was not bound", ":y", s -> s.search(GOOD.where("year > :y"))),
        invalid("parameter that was not bound, to count", ":y", s -> s.count("year > :y")),
        invalid(
            "value that nothing asks for",
            "x",
            s -> s.search(GOOD.where("year > :y", Map.of("y", 1, "x", 2)))),
        invalid(
            "value of no type",
            "y",
            s -> s.search(GOOD.where("year > :y", Map.of("y", new Object())))),
        missing("values", "", s -> s.search(GOOD.where("year > :y", null))));
  }
}
