package dev.gatehouse.autoconfigure.flag;

import dev.gatehouse.flag.Flag;
import dev.gatehouse.flag.FlagSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * What operators do with feature flags: list them, switch one off or change its percentage until the next start, take
 * that back, read the configuration anew. Each change is logged.
 */
@WebEndpoint(id = "flags")
final class FlagsEndpoint {

    private static final Logger log = LoggerFactory.getLogger(FlagsEndpoint.class);

    private final FlagService service;

    FlagsEndpoint(FlagService service) {
        this.service = service;
    }

    @ReadOperation
    FlagsView list() {
        FlagSet flags = service.flags();
        List<FlagsView.Entry> entries = !service.isOwnProvider()
                ? List.of()
                : flags.names().stream()
                        .map(name -> FlagsView.Entry.of(flags, name))
                        .toList();
        return new FlagsView(service.providerName(), entries);
    }

    @ReadOperation
    FlagsView.Entry look(@Selector String name) {
        find(name);
        return FlagsView.Entry.of(service.flags(), name);
    }

    @WriteOperation
    FlagsView refresh() {
        checkProvider();
        try {
            service.refresh();
        } catch (BindException e) {
            throw bad(e.getName() + " cannot be read. The flags stay as they are.", e);
        } catch (InvalidConfigurationPropertyValueException e) {
            throw bad(e.getName() + " cannot be used. " + e.getReason() + " The flags stay as they are.", e);
        }
        return list();
    }

    @WriteOperation
    FlagsView.Entry change(@Selector String name, @Nullable Boolean enabled, @Nullable Double percentage) {
        Flag before = find(name);
        Flag after = service.flags().change(name, now -> changed(now, enabled, percentage));
        log.info("The flag '{}' was changed from {} to {}, until the next start.", name, before, after);
        return FlagsView.Entry.of(service.flags(), name);
    }

    private static Flag changed(Flag before, @Nullable Boolean enabled, @Nullable Double percentage) {
        if (enabled == null && percentage == null) {
            throw bad("Send enabled, percentage or both.", null);
        }
        Flag flag = enabled == null ? before : before.withEnabled(enabled);
        try {
            return percentage == null ? flag : flag.withPercentage(percentage);
        } catch (IllegalArgumentException e) {
            throw bad(String.valueOf(e.getMessage()), e);
        }
    }

    @DeleteOperation
    void reset(@Selector String name) {
        find(name);
        service.flags().reset(name);
        log.info(
                "The flag '{}' is again as it is configured: {}.",
                name,
                service.flags().find(name));
    }

    private Flag find(String name) {
        checkProvider();
        Flag flag = service.flags().find(name);
        if (flag == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no flag of that name.");
        }
        return flag;
    }

    private void checkProvider() {
        if (!service.isOwnProvider()) {
            throw new ResponseStatusException(
                    HttpStatus.CONFLICT, "The flags come from another provider of OpenFeature: change them there.");
        }
    }

    private static ResponseStatusException bad(String reason, @Nullable Throwable cause) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, reason, cause);
    }
}
