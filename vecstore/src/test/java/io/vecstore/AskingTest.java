package io.vecstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.core.error.FilterSyntaxException;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.error.NotFoundException;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.model.Document;
import io.vecstore.core.model.MetadataValue;
import io.vecstore.core.query.Fusion;
import io.vecstore.core.query.Hit;
import io.vecstore.core.query.HitGroup;
import io.vecstore.core.query.Page;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.testkit.Forall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whatever can be asked besides a plain search, each against a scan of a map: groups, pages,
 * examples, stages, diversity, ranges, and deletions by filter; all under random filters, over
 * several segments with deletions in them.
 */
class AskingTest {

  private static final int DIMENSION = 5;
  private static final Comparator<Map.Entry<String, Float>> BEST_FIRST =
      Comparator.comparing((Map.Entry<String, Float> e) -> -e.getValue())
          .thenComparing(Map.Entry::getKey);

  /** A store and what it holds. */
  private record World(VecStore store, Map<String, Document> documents) implements AutoCloseable {

    static World of(SplittableRandom random) {
      World world =
          new World(VecStore.inMemory(Schema.of(DIMENSION, Metric.COSINE)), new TreeMap<>());
      int size = random.nextInt(1, 200);
      for (int i = 0; i < size; i++) {
        world.put("d" + random.nextInt(size), random);
        if (random.nextInt(40) == 0) {
          world.store.optimize();
        }
        if (random.nextInt(10) == 0) {
          String id = "d" + random.nextInt(size);
          world.store.delete(id);
          world.documents.remove(id);
        }
      }
      return world;
    }

    void put(String id, SplittableRandom random) {
      Map<String, Object> fields = new HashMap<>();
      if (random.nextInt(8) > 0) {
        fields.put("lang", List.of("de", "en", "fr", "it").get(random.nextInt(4)));
      }
      switch (random.nextInt(8)) {
        case 0 -> {}
        case 1 -> fields.put("year", List.of(2000, 2001));
        case 2 -> fields.put("year", 2000.0 + random.nextInt(6));
        default -> fields.put("year", 2000 + random.nextInt(6));
      }
      Document document = Document.of(id, vector(random)).withMetadata(fields);
      store.upsert(document);
      documents.put(id, document);
    }

    /** Returns the documents that pass, by the score that a search of everything gives them. */
    List<Map.Entry<String, Float>> ranking(float[] vector, Filter filter) {
      Map<String, Float> scores = new HashMap<>();
      store
          .search(Query.nearest(vector).exact().topK(documents.size() + 50))
          .forEach(hit -> scores.put(hit.id(), hit.score()));
      return documents.values().stream()
          .filter(document -> filter.matches(document.metadata()))
          .map(document -> Map.entry(document.id(), scores.get(document.id())))
          .sorted(BEST_FIRST)
          .toList();
    }

    @Override
    public void close() {
      store.close();
    }
  }

  @Test
  void aFilterDeletesAndHidesWhatItMatchesAndNothingElse() {
    Forall.cases(40)
        .check(
            random -> {
              try (World world = World.of(random)) {
                Filter filter = filter(random);
                boolean hide = random.nextBoolean();
                long count =
                    world.documents.values().stream()
                        .filter(document -> filter.matches(document.metadata()))
                        .count();
                assertEquals(count, world.store.count(filter));
                assertEquals(
                    count,
                    hide ? world.store.softDeleteWhere(filter) : world.store.deleteWhere(filter));
                assertEquals(hide ? count : 0, world.store.deleted().size());
                world.documents.values().removeIf(d -> filter.matches(d.metadata()));
                try (Stream<Document> rest = world.store.scan("TRUE")) {
                  assertEquals(
                      List.copyOf(world.documents.keySet()),
                      rest.map(Document::id).sorted().toList());
                }
              }
            });
  }

  @Test
  void groupsAreThoseOfTheWholeRanking() {
    Forall.cases(40)
        .check(
            random -> {
              try (World world = World.of(random)) {
                float[] vector = vector(random);
                Filter filter = filter(random);
                int k = random.nextInt(1, 8);
                int perGroup = random.nextInt(1, 5);
                Map<Object, List<String>> model = new LinkedHashMap<>();
                for (Map.Entry<String, Float> each : world.ranking(vector, filter)) {
                  world
                      .documents
                      .get(each.getKey())
                      .metadata()
                      .get("year")
                      .filter(value -> !(value instanceof MetadataValue.Array))
                      .map(AskingTest::whole)
                      .filter(value -> model.containsKey(value) || model.size() < k)
                      .ifPresent(
                          value ->
                              model
                                  .computeIfAbsent(value, v -> new ArrayList<>())
                                  .add(each.getKey()));
                }
                Query query = Query.nearest(vector).exact().topK(k).where(filter);
                List<HitGroup> groups = world.store.groups(query, "year", perGroup);
                assertEquals(
                    List.copyOf(model.keySet()),
                    groups.stream().map(group -> whole(group.value())).toList());
                for (HitGroup group : groups) {
                  List<String> all = model.get(whole(group.value()));
                  assertEquals(
                      all.subList(0, Math.min(perGroup, all.size())),
                      group.hits().stream().map(Hit::id).toList());
                }
              }
            });
  }

