package io.vecstore.bench.engine;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.filter.Comparison;
import io.vecstore.core.filter.Filter;
import io.vecstore.core.filter.Operand;
import io.vecstore.core.filter.Subject;
import io.vecstore.core.filter.TextForm;
import io.vecstore.core.model.Metadata;
import io.vecstore.core.model.MetadataValue;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoubleField;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * Says in Lucene's words what a filter says in ours, as a Lucene user would write it: terms for
 * text, points with doc values for numbers. Knows what the filters of the benchmark need, and
 * refuses the rest.
 */
final class LuceneFilter {

  private LuceneFilter() {}

  /** Adds the fields of a document's metadata; texts are indexed whole. */
  static void index(Metadata metadata, Document document) {
    metadata.forEach((key, value) -> index(key, value, document));
  }

  private static void index(String key, MetadataValue value, Document document) {
    switch (value) {
      case MetadataValue.Text(String text) when text.length() < 1000 ->
          document.add(new StringField(key, text, Field.Store.NO));
      case MetadataValue.Int(long number) ->
          document.add(new LongField(key, number, Field.Store.NO));
      case MetadataValue.Real(double number) ->
          document.add(new DoubleField(key, number, Field.Store.NO));
      case MetadataValue.Array(List<MetadataValue> values) ->
          values.forEach(one -> index(key, one, document));
      default -> {}
    }
  }

  /**
   * Returns the query that accepts the same documents.
   *
   * @throws InvalidInputException if the filter has a condition that is not known here
   */
  static Query query(Filter filter) {
    return switch (filter) {
      case Filter.Constant(boolean value) ->
          value ? MatchAllDocsQuery.INSTANCE : MatchNoDocsQuery.INSTANCE;
      case Filter.And(List<Filter> terms) -> all(terms, Occur.FILTER);
      case Filter.Or(List<Filter> terms) -> all(terms, Occur.SHOULD);
      case Filter.Not(Filter term) ->
          new BooleanQuery.Builder()
              .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
              .add(query(term), Occur.MUST_NOT)
              .build();
      case Filter.Compare(Subject subject, Comparison comparison, Operand value) ->
          compare(subject.path().toString(), comparison, value.known());
      case Filter.In(Subject subject, List<Operand> values) ->
          any(subject.path().toString(), values);
      case Filter.Between(Subject subject, Operand low, Operand high) ->
          LongField.newRangeQuery(
              subject.path().toString(), number(low.known()), number(high.known()));
      case Filter.Contains contains -> any(contains.path().toString(), contains.values());
      case Filter.TextMatch(Subject subject, TextForm form, Operand pattern)
          when form == TextForm.STARTS_WITH ->
          new PrefixQuery(new Term(subject.path().toString(), text(pattern.known())));
      default -> throw unknown(filter.toString());
    };
  }

  private static Query compare(String field, Comparison comparison, MetadataValue value) {
    if (comparison == Comparison.EQUAL && value instanceof MetadataValue.Text(String text)) {
      return new TermQuery(new Term(field, text));
    }
    long number = number(value);
    return switch (comparison) {
      case EQUAL -> LongField.newExactQuery(field, number);
      case LESS -> LongField.newRangeQuery(field, Long.MIN_VALUE, number - 1);
      case AT_MOST -> LongField.newRangeQuery(field, Long.MIN_VALUE, number);
      case GREATER -> LongField.newRangeQuery(field, number + 1, Long.MAX_VALUE);
      case AT_LEAST -> LongField.newRangeQuery(field, number, Long.MAX_VALUE);
    };
  }

  private static Query any(String field, List<Operand> values) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    values.forEach(value -> any.add(compare(field, Comparison.EQUAL, value.known()), Occur.SHOULD));
    return any.build();
  }

  private static Query all(List<Filter> terms, Occur occur) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    terms.forEach(term -> all.add(query(term), occur));
    return all.build();
  }

  private static long number(MetadataValue value) {
    if (value instanceof MetadataValue.Int(long number)) {
      return number;
    }
    throw unknown("the value " + value);
  }

  private static String text(MetadataValue value) {
    if (value instanceof MetadataValue.Text(String text)) {
      return text;
    }
    throw unknown("the value " + value);
  }

  private static InvalidInputException unknown(String what) {
    return new InvalidInputException("the benchmark does not know how to ask Lucene for " + what);
  }
}
