/** How fast, how exact, beside whom? The benchmark tool; not part of the library. */
@NullMarked
package io.vecstore.bench;

import org.jspecify.annotations.NullMarked;