  @Test
  void pagesHaveEachDocumentOnceWhateverIsWrittenMeanwhile() {
    Forall.cases(40)
        .check(
            random -> {
              try (World world = World.of(random)) {
                float[] vector = vector(random);
                Filter filter = filter(random);
                List<String> steady =
                    world.ranking(vector, filter).stream().map(Map.Entry::getKey).toList();
                Query query =
                    Query.nearest(vector).exact().topK(random.nextInt(1, 30)).where(filter);
                List<String> seen = new ArrayList<>();
                Optional<String> next = Optional.empty();
                do {
                  Page page = world.store.page(query, next);
                  page.hits().forEach(hit -> seen.add(hit.id()));
                  next = page.next();
                  world.put("new" + random.nextInt(20), random);
                  if (random.nextInt(5) == 0) {
                    world.store.optimize();
                  }
                } while (next.isPresent());
                seen.removeIf(id -> id.startsWith("new"));
                assertEquals(steady, seen);
              }
            });
  }

  @Test
  void whatDependsOnOtherDocumentsHasNoPages() {
    try (VecStore store = VecStore.inMemory(Schema.of(2, Metric.COSINE))) {
      assertThrows(
          InvalidInputException.class, () -> store.page(Query.keywords("a"), Optional.empty()));
      assertThrows(
          InvalidInputException.class,
          () -> store.page(Query.nearest(1, 2), Optional.of("no cursor")));
    }
  }

  @Test
  void recommendationsAreNearTheMeanOfTheGoodAndAwayFromTheBad() {
    Forall.cases(40)
        .check(
            random -> {
              try (World world = World.of(random)) {
                List<String> ids = List.copyOf(world.documents.keySet());
                if (ids.size() < 3) {
                  return;
                }
                List<String> good = List.of(ids.get(0), ids.get(1));
                List<String> bad = random.nextBoolean() ? List.of() : List.of(ids.get(2));
                float[] target = new float[DIMENSION];
                for (int i = 0; i < DIMENSION; i++) {
                  float mean =
                      (float)
                          (((double) world.documents.get(ids.get(0)).vector()[i]
                                  + world.documents.get(ids.get(1)).vector()[i])
                              / 2);
                  target[i] =
                      bad.isEmpty() ? mean : 2 * mean - world.documents.get(ids.get(2)).vector()[i];
                }
                Filter filter = filter(random);
                List<String> model =
                    world.ranking(target, filter).stream()
                        .map(Map.Entry::getKey)
                        .filter(id -> !good.contains(id) && !bad.contains(id))
                        .limit(7)
                        .toList();
                assertEquals(
                    model,
                    world
                        .store
                        .recommend(good, bad, query -> query.exact().topK(7).where(filter))
                        .ids());
                assertThrows(
                    NotFoundException.class,
                    () -> world.store.recommend(List.of("none"), List.of(), query -> query));
              }
            });
  }

  @Test
  void stagesAreFusedUnderTheirOwnFiltersAndTheCommonOne() {
    Forall.cases(40)
        .check(
            random -> {
              try (World world = World.of(random)) {
                Filter all = filter(random);
                Map<String, Float> sum = new TreeMap<>();
                List<Query> stages = new ArrayList<>();
                for (int stage = 0; stage < 3; stage++) {
                  float[] vector = vector(random);
                  Filter own = filter(random);
                  int k = random.nextInt(1, 40);
                  stages.add(Query.nearest(vector).exact().topK(k).where(own));
                  List<Map.Entry<String, Float>> found = world.ranking(vector, own.and(all));
                  for (int rank = 0; rank < Math.min(k, found.size()); rank++) {
                    float weight = stage == 0 ? 0.5f : 0.25f;
                    sum.merge(found.get(rank).getKey(), 3 * weight / (60 + rank + 1), Float::sum);
                  }
                }
                Query query =
                    Query.fused(Fusion.rrf(), stages.toArray(Query[]::new)).topK(9).where(all);
                List<Hit> hits = world.store.search(query).list();
                assertEquals(Math.min(9, sum.size()), hits.size());
                double least = hits.isEmpty() ? 0 : hits.getLast().score() - 1e-6;
                assertTrue(
                    sum.values().stream().filter(score -> score > least + 2e-6).count() <= 9);
                hits.forEach(hit -> assertEquals(sum.get(hit.id()), hit.score(), 1e-6));
              }
            });
  }

