package io.vecstore.internal.segment;

import io.vecstore.core.analysis.AnalyzerSpec;
import io.vecstore.core.analysis.TextAnalysis;
import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.model.FieldPath;
import io.vecstore.core.schema.Schema;
import io.vecstore.core.schema.TextField;
import io.vecstore.text.Analyzer;
import io.vecstore.text.query.QueryField;
import io.vecstore.text.query.Synonyms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What every segment of a store has in common.
 *
 * @param schema what is stored
 * @param analyzers make terms of the text, and of each text field of the schema
 * @param paths where the texts of those fields are in the metadata
 * @param asked the fields as queries see them, the text first
 */
public record SegmentContext(
    Schema schema, List<Analyzer> analyzers, List<FieldPath> paths, List<QueryField> asked) {

  /** Copies the lists. */
  public SegmentContext {
    analyzers = List.copyOf(analyzers);
    paths = List.copyOf(paths);
    asked = List.copyOf(asked);
  }

  /**
   * Returns the context of a schema, without anything of the application's.
   *
   * @throws InvalidInputException if the schema names an analysis that there is not
   */
  public static SegmentContext of(Schema schema) {
    return of(schema, TextAnalysis.none());
  }

  /**
   * Returns the context of a schema.
   *
   * @throws InvalidInputException if the schema names an analysis that there is not, or the
   *     application one for a field that there is not
   */
  public static SegmentContext of(Schema schema, TextAnalysis analysis) {
    List<Analyzer> analyzers = new ArrayList<>();
    List<FieldPath> paths = new ArrayList<>();
    List<QueryField> asked = new ArrayList<>();
    Asking asking = new Asking(analysis, schema.text().phraseBoost());
    Analyzer text = Analyzer.of(schema.text().analyzer(), analysis.tokenizers());
    analyzers.add(text);
    asked.add(asking.field(TextField.TEXT, 0, 1, text));
    for (TextField field : schema.text().fields()) {
      Analyzer analyzer = Analyzer.of(field.analyzer(), analysis.tokenizers());
      asked.add(asking.field(field.name(), analyzers.size(), field.boost(), analyzer));
      analyzers.add(analyzer);
      paths.add(FieldPath.parse(field.name()));
    }
    requireKnown(analysis.queryAnalyzers().keySet(), asked);
    return new SegmentContext(schema, analyzers, paths, asked);
  }

  /** How the application has its fields asked. */
  private record Asking(TextAnalysis analysis, float phraseBoost) {
    QueryField field(String name, int number, float boost, Analyzer indexed) {
      AnalyzerSpec own = analysis.queryAnalyzers().get(name);
      Analyzer analyzer = own == null ? indexed : Analyzer.of(own, analysis.tokenizers());
      Synonyms synonyms =
          Synonyms.of(analyzer, analysis.synonyms(), analysis.synonymWeight(), phraseBoost);
      return new QueryField(number, name, analyzer, boost, synonyms);
    }
  }

  /** Checks names of fields. */
  private static void requireKnown(Set<String> names, List<QueryField> fields) {
    List<String> known = fields.stream().map(QueryField::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new InvalidInputException(
            "\"" + name + "\" is no text field of the schema: there are " + known);
      }
    }
  }

  /**
   * Returns the fields as a query weighs them.
   *
   * @param boosts by name, where they are other than the schema's
   * @throws InvalidInputException if there is no field of a name
   */
  public List<QueryField> asked(Map<String, Float> boosts) {
    if (boosts.isEmpty()) {
      return asked;
    }
    requireKnown(boosts.keySet(), asked);
    return asked.stream()
        .map(each -> each.boosted(boosts.getOrDefault(each.name(), each.boost())))
        .toList();
  }

  /** Returns what makes terms of the text. */
  public Analyzer analyzer() {
    return analyzers.getFirst();
  }
}
