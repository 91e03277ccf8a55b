package dev.gatehouse.ratelimit.bucket4j;

import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.VerboseResult;
import java.util.concurrent.CompletableFuture;

/** What is asked of Bucket4j, whether or not the back end can be asked without waiting. */
interface BucketAccess extends AutoCloseable {

    CompletableFuture<VerboseResult<ConsumptionProbe>> tryConsume(Part part, long tokens);

    CompletableFuture<VerboseResult<EstimationProbe>> estimate(Part part);

    CompletableFuture<?> addTokens(Part part, long tokens);

    CompletableFuture<?> spend(Part part, long tokens);

    CompletableFuture<?> remove(String key);

    @Override
    default void close() {}
}
