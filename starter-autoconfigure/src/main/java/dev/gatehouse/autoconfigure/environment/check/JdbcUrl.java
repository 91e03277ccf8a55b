package dev.gatehouse.autoconfigure.environment.check;

import dev.gatehouse.environment.Change;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A JDBC URL, as far as checks look into it. */
record JdbcUrl(String text) {

    private static final Pattern AUTHORITY = Pattern.compile("//([^/;?]*)");
    private static final Pattern TLS_OF_POSTGRES =
            Pattern.compile("[?&](sslmode=(require|verify-ca|verify-full)|ssl=true)\\b");
    private static final Pattern TLS_OF_MYSQL = Pattern.compile(
            "[?&](sslmode=(required|verify_ca|verify_identity|trust|verify-ca|verify-full)|usessl=true|requiressl=true)\\b");

    private static final Pattern NO_TLS_OF_SQL_SERVER = Pattern.compile(";encrypt=(false|no|optional)\\b");
    private static final Pattern TLS = Pattern.compile("[?&;]((?:sslmode|encrypt)=[a-z_-]*)", Pattern.CASE_INSENSITIVE);

    private static final Pattern PASSWORD =
            Pattern.compile("[?;&,(:](?:password|pwd)=([^&;,)]*+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern LOG_IN =
            Pattern.compile("(?://[^/?;#@(:]*+:|^jdbc:oracle:[a-z]++:[^/@(]*+/)([^/?;#(]*)@");

    /** The password, where one stands in it; null if none does. */
    @Nullable
    String password() {
        Matcher parameter = PASSWORD.matcher(text);
        if (parameter.find()) {
            return parameter.group(1);
        }
        Matcher logIn = LOG_IN.matcher(text);
        return logIn.find() ? logIn.group(1) : null;
    }

    boolean isEmbedded() {
        return isH2()
                || lower().startsWith("jdbc:hsqldb:") && !isRemoteHsql()
                || lower().startsWith("jdbc:derby:") && !hasHost();
    }

    boolean isInMemory() {
        String url = lower();
        return url.startsWith("jdbc:h2:mem:")
                || url.startsWith("jdbc:hsqldb:mem:")
                || url.startsWith("jdbc:derby:memory:")
                || url.startsWith("jdbc:sqlite::memory:");
    }

    private boolean isH2() {
        String url = lower();
        return url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:h2:tcp:") && !url.startsWith("jdbc:h2:ssl:");
    }

    private boolean isRemoteHsql() {
        return lower().startsWith("jdbc:hsqldb:hsql") || lower().startsWith("jdbc:hsqldb:http");
    }

    private boolean hasHost() {
        return text.contains("//");
    }

    /**
     * What to do so that the driver insists on TLS; null if it does, if nobody is on the way, or it is not known.
     *
     * @param property where the URL stands
     */
    @Nullable
    Change missingTls(String property) {
        String url = lower();
        if (isLocal()) {
            return null;
        }
        if (url.startsWith("jdbc:postgresql:")) {
            return TLS_OF_POSTGRES.matcher(url).find() ? null : tls(property, "sslmode=verify-full");
        }
        if (url.startsWith("jdbc:mysql:")) {
            return TLS_OF_MYSQL.matcher(url).find() ? null : tls(property, "sslMode=VERIFY_IDENTITY");
        }
        if (url.startsWith("jdbc:mariadb:")) {
            return TLS_OF_MYSQL.matcher(url).find() ? null : tls(property, "sslMode=verify-full");
        }
        if (url.startsWith("jdbc:sqlserver:")) {
            return NO_TLS_OF_SQL_SERVER.matcher(url).find() ? tls(property, "encrypt=strict") : null;
        }
        return null;
    }

    /** In the place of what says otherwise: of two the driver takes the one or the other. */
    private Change tls(String property, String parameter) {
        Matcher other = TLS.matcher(text);
        if (other.find()) {
            return Change.replace(property, other.group(1), parameter);
        }
        return Change.append(property, (text.indexOf('?') < 0 ? '?' : '&') + parameter);
    }

    private boolean isLocal() {
        String authority = authority();
        if (authority == null) {
            return true;
        }
        for (String host : authority.split(",")) {
            if (!Hosts.isLocal(host)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable String authority() {
        Matcher matcher = AUTHORITY.matcher(text);
        if (!matcher.find()) {
            return null;
        }
        String authority = matcher.group(1);
        return authority.substring(authority.lastIndexOf('@') + 1);
    }

    private String lower() {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    /** Nothing of it is shown by accident. */
    @Override
    public String toString() {
        return "jdbc:...";
    }
}
