/**
 * Which texts match? Patterns of the filter language: LIKE, regular expressions, words. All take
 * time linear in the text, or close to it, so that a pattern from a stranger is safe. Open {@code
 * TextPattern} first.
 *
 * <p>Depends on the errors only. Patterns are immutable and safe from any thread.
 */
@NullMarked
package io.vecstore.core.pattern;

import org.jspecify.annotations.NullMarked;
