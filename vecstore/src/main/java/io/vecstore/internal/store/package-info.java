/**
 * What happens to one store over time? Open {@link io.vecstore.internal.store.StoreEngine} first,
 * then {@link io.vecstore.internal.store.WritePath} for a write and {@link
 * io.vecstore.internal.store.StoreReader} for a read. One writer thread per store owns what
 * changes; one background thread makes new segments; readers take a view and need no lock. Depends
 * on search, segment, and the engines' doors.
 */
@NullMarked
package io.vecstore.internal.store;

import org.jspecify.annotations.NullMarked;
