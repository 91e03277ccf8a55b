package dev.gatehouse.deadline;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Notes that the container has given up a request that goes on asynchronously, before it makes an error of that. */
record AsyncTimeout(RunningRequest request) implements AsyncListener {

    @Override
    public void onTimeout(AsyncEvent event) {
        request.giveUp();
    }

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
