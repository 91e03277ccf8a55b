package dev.gatehouse.autoconfigure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

@AnalyzeClasses(packages = "dev.gatehouse.autoconfigure", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

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
}
