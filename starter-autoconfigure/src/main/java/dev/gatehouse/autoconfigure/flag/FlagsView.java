package dev.gatehouse.autoconfigure.flag;

import dev.gatehouse.flag.Flag;
import dev.gatehouse.flag.FlagSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/** The flags as operators see them. */
record FlagsView(String provider, List<Entry> flags) implements OperationResponseBody {

    /**
     * One flag.
     *
     * @param name its name
     * @param now how it stands
     * @param configured how it is configured
     * @param set whether an operator has set it
     */
    record Entry(String name, State now, State configured, boolean set) implements OperationResponseBody {

        static Entry of(FlagSet flags, String name) {
            return new Entry(
                    name,
                    State.of(Objects.requireNonNullElse(flags.find(name), Flag.OFF)),
                    State.of(Objects.requireNonNullElse(flags.configured(name), Flag.OFF)),
                    flags.isSet(name));
        }
    }

    /** How a flag stands, as it is written in the configuration. */
    record State(boolean enabled, double percentage, String key) {

        static State of(Flag flag) {
            return new State(
                    flag.enabled(),
                    flag.percentage(),
                    flag.key().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }
}
