/**
 * How do texts that Lucene knows how to analyse become terms of a VecStore? By {@link
 * io.vecstore.lucene.LuceneTokenizer}, the only type. Depends on Lucene's core and on VecStore's.
 */
@NullMarked
package io.vecstore.lucene;

import org.jspecify.annotations.NullMarked;
