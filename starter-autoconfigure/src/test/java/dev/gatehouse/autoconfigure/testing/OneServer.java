package dev.gatehouse.autoconfigure.testing;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/** Tests run on Tomcat unless one asks for Jetty by a property: both are on the class path. */
final class OneServer implements AutoConfigurationImportFilter, EnvironmentAware {

    static final String ON_JETTY = "test.on-jetty";

    private String other = "";

    @Override
    public void setEnvironment(Environment environment) {
        boolean jetty = environment.getProperty(ON_JETTY, Boolean.class, false);
        other = "org.springframework.boot." + (jetty ? "tomcat" : "jetty") + ".";
    }

    @Override
    public boolean[] match(String[] classes, AutoConfigurationMetadata metadata) {
        boolean[] matches = new boolean[classes.length];
        for (int i = 0; i < classes.length; i++) {
            matches[i] = classes[i] == null || !classes[i].startsWith(other);
        }
        return matches;
    }
}
