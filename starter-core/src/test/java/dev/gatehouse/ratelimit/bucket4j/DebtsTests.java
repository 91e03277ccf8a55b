package dev.gatehouse.ratelimit.bucket4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ratelimit.KeyResolver;
import dev.gatehouse.ratelimit.Limit;
import dev.gatehouse.ratelimit.RateLimitRule;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.VerboseResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DebtsTests {

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private static final Part PART = part("10/hour");

    private final BackEnd backEnd = new BackEnd();
    private final Debts debts = new Debts(backEnd);

    private static Part part(String limit) {
        RateLimitRule rule =
                RateLimitRule.of("rule", KeyResolver.global(), Limit.of(limit)).build();
        BucketConfiguration configuration = BucketConfiguration.builder()
                .addLimit(bandwidth -> bandwidth.capacity(10).refillIntervally(10, Duration.ofDays(300)))
                .build();
        return new Part("key", rule.policies().get(0), 1, configuration);
    }

    private List<CompletableFuture<Long>> spend(int times, long tokens) {
        List<CompletableFuture<Long>> spent = new ArrayList<>(times);
        for (int i = 0; i < times; i++) {
            spent.add(debts.spend(PART, tokens));
        }
        return spent;
    }

    private static CompletableFuture<List<Long>> all(List<CompletableFuture<Long>> spent) {
        return CompletableFuture.allOf(spent.toArray(CompletableFuture[]::new))
                .thenApply(done -> spent.stream().map(CompletableFuture::join).toList());
    }

    @Test
    void spendsInOneGoWhatHadToWait() {
        backEnd.holdsEstimates = true;
        List<CompletableFuture<Long>> spent = spend(5, 3);
        backEnd.release();

        assertThat(all(spent)).succeedsWithin(TEN_SECONDS).asList().containsOnly(3L);
        assertThat(backEnd.spent).containsExactly(3L, 12L);
    }

    @Test
    void letsThoseWhoCameFirstOweWhatABucketMayOwe() {
        backEnd.holdsEstimates = true;
        List<CompletableFuture<Long>> spent = spend(5, 6);
        backEnd.release();

        assertThat(all(spent)).succeedsWithin(TEN_SECONDS).asList().containsExactly(6L, 6L, 6L, 2L, 0L);
    }

    /** Neither an answer nor a refusal that comes at once may lead deeper into the stack for each that waits. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void manyThatWaitHoldUpNobody(boolean refuses) {
        backEnd.holdsEstimates = true;
        List<CompletableFuture<Long>> waiting = spend(20_000, 1);
        backEnd.refuses = refuses;
        backEnd.release();

        assertThat(CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new))
                        .handle((done, failure) -> true))
                .succeedsWithin(TEN_SECONDS);
        backEnd.refuses = false;
        assertThat(debts.spend(PART, 1)).succeedsWithin(TEN_SECONDS);
    }

    @Test
    void aRefusalConcernsThoseOnlyForWhomItWasAsked() {
        backEnd.refuses = true;
        assertThat(debts.spend(PART, 1)).failsWithin(TEN_SECONDS);
        backEnd.refuses = false;
        assertThat(debts.spend(PART, 1)).succeedsWithin(TEN_SECONDS).isEqualTo(1L);
    }

    /** Such as a class that is missing: whoever comes next must not wait for one that ended by it. */
    @Test
    void anErrorOfTheBackEndHoldsUpNobody() {
        backEnd.broken = true;
        assertThat(debts.spend(PART, 1)).failsWithin(TEN_SECONDS);
        backEnd.broken = false;
        assertThat(debts.spend(PART, 1)).succeedsWithin(TEN_SECONDS).isEqualTo(1L);
    }

    @Test
    void anErrorOfTheBackEndIsToldToThoseWhoWaited() {
        backEnd.holdsEstimates = true;
        List<CompletableFuture<Long>> spent = spend(3, 1);
        backEnd.broken = true;
        backEnd.release();

        assertThat(spent.get(0)).succeedsWithin(TEN_SECONDS);
        assertThat(spent.get(1)).failsWithin(TEN_SECONDS);
        assertThat(spent.get(2)).failsWithin(TEN_SECONDS);
    }

    /** One bucket that regains nothing. Answers at once unless told otherwise. */
    private static final class BackEnd implements BucketAccess {

        final List<Long> spent = new CopyOnWriteArrayList<>();
        final List<Runnable> held = new CopyOnWriteArrayList<>();
        final Bucket bucket = Bucket.builder()
                .addLimit(PART.configuration().getBandwidths()[0])
                .build();
        volatile boolean holdsEstimates;
        volatile boolean refuses;
        volatile boolean broken;

        void release() {
            holdsEstimates = false;
            held.forEach(Runnable::run);
        }

        @Override
        public CompletableFuture<VerboseResult<EstimationProbe>> estimate(Part part) {
            if (broken) {
                throw new NoClassDefFoundError("back end");
            }
            CompletableFuture<VerboseResult<EstimationProbe>> answer = new CompletableFuture<>();
            Runnable work = () -> {
                if (refuses) {
                    answer.completeExceptionally(new RejectedExecutionException("full"));
                } else {
                    answer.complete(bucket.asVerbose().estimateAbilityToConsume(1));
                }
            };
            if (holdsEstimates) {
                held.add(work);
            } else {
                work.run();
            }
            return answer;
        }

        @Override
        public CompletableFuture<?> spend(Part part, long tokens) {
            spent.add(tokens);
            return CompletableFuture.completedFuture(bucket.consumeIgnoringRateLimits(tokens));
        }

        @Override
        public CompletableFuture<VerboseResult<ConsumptionProbe>> tryConsume(Part part, long tokens) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<?> addTokens(Part part, long tokens) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<?> remove(String key) {
            throw new UnsupportedOperationException();
        }
    }
}
