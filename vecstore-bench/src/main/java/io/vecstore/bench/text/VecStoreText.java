package io.vecstore.bench.text;

import io.vecstore.bench.engine.SectionFiles;
import io.vecstore.core.analysis.AnalyzerSpec;
import io.vecstore.core.analysis.Token;
import io.vecstore.core.analysis.Tokenizer;
import io.vecstore.core.schema.TextSpec;
import io.vecstore.core.spi.MemorySections;
import io.vecstore.core.spi.OrdinalBits;
import io.vecstore.core.spi.Section;
import io.vecstore.core.spi.TopOrdinals;
import io.vecstore.text.Analyzer;
import io.vecstore.text.active.ActiveText;
import io.vecstore.text.postings.TextSegment;
import io.vecstore.text.query.TextQuery;
import io.vecstore.text.search.ScratchPool;
import io.vecstore.text.search.TextCost;
import io.vecstore.text.search.TextSearch;
import io.vecstore.text.segment.SealedText;
import io.vecstore.text.segment.TextMerge;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Our text engine alone, as the store uses it inside its segments. */
final class VecStoreText implements TextEngine {

  /** So many documents grow in memory before they are sealed. */
  private static final int SEALED_AT = 100_000;

  private static final TextSpec SPEC = TextSpec.of(AnalyzerSpec.custom("tokens"));

  private final Arena arena = Arena.ofShared();
  private final ScratchPool pool = new ScratchPool();
  private final List<TextSegment> segments = new ArrayList<>();
  private final Map<Double, List<OrdinalBits>> filters = new HashMap<>();

  @Override
  public String name() {
    return "vecstore";
  }

  @Override
  public String description() {
    return "VecStore's text engine";
  }

  @Override
  public void index(TokenCorpus corpus, Path folder, int wanted) throws IOException {
    Analyzer analyzer = Analyzer.of(SPEC.analyzer(), Map.of("tokens", () -> new Replay(corpus)));
    int size = (corpus.documents() + wanted - 1) / wanted;
    for (int segment = 0; segment < wanted; segment++) {
      int from = segment * size;
      int to = Math.min(corpus.documents(), from + size);
      Path made = Files.createDirectories(folder.resolve(Integer.toString(segment)));
      Files.writeString(made.resolve("rows"), Integer.toString(to - from));
      SectionFiles.write(index(analyzer, from, to), made);
    }
  }

  private static List<Section> index(Analyzer analyzer, int from, int to) {
    List<TextSegment> parts = new ArrayList<>();
    for (int start = from; start < to; start += SEALED_AT) {
      int rows = Math.min(SEALED_AT, to - start);
      ActiveText active = new ActiveText(analyzer);
      for (int row = 0; row < rows; row++) {
        active.add(row, Integer.toString(start + row));
      }
      TextMerge merge = new TextMerge(analyzer.spec(), rows);
      merge.add(active.segment(rows), IntStream.range(0, rows).toArray());
      List<Section> sections = merge.build();
      if (rows == to - from) {
        return sections;
      }
      parts.add(open(sections, rows, Arena.ofAuto()));
    }
    TextMerge merge = new TextMerge(analyzer.spec(), to - from);
    int base = 0;
    for (TextSegment part : parts) {
      merge.add(part, IntStream.range(base, base + part.rows()).toArray());
      base += part.rows();
    }
    return merge.build();
  }

  private static TextSegment open(List<Section> sections, int rows, Arena arena) {
    return SealedText.open(new MemorySections("bench", sections, arena), SPEC.analyzer(), rows);
  }

  @Override
  public void open(Path folder) throws IOException {
    for (int i = 0; Files.isDirectory(folder.resolve(Integer.toString(i))); i++) {
      Path made = folder.resolve(Integer.toString(i));
      int rows = Integer.parseInt(Files.readString(made.resolve("rows")).strip());
      segments.add(open(SectionFiles.read(made, arena), rows, arena));
    }
  }

  @Override
  public Runner prepare(SpeedQuery query) {
    TextQuery asked = asked(query);
    List<OrdinalBits> accepted = query.accepted() < 1 ? accepted(query.accepted()) : null;
    return k -> search(asked, accepted, k);
  }

  private double search(TextQuery query, @Nullable List<OrdinalBits> accepted, int k) {
    TextSearch search = TextSearch.prepare(query, SPEC, segments, pool);
    TopOrdinals all = new TopOrdinals(k);
    TextCost cost = new TextCost();
    for (int i = 0; i < segments.size(); i++) {
      TopOrdinals best = segments.size() == 1 ? all : new TopOrdinals(k);
      OrdinalBits accept = accepted == null ? null : accepted.get(i);
      search.run(segments.get(i), accept, best, all.threshold(), cost);
      for (int rank = 0; best != all && rank < best.count(); rank++) {
        all.offer(best.ordinal(rank), best.score(rank));
      }
    }
    double sum = 0;
    for (int rank = 0; rank < all.count(); rank++) {
      sum += all.score(rank);
    }
    return sum;
  }

  private static TextQuery asked(SpeedQuery query) {
    List<String> terms = query.terms();
    List<TextQuery> words = new ArrayList<>();
    terms.forEach(term -> words.add(new TextQuery.Word(term, 1)));
    return switch (query.kind()) {
      case ANY -> TextQuery.any(words);
      case ALL -> new TextQuery.Combined(words, List.of(), List.of(), 0);
      case PHRASE ->
          new TextQuery.Phrase(terms, IntStream.range(0, terms.size()).boxed().toList(), 0, 1);
      case PREFIX -> new TextQuery.Prefix(terms.getFirst(), 1);
    };
  }

  private List<OrdinalBits> accepted(double share) {
    return filters.computeIfAbsent(
        share,
        key -> {
          List<OrdinalBits> all = new ArrayList<>();
          int base = 0;
          for (TextSegment segment : segments) {
            OrdinalBits bits = new OrdinalBits(segment.rows());
            for (int row = 0; row < segment.rows(); row++) {
              if (AcceptedRows.accepts(base + row, key)) {
                bits.add(row);
              }
            }
            all.add(bits);
            base += segment.rows();
          }
          return all;
        });
  }

  @Override
  public void close() {
    arena.close();
  }

  /** Gives the words of a document whose number is the text. */
  private static final class Replay implements Tokenizer {
    private final TokenCorpus corpus;
    private int at;
    private int end;

    Replay(TokenCorpus corpus) {
      this.corpus = corpus;
    }

    @Override
    public void reset(CharSequence text) {
      if (text.isEmpty()) {
        at = end;
        return;
      }
      int document = Integer.parseInt(text, 0, text.length(), 10);
      at = corpus.start(document);
      end = corpus.end(document);
    }

    @Override
    public boolean next(Token token) {
      if (at == end) {
        return false;
      }
      String word = corpus.wordAt(at++);
      token.set(word, 0, word.length());
      token.span(0, 0);
      return true;
    }
  }
}
