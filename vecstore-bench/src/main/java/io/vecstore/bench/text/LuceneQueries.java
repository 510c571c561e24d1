package io.vecstore.bench.text;

import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;

/** Makes Lucene's queries of ours: those that give the same scores. */
final class LuceneQueries {

  static final String FIELD = "text";

  private static final float PHRASE_BOOST = 2;

  private final Map<Key, FixedBitSet> filters = new HashMap<>();

  private record Key(int segment, double share) {}

  Query of(SpeedQuery query) {
    Query asked =
        switch (query.kind()) {
          case ANY -> words(query, Occur.SHOULD);
          case ALL -> words(query, Occur.MUST);
          case PHRASE -> phrase(query);
          case PREFIX ->
              new PrefixQuery(
                  new Term(FIELD, query.terms().getFirst()),
                  MultiTermQuery.SCORING_BOOLEAN_REWRITE);
        };
    return query.accepted() >= 1
        ? asked
        : new BooleanQuery.Builder()
            .add(asked, Occur.MUST)
            .add(new Accepted(query.accepted(), filters), Occur.FILTER)
            .build();
  }

  private static Query words(SpeedQuery query, Occur occur) {
    if (query.terms().size() == 1) {
      return word(query.terms().getFirst());
    }
    BooleanQuery.Builder words = new BooleanQuery.Builder();
    query.terms().forEach(term -> words.add(word(term), occur));
    return words.build();
  }

  private static Query word(String term) {
    return new TermQuery(new Term(FIELD, term));
  }

  /** The terms' scores, doubled, where the phrase occurs. */
  private static Query phrase(SpeedQuery query) {
    BooleanQuery.Builder phrase = new BooleanQuery.Builder();
    query.terms().forEach(term -> phrase.add(new BoostQuery(word(term), PHRASE_BOOST), Occur.MUST));
    phrase.add(new PhraseQuery(FIELD, query.terms().toArray(String[]::new)), Occur.FILTER);
    return phrase.build();
  }

  /** A filter that costs nothing to make: bits, made once a segment. */
  private static final class Accepted extends Query {
    private final double share;
    private final Map<Key, FixedBitSet> filters;

    Accepted(double share, Map<Key, FixedBitSet> filters) {
      this.share = share;
      this.filters = filters;
    }

    private FixedBitSet bits(LeafReaderContext context) {
      return filters.computeIfAbsent(
          new Key(context.ord, share),
          key -> {
            FixedBitSet bits = new FixedBitSet(context.reader().maxDoc());
            for (int document = 0; document < bits.length(); document++) {
              if (AcceptedRows.accepts(context.docBase + document, share)) {
                bits.set(document);
              }
            }
            return bits;
          });
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
      return new ConstantScoreWeight(this, boost) {
        @Override
        public ScorerSupplier scorerSupplier(LeafReaderContext context) {
          FixedBitSet bits = bits(context);
          return ConstantScoreScorerSupplier.fromIterator(
              new BitSetIterator(bits, bits.approximateCardinality()),
              score(),
              scoreMode,
              bits.length());
        }

        @Override
        public boolean isCacheable(LeafReaderContext context) {
          return false;
        }
      };
    }

    @Override
    public void visit(QueryVisitor visitor) {}

    @Override
    public String toString(String field) {
      return "accepts " + share;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Accepted accepted && accepted.share == share;
    }

    @Override
    public int hashCode() {
      return Double.hashCode(share);
    }
  }
}
