package io.vecstore.core.query;

import java.util.Optional;

/**
 * Some of the hits of a query, and where the next ones begin.
 *
 * @param hits best first
 * @param next what to ask the next page with, now or at any time later; empty where there is none
 */
public record Page(Hits hits, Optional<String> next) {}
