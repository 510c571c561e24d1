package io.vecstore.internal.search;

import io.vecstore.core.error.InvalidInputException;
import io.vecstore.core.query.Hit;
import io.vecstore.core.query.Hits;
import io.vecstore.core.query.Page;
import io.vecstore.core.query.Query;
import io.vecstore.internal.segment.SegmentSlice;
import java.util.List;
import java.util.Optional;

/**
 * Pages of a ranking that go on where the last one ended, by score and id: what has neither changed
 * nor gone since is on one page and on no other, whatever was written meanwhile. That needs scores
 * which depend on the document alone.
 */
public final class PageSearch {

  private final Searcher searcher;
  private final List<SegmentSlice> slices;

  /** Creates a search over the slices of a view. */
  public PageSearch(Searcher searcher, List<SegmentSlice> slices) {
    this.searcher = searcher;
    this.slices = slices;
  }

  /**
   * Returns a page.
   *
   * @param after where the page before it ended, or nothing for the first
   */
  public Page page(Query query, Optional<String> after) {
    requireLasting(query);
    PageCursor cursor = after.map(PageCursor::parse).orElse(PageCursor.START);
    int size = query.topK();
    long depth = cursor.seen() + size + 1L;
    while (true) {
      int k = (int) Math.min(Query.MAX_K, depth);
      Hits found = searcher.search(query.topK(k), slices, Trace.off());
      List<Hit> rest = found.stream().filter(cursor::isBefore).limit(size + 1L).toList();
      if (rest.size() > size) {
        List<Hit> hits = rest.subList(0, size);
        PageCursor next = PageCursor.after(hits.getLast(), cursor.seen() + size);
        return new Page(new Hits(hits, found.took()), Optional.of(next.toString()));
      }
      if (found.size() < k || k == Query.MAX_K) {
        return new Page(new Hits(rest, found.took()), Optional.empty());
      }
      depth *= 2;
    }
  }

  private static void requireLasting(Query query) {
    if (query.keywords().isPresent()
        || !query.stages().isEmpty()
        || query.diversity() < 1
        || query.autocut() > 0
        || query.reranker().isPresent()) {
      throw new InvalidInputException(
          "pages need scores that depend on the document alone, as those of nearest vectors do;"
              + " found "
              + query);
    }
  }
}
