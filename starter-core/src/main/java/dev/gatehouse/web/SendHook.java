package dev.gatehouse.web;

/** Work to be done right before the container is asked to send: what the response still holds back can be replaced. */
@FunctionalInterface
public interface SendHook {

    /**
     * Called on the thread that writes, once for each response unless it is reset. May write another answer and
     * {@linkplain HookedResponse#seal() seal} the response: what was about to be sent is dropped then.
     *
     * @param status the status of the answer
     */
    void beforeSending(int status);
}
