/**
 * Where does one word end and the next begin? The built-in tokenizers.
 *
 * <p>Open {@link io.vecstore.text.token.UnicodeTokenizer} first. Depends on the analysis interface
 * only. A tokenizer belongs to one thread.
 */
@NullMarked
package io.vecstore.text.token;

import org.jspecify.annotations.NullMarked;
