package dev.gatehouse.autoconfigure.deadline;

import dev.gatehouse.autoconfigure.task.TaskPart;
import dev.gatehouse.deadline.Deadline;

/** Tasks take along the deadline of the request that hands them in. Scheduled work does not: it belongs to no request. */
final class DeadlinePart implements TaskPart {

    @Override
    public Runnable decorate(Runnable task, boolean scheduled) {
        return scheduled ? task : Deadline.wrap(task);
    }
}
