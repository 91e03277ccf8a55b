package dev.gatehouse.requestid;

import java.net.http.HttpRequest;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The door to request ids for application code: reads the current one, starts work under a new one, and carries the
 * logging context to other threads and the id to other services. Immutable, thread-safe.
 */
public final class RequestIds {

    private final RequestIdSettings settings;
    private final RequestIdGenerator generator;

    /**
     * Creates the door.
     *
     * @param settings the settings of the {@link RequestIdFilter}
     * @param generator makes the ids of work that has none
     */
    public RequestIds(RequestIdSettings settings, RequestIdGenerator generator) {
        this.settings = settings;
        this.generator = generator;
    }

    /**
     * Returns the id of the request or task this thread works for.
     *
     * @return the id, or null when there is none or what the logging context holds under its key is no id
     */
    public @Nullable String current() {
        String id = MDC.get(settings.mdcKey());
        return id != null && RequestIdSettings.isId(id, RequestIdSettings.MAX_LENGTH) ? id : null;
    }

    /**
     * Returns the name of the header that carries the id.
     *
     * @return the header's name
     */
    public String header() {
        return settings.header();
    }

    /**
     * Runs a task under a new id, e.g. a message or a job. What the logging context held before is there again
     * afterwards, and nothing the task put there stays.
     *
     * @param task the task
     */
    public void runWithNewId(Runnable task) {
        runWithId(generator.next(), task);
    }

    /**
     * Runs a task under a given id, e.g. one that came with a message.
     *
     * @param id the id
     * @param task the task
     * @throws IllegalArgumentException if the id does not have the form of one
     */
    public void runWithId(String id, Runnable task) {
        if (!RequestIdSettings.isId(id, RequestIdSettings.MAX_LENGTH)) {
            throw new IllegalArgumentException(
                    "The text is no request id. Use 1 to 128 letters, digits, '.', '_' or '-'.");
        }
        Map<String, String> previous = MDC.getCopyOfContextMap();
        MDC.put(settings.mdcKey(), id);
        try {
            task.run();
        } finally {
            MdcContext.set(previous);
        }
    }

    /**
     * Runs a task under the current id, or under a new one when there is none.
     *
     * @param task the task
     */
    public void runWithIdOrNew(Runnable task) {
        String id = current();
        runWithId(id == null ? generator.next() : id, task);
    }

    /**
     * Adds the current id to a request to another service.
     *
     * @param request a request for {@link java.net.http.HttpClient}
     * @return a copy with the header, or the request itself when it carries an id already or there is none
     */
    public HttpRequest propagate(HttpRequest request) {
        String id = current();
        if (id == null || request.headers().firstValue(settings.header()).isPresent()) {
            return request;
        }
        return HttpRequest.newBuilder(request, (name, value) -> true)
                .setHeader(settings.header(), id)
                .build();
    }

    /**
     * Takes along the logging context of the calling thread.
     *
     * @param task work for another thread
     * @return the task, which has this context while it runs and leaves the other thread as it was
     */
    public static Runnable wrap(Runnable task) {
        return MdcContext.capture().wrap(task);
    }

    /**
     * Takes along the logging context of the calling thread.
     *
     * @param task work for another thread
     * @param <T> what the task returns
     * @return the task, which has this context while it runs and leaves the other thread as it was
     */
    public static <T> Callable<T> wrap(Callable<T> task) {
        return MdcContext.capture().wrap(task);
    }

    /**
     * Makes an executor whose tasks have the logging context of the thread that hands them in, e.g. for
     * {@link java.util.concurrent.CompletableFuture#supplyAsync(java.util.function.Supplier, Executor)}.
     *
     * @param executor runs the tasks
     * @return an executor in front of it
     */
    public static Executor wrap(Executor executor) {
        return task -> executor.execute(wrap(task));
    }

    /**
     * Makes an executor service whose tasks have the logging context of the thread that hands them in.
     *
     * @param executor runs the tasks; shutting down the result shuts it down
     * @return an executor service in front of it
     */
    public static ExecutorService wrap(ExecutorService executor) {
        return new ContextExecutorService(executor);
    }
}
