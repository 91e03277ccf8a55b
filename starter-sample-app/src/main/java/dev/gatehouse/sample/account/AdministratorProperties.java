package dev.gatehouse.sample.account;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The first administrator, made when the service starts and none was ever made.
 *
 * @param adminLogin user name of the first administrator
 * @param adminEmail address of the first administrator, which gets its mails; as good for a log-in as the name
 * @param adminPassword first password, 12 characters or more; has to be changed at the first log-in but in development
 * @param developmentAdmin whether a password is made up and printed where none is set, and need not be changed
 */
@ConfigurationProperties("gatehouse.sample")
record AdministratorProperties(
        @DefaultValue("admin") String adminLogin,
        @Nullable String adminEmail,
        @Nullable String adminPassword,
        @DefaultValue("false") boolean developmentAdmin) {

    @Override
    public String toString() {
        return "AdministratorProperties[adminLogin=" + adminLogin + "]";
    }
}
