package dev.gatehouse.autoconfigure;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;

/**
 * Leaves properties of which none is set until somebody asks for them: there is no value that could be refused, and who
 * uses no part of a feature does not pay for reading its defaults. Where one is set, the record is bound at the start.
 */
final class UntouchedProperties implements BeanFactoryPostProcessor {

    /** Between the prefix and the class in the names that Spring Boot gives to such beans. */
    private static final String OURS = "-dev.gatehouse.";

    private final Environment environment;

    UntouchedProperties(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        for (String name : beans.getBeanDefinitionNames()) {
            int end = name.indexOf(OURS);
            if (end > 0) {
                nameAfterClass(beans, name);
                if (!SetProperties.containsBelow(environment, name.substring(0, end))) {
                    beans.getBeanDefinition(name).setLazyInit(true);
                }
            }
        }
    }

    /** Parameters cannot have the name that Spring Boot gives; by this one Spring finds the record without a look at all beans. */
    private static void nameAfterClass(ConfigurableListableBeanFactory beans, String name) {
        String alias = "gatehouse" + name.substring(name.lastIndexOf('.') + 1);
        if (!beans.containsLocalBean(alias)) {
            beans.registerAlias(name, alias);
        }
    }
}
