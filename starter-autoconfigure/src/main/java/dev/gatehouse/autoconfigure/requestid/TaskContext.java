package dev.gatehouse.autoconfigure.requestid;

import dev.gatehouse.autoconfigure.task.TaskDecorations;
import dev.gatehouse.autoconfigure.task.TaskPart;
import dev.gatehouse.requestid.RequestIds;
import org.springframework.beans.factory.ObjectProvider;

/** The logging context that tasks take along. A scheduler gives one that brings no id an id of its own for each run. */
final class TaskContext implements TaskPart {

    private final ObjectProvider<RequestIds> ids;

    TaskContext(ObjectProvider<RequestIds> ids) {
        this.ids = ids;
    }

    /** Tells whether tasks of the executor take the context along from now on. */
    boolean decorate(Object executor) {
        return TaskDecorations.add(executor, this);
    }

    @Override
    public Runnable decorate(Runnable task, boolean scheduled) {
        return scheduled
                ? RequestIds.wrap((Runnable) () -> ids.getObject().runWithIdOrNew(task))
                : RequestIds.wrap(task);
    }
}
