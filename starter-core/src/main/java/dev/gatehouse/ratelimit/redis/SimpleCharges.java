package dev.gatehouse.ratelimit.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Takes simple charges. Those that come at once share a command where one server holds all keys. In a Cluster, or behind a
 * proxy that spreads keys over servers, a script may touch keys of one place only; there each charge goes alone.
 * Thread-safe.
 */
final class SimpleCharges {

    private final RedisSender redis;
    private final RedisScript takeEach = new RedisScript(RedisScripts.TAKE_EACH, ScriptOutputType.MULTI);
    private final ChargeQueue<SimpleCharge, long[]> queue = new ChargeQueue<>(this::send);
    private volatile boolean apart;

    SimpleCharges(RedisSender redis) {
        this.redis = redis;
    }

    /** Takes a charge; gives what {@link SharedCommand#send} gives of it. */
    CompletableFuture<long[]> take(SimpleCharge charge) {
        return apart ? redis.send(commands -> takeAlone(commands, charge)) : queue.add(charge);
    }

    /** Takes the charges of one decision. */
    List<CompletableFuture<long[]>> takeAll(List<SimpleCharge> charges) {
        return apart ? charges.stream().map(this::take).toList() : queue.addAll(charges);
    }

    private CompletableFuture<List<long[]>> send(List<SimpleCharge> charges) {
        return redis.send(commands -> {
            apart = apart || !(commands instanceof RedisAsyncCommands);
            return apart ? takeApart(commands, charges) : takeTogether(commands, charges);
        });
    }

    private CompletableFuture<List<long[]>> takeTogether(
            RedisClusterAsyncCommands<String, String> commands, List<SimpleCharge> charges) {
        CompletableFuture<List<long[]>> answers = new SharedCommand(charges).send(takeEach, commands);
        return charges.size() == 1
                ? answers
                : answers.exceptionallyCompose(failure -> {
                    if (!isAcrossPlaces(failure)) {
                        return CompletableFuture.failedFuture(failure);
                    }
                    apart = true;
                    return takeApart(commands, charges);
                });
    }

    /** The server refuses such a script before it runs, so nothing is taken twice. */
    private static boolean isAcrossPlaces(Throwable failure) {
        Throwable cause = RedisSender.cause(failure);
        return cause instanceof RedisCommandExecutionException
                && String.valueOf(cause.getMessage()).startsWith("CROSSSLOT");
    }

    private CompletableFuture<List<long[]>> takeApart(
            RedisClusterAsyncCommands<String, String> commands, List<SimpleCharge> charges) {
        List<CompletableFuture<long[]>> answers =
                charges.stream().map(charge -> takeAlone(commands, charge)).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(all -> answers.stream().map(CompletableFuture::join).toList());
    }

    private CompletableFuture<long[]> takeAlone(
            RedisClusterAsyncCommands<String, String> commands, SimpleCharge charge) {
        return new SharedCommand(List.of(charge)).send(takeEach, commands).thenApply(answers -> answers.get(0));
    }
}
