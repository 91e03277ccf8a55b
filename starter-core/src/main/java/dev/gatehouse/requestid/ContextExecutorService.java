package dev.gatehouse.requestid;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Hands each task on with the logging context of the thread that handed it in. */
final class ContextExecutorService implements ExecutorService {

    private final ExecutorService target;

    ContextExecutorService(ExecutorService target) {
        this.target = target;
    }

    @Override
    public void execute(Runnable task) {
        target.execute(RequestIds.wrap(task));
    }

    @Override
    public <T> Future<T> submit(Callable<T> task) {
        return target.submit(RequestIds.wrap(task));
    }

    @Override
    public <T> Future<T> submit(Runnable task, T result) {
        return target.submit(RequestIds.wrap(task), result);
    }

    @Override
    public Future<?> submit(Runnable task) {
        return target.submit(RequestIds.wrap(task));
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks) throws InterruptedException {
        return target.invokeAll(wrapAll(tasks));
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException {
        return target.invokeAll(wrapAll(tasks), timeout, unit);
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks) throws InterruptedException, ExecutionException {
        return target.invokeAny(wrapAll(tasks));
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return target.invokeAny(wrapAll(tasks), timeout, unit);
    }

    @Override
    public void shutdown() {
        target.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return target.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return target.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return target.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return target.awaitTermination(timeout, unit);
    }

    private static <T> List<Callable<T>> wrapAll(Collection<? extends Callable<T>> tasks) {
        List<Callable<T>> wrapped = new ArrayList<>(tasks.size());
        for (Callable<T> task : tasks) {
            wrapped.add(RequestIds.wrap(task));
        }
        return wrapped;
    }
}
