package dev.gatehouse.deadline;

import java.lang.management.ManagementFactory;
import java.util.List;

/** Whether the virtual machine was started so that a debugger can halt it. */
final class Debugger {

    private Debugger() {}

    static boolean canBeAttached() {
        return canBeAttached(ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    static boolean canBeAttached(List<String> arguments) {
        return arguments.stream()
                .anyMatch(argument -> argument.startsWith("-agentlib:jdwp")
                        || argument.startsWith("-Xrunjdwp")
                        || (argument.startsWith("-agentpath:") && argument.contains("jdwp")));
    }
}
