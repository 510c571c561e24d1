/**
 * What is asked, and what is answered? Open {@link io.vecstore.core.query.Query} first. Values
 * only: immutable, safe to share between threads. Depends on filter, model and error.
 */
package io.vecstore.core.query;
