package dev.gatehouse.autoconfigure.environment;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a JDBC URL may stand in a log: driver, hosts and database, where they are written in a form in which nothing else
 * can stand. Drivers take passwords in many places, so what is not known to be harmless is left out.
 */
final class ShownJdbcUrl {

    private static final String WORD = "[A-Za-z][A-Za-z0-9+-]{0,31}+";
    private static final String HOST = "(?:[\\w.-]{1,253}+|\\[[0-9A-Fa-f:.]{2,45}+])(?::[0-9]{1,5}+)?+";
    private static final String END = "(?=[?;#&]|$)";

    private static final Pattern DRIVER = Pattern.compile("jdbc:" + WORD + "(?=:)");

    /** Here only a path stands in front of the parameters. */
    private static final Pattern EMBEDDED =
            Pattern.compile("jdbc:(?:h2|hsqldb|derby|sqlite):[\\w./~$:\\\\ -]{1,256}+" + END);

    private static final Pattern SERVER = Pattern.compile("jdbc:" + WORD + ":(?:" + WORD + ":)?+//");
    private static final Pattern HOSTS = Pattern.compile("(?:" + HOST + "(?:," + HOST
            + "){0,31}+)?+(?:/[\\w.$~/-]{0,128}+)?+" + "(?:;(?i:databaseName)=[\\w.-]{1,128}+)?+" + END);
    private static final Pattern NO_CREDENTIALS = Pattern.compile("[?;#&=()/]");

    private static final Pattern ORACLE = Pattern.compile("jdbc:oracle:(?:thin|oci):");
    private static final Pattern ORACLE_HOST =
            Pattern.compile("(?:(?:tcps?:)?+//)?+" + HOST + "(?:[:/][\\w.$-]{1,128}+)?+" + END);
    private static final Pattern NO_ORACLE_CREDENTIALS = Pattern.compile("[?;#&=()]");

    private ShownJdbcUrl() {}

    static String of(String url) {
        Matcher embedded = EMBEDDED.matcher(url);
        if (embedded.lookingAt()) {
            return embedded.group();
        }
        Matcher server = SERVER.matcher(url);
        if (server.lookingAt()) {
            return shown(url, server.group(), HOSTS, NO_CREDENTIALS);
        }
        Matcher oracle = ORACLE.matcher(url);
        if (oracle.lookingAt() && url.indexOf('@') > 0) {
            return shown(url, oracle.group() + "@", ORACLE_HOST, NO_ORACLE_CREDENTIALS);
        }
        return driver(url);
    }

    /** Behind the last at sign, unless that may be one of a parameter, or what is before it does not look like a log-in. */
    private static String shown(String url, String start, Pattern hosts, Pattern noCredentials) {
        int from = Math.max(start.length(), url.lastIndexOf('@') + 1);
        Matcher rest = hosts.matcher(url).region(from, url.length());
        boolean clear = !noCredentials
                .matcher(url)
                .region(Math.min(start.length(), from), from)
                .find();
        return clear && rest.lookingAt() ? start + rest.group() : driver(url);
    }

    private static String driver(String url) {
        Matcher driver = DRIVER.matcher(url);
        return driver.lookingAt() ? driver.group() + ":..." : "jdbc:...";
    }
}
