package io.vecstore.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vecstore.VecStore;
import io.vecstore.core.model.Document;
import io.vecstore.core.query.Query;
import io.vecstore.core.schema.Metric;
import io.vecstore.core.schema.Schema;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoreFixtureTest {

  private static final Schema SCHEMA = Schema.of(2, Metric.COSINE);

  @Nested
  class InMemory {

    @RegisterExtension
    final StoreFixture fixture =
        StoreFixture.inMemory(SCHEMA).with(Document.of("a", 1, 0)).with(Document.of("b", 0, 1));

    @RepeatedTest(2)
    void everyTestStartsWithTheSharedDocumentsOnly(VecStore store) {
      assertEquals(List.of("a", "b"), store.search(Query.nearest(1, 0)).ids());
      store.upsert(Document.of("c", 1, 1));
      assertEquals(3, fixture.store().count());
    }

    @Test
    void cannotBeReopened() {
      assertThrows(IllegalStateException.class, fixture::reopen);
    }
  }

  @Nested
  class OnDisk {

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.onDisk(SCHEMA).with(Document.of("a", 1, 0));

    @RepeatedTest(2)
    void whatWasWrittenIsThereAfterReopening(VecStore store) {
      assertEquals(1, store.count());
      store.upsert(Document.of("b", 0, 1));
      assertEquals(2, fixture.reopen().count());
    }
  }

  @Test
  void aFixtureThatIsNotRegisteredSaysSo() {
    var thrown =
        assertThrows(IllegalStateException.class, () -> StoreFixture.inMemory(SCHEMA).store());
    assertTrue(thrown.getMessage().contains("@RegisterExtension"), thrown.getMessage());
  }
}
