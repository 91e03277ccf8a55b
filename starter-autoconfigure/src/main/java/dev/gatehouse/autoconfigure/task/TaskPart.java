package dev.gatehouse.autoconfigure.task;

/** One thing that a task takes along from the thread that hands it in. Implementations are thread-safe. */
@FunctionalInterface
public interface TaskPart {

    /**
     * Takes along what the calling thread has.
     *
     * @param task the task that is handed in
     * @param scheduled whether it goes to a scheduler, which may run it often and much later
     * @return the task with what it takes along; the task itself if that is nothing
     */
    Runnable decorate(Runnable task, boolean scheduled);
}
