/**
 * How fast is a store written and opened, beside SQLite and Lucene? Open {@link
 * io.vecstore.bench.store.StoreCommand} first; {@link io.vecstore.bench.store.WriteRace} is how the
 * contestants take turns, and {@link io.vecstore.bench.store.Reopening} how a large store is
 * closed, killed and opened again in processes of their own. Depends on {@code data} and {@code
 * ann}'s look at the machine.
 */
@NullMarked
package io.vecstore.bench.store;

import org.jspecify.annotations.NullMarked;
