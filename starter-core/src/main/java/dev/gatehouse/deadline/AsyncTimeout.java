package dev.gatehouse.deadline;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/**
 * Notes that the container has given up a request that goes on asynchronously, before it makes an error of that, or that the
 * request was completed. One that goes asynchronous again comes by the filter again.
 */
record AsyncTimeout(RunningRequest request) implements AsyncListener {

    @Override
    public void onTimeout(AsyncEvent event) {
        request.giveUp();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        request.complete();
    }

    @Override
    public void onError(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
