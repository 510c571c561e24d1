/**
 * Does a store survive power cuts, broken disks and kills, for as long as one likes to try? Open
 * {@link io.vecstore.bench.crash.CrashCommand}: it runs the campaigns of the tests, and prints what
 * they did. Depends on the test kits of {@code vecstore} and {@code vecstore-persist}.
 */
@NullMarked
package io.vecstore.bench.crash;

import org.jspecify.annotations.NullMarked;
