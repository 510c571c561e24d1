/**
 * What does a language model get to read? Passages packed into a budget, numbered, so that an
 * answer can cite them.
 *
 * <p>Open {@link io.vecstore.text.context.ContextPacker} first. Depends on the splitters' measures.
 * Values: safe from any thread.
 */
@NullMarked
package io.vecstore.text.context;

import org.jspecify.annotations.NullMarked;
