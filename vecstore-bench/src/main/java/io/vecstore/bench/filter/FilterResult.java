package io.vecstore.bench.filter;

/**
 * What one engine did under one filter.
 *
 * @param filter the filter's short name
 * @param engine the engine's name
 * @param fewestHits the number of hits of the query that has the fewest
 * @param recall the share of the true neighbours found
 * @param beam the beam width, the smallest of the ladder that reaches the target, or its largest
 * @param cpuQps queries per second of processor time, the median of the rounds
 * @param ahead how many times as fast ours was, the median of the ratios within a round; NaN for
 *     ours
 * @param scored how many different vectors our engine scored for a query, the mean of up to a
 *     hundred; 0 for peers
 * @param plan how our planner went about the first query, and why; empty for peers
 */
record FilterResult(
    String filter,
    String engine,
    int fewestHits,
    double recall,
    int beam,
    double cpuQps,
    double ahead,
    long scored,
    String plan) {}
