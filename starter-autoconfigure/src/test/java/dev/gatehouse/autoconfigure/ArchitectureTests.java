package dev.gatehouse.autoconfigure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

@ArchTag("any-boot")
@AnalyzeClasses(packages = "dev.gatehouse.autoconfigure", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    /** Spring looks the first two up by name; the others give way to a bean of the same name. */
    private static final Set<String> NAMED_ON_PURPOSE = Set.of(
            "corsConfigurationSource",
            "multipartConfigElement",
            "safeNameConverter",
            "sentryMasking",
            "spanMasking",
            "totpSecretBox");

    @ArchTest
    static final ArchRule autoConfigurationsArePublicAndFinal = classes()
            .that()
            .areAnnotatedWith(AutoConfiguration.class)
            .should()
            .bePublic()
            .andShould()
            .haveModifier(JavaModifier.FINAL)
            .andShould()
            .haveSimpleNameEndingWith("AutoConfiguration");

    @ArchTest
    static final ArchRule beanMethodsAreNotPublic = methods()
            .that()
            .areAnnotatedWith(Bean.class)
            .should()
            .notBePublic()
            .because("an auto-configuration is no interface");

    @ArchTest
    static void beansOfGatehouseAreNamedAfterIt(JavaClasses classes) {
        assertThat(classes.stream().flatMap(type -> factories(type).stream()))
                .as(
                        "a service may well have a requestIdFilter or a passwordPolicy of its own, which would stop its start")
                .allSatisfy(method -> assertThat(beanName(method))
                        .satisfiesAnyOf(
                                name -> assertThat(name).startsWith("gatehouse"),
                                name -> assertThat(name).isIn(NAMED_ON_PURPOSE),
                                name -> assertThat(name).endsWith("HealthIndicator")));
    }

    @ArchTest
    static final ArchRule propertiesAreRecords = classes()
            .that()
            .areAnnotatedWith(ConfigurationProperties.class)
            .should()
            .beAssignableTo(Record.class)
            .because("they do not change after the start");

    @ArchTest
    static final ArchRule switchesRefuseWhatIsNoBoolean = noClasses()
            .should()
            .beAnnotatedWith(ConditionalOnBooleanProperty.class)
            .because("a misspelt switch must not switch a protection off in silence: use ConditionalOnSwitch");

    @ArchTest
    static final ArchRule nothingIsScannedOrInjectedByText = noClasses()
            .should()
            .beAnnotatedWith(ComponentScan.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Value.class);

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.gatehouse.autoconfigure.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule caseIsFoldedWithALocale = noClasses()
            .should()
            .callMethod(String.class, "toLowerCase")
            .orShould()
            .callMethod(String.class, "toUpperCase")
            .because("in a Turkish locale the letter I has another small form");

    @ArchTest
    static void parametersAreNamedAfterTheBeanTheyGet(JavaClasses classes) {
        List<Method> factories =
                classes.stream().flatMap(type -> factories(type).stream()).toList();
        assertThat(factories).hasSizeGreaterThan(100);
        Map<Class<?>, Set<String>> names = factories.stream()
                .collect(Collectors.groupingBy(
                        Method::getReturnType,
                        Collectors.mapping(ArchitectureTests::beanName, Collectors.toUnmodifiableSet())));
        assertThat(factories.stream().flatMap(method -> Arrays.stream(method.getParameters())))
                .as("Spring then takes the bean by its name, and need not compare the type with that of each bean")
                .allSatisfy(parameter -> {
                    Set<String> known = names.getOrDefault(parameter.getType(), Set.of());
                    if (known.size() == 1) {
                        assertThat(known).contains(parameter.getName());
                    }
                });
    }

    @ArchTest
    static void parametersAreNamedAfterThePropertiesTheyGet(JavaClasses classes) {
        assertThat(classes.stream()
                        .flatMap(type -> factories(type).stream())
                        .flatMap(method -> Arrays.stream(method.getParameters()))
                        .filter(parameter -> classes.contain(parameter.getType()))
                        .filter(parameter -> parameter.getType().isAnnotationPresent(ConfigurationProperties.class)))
                .hasSizeGreaterThan(80)
                .allSatisfy(parameter -> assertThat(parameter.getName())
                        .isEqualTo("gatehouse" + parameter.getType().getSimpleName()));
    }

    @ArchTest
    static void noTwoPropertiesHaveTheSameNameAfterTheirClass(JavaClasses classes) {
        assertThat(classes.stream()
                        .filter(type -> type.isAnnotatedWith(ConfigurationProperties.class))
                        .map(JavaClass::getSimpleName))
                .doesNotHaveDuplicates();
    }

    /** None of a configuration for a class that came with a later Spring Boot. */
    private static List<Method> factories(JavaClass type) {
        try {
            return type.getMethods().stream()
                    .filter(method -> method.isAnnotatedWith(Bean.class))
                    .map(JavaMethod::reflect)
                    .toList();
        } catch (NoClassDefFoundError e) {
            return List.of();
        }
    }

    private static String beanName(Method method) {
        String[] names = method.getAnnotation(Bean.class).name();
        return names.length == 0 ? method.getName() : names[0];
    }
}
