/**
 * How fast is a filtered search, and does it ever return too few? One race per filter, from filters
 * that accept a handful of rows to filters that accept nearly all.
 *
 * <p>Start with {@link io.vecstore.bench.filter.FilterRace}. Depends on {@code bench.engine} and
 * {@code bench.data}. One thread drives; the engines own the threads that ask.
 */
@NullMarked
package io.vecstore.bench.filter;

import org.jspecify.annotations.NullMarked;
