/**
 * How long does one small thing take? JMH benchmarks of what a query does many times. Run one with
 * {@code vecstore-bench/run jmh NAME}.
 *
 * <p>Depends on the library, never the other way round.
 */
@NullMarked
package io.vecstore.bench.micro;

import org.jspecify.annotations.NullMarked;