  @Test
  void diverseHitsTradeScoreForNovelty() {
    Forall.cases(40)
        .check(
            random -> {
              try (World world = World.of(random)) {
                float[] vector = vector(random);
                Filter filter = filter(random);
                double weight = random.nextDouble(0.2, 0.95);
                List<Map.Entry<String, Float>> pool =
                    new ArrayList<>(world.ranking(vector, filter).stream().limit(20).toList());
                List<String> model = new ArrayList<>();
                float high = pool.isEmpty() ? 0 : pool.getFirst().getValue();
                float low = pool.isEmpty() ? 0 : pool.getLast().getValue();
                while (model.size() < 5 && !pool.isEmpty()) {
                  Map.Entry<String, Float> best =
                      pool.stream()
                          .max(Comparator.comparing(e -> worth(world, e, model, weight, high, low)))
                          .orElseThrow();
                  model.add(best.getKey());
                  pool.remove(best);
                }
                Query query = Query.nearest(vector).exact().topK(5).where(filter);
                assertEquals(model, world.store.search(query.diversify(weight)).ids());
              }
            });
  }

  private static double worth(
      World world,
      Map.Entry<String, Float> candidate,
      List<String> chosen,
      double weight,
      float high,
      float low) {
    double relevance = high > low ? (candidate.getValue() - low) / ((double) high - low) : 1;
    double alike =
        chosen.stream()
            .mapToDouble(
                id ->
                    cosine(
                        world.documents.get(id).vector(),
                        world.documents.get(candidate.getKey()).vector()))
            .max()
            .orElse(0);
    return chosen.isEmpty() ? relevance : weight * relevance - (1 - weight) * alike;
  }

  @Test
  void aLeastScoreEndsTheHitsWhereTheScoresDo() {
    Forall.cases(20)
        .check(
            random -> {
              try (World world = World.of(random)) {
                float[] vector = vector(random);
                Filter filter = filter(random);
                float least = (float) random.nextDouble(-1, 1);
                assertEquals(
                    world.ranking(vector, filter).stream()
                        .filter(each -> each.getValue() >= least)
                        .map(Map.Entry::getKey)
                        .toList(),
                    world
                        .store
                        .search(
                            Query.nearest(vector).exact().topK(1000).where(filter).minScore(least))
                        .ids());
              }
            });
  }

  @Test
  void theFieldsOfAStoreMakeAFilterStrict() {
    try (VecStore store = VecStore.inMemory(Schema.of(2, Metric.COSINE))) {
      store.upsert("a", new float[] {1, 2}, Map.of("year", 2020));
      store.optimize();
      store.upsert("b", new float[] {1, 2}, Map.of("lang", "en"));
      Filter.parse("year > 2000 AND lang = 'en'", store.fields());
      FilterSyntaxException error =
          assertThrows(
              FilterSyntaxException.class, () -> Filter.parse("yaer > 2000", store.fields()));
      assertTrue(error.getMessage().contains("did you mean \"year\""), error.getMessage());
      assertTrue(error.getMessage().contains("^"), error.getMessage());
      assertThrows(FilterSyntaxException.class, () -> Filter.parse("year = 'x'", store.fields()));
    }
  }

  private static Object whole(MetadataValue value) {
    return switch (value) {
      case MetadataValue.Int(long number) -> (double) number;
      case MetadataValue.Real(double number) -> number;
      default -> value;
    };
  }

  private static double cosine(float[] one, float[] other) {
    double dot = 0;
    double a = 0;
    double b = 0;
    for (int i = 0; i < one.length; i++) {
      dot += (double) one[i] * other[i];
      a += (double) one[i] * one[i];
      b += (double) other[i] * other[i];
    }
    return dot / Math.sqrt(a * b);
  }

  private static Filter filter(SplittableRandom random) {
    String text =
        switch (random.nextInt(6)) {
          case 0 -> "TRUE";
          case 1 -> "lang = 'en'";
          case 2 -> "year >= " + (2000 + random.nextInt(7));
          case 3 -> "lang IN ['de', 'fr'] OR year = 2003";
          case 4 -> "NOT (year BETWEEN 2001 AND 2004)";
          default -> "lang IS MISSING";
        };
    return Filter.parse(text);
  }

  private static float[] vector(SplittableRandom random) {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextDouble(-1, 1);
    }
    return vector;
  }
}
