package dev.gatehouse.autoconfigure.environment;

import java.util.function.IntConsumer;

/** Ends the process of a command that is no start of the service; tests listen instead. */
final class ProcessExit {

    private static volatile IntConsumer exit = System::exit;

    private ProcessExit() {}

    static void with(int code) {
        exit.accept(code);
    }

    static void use(IntConsumer other) {
        exit = other;
    }
}
