package org.loyaltyhub.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(location -> !location.contains("test-classes"))
            .importPackages("org.loyaltyhub");

    @Test
    void core_knows_no_rule_engine() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.drools..", "org.kie..", "org.mvel..")
                .because("the core is the same under Drools, plain evaluation and whatever comes next")
                .check(CORE);
    }

    @Test
    void packages_have_no_cycles() {
        slices().matching("org.loyaltyhub.(**)")
                .should()
                .beFreeOfCycles()
                .because("data flows one way: event, figures, awards, entries, statement")
                .check(CORE);
    }

    @Test
    void only_the_hub_reads_a_clock() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.loyaltyhub.hub")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .because("decide and evolve give the same result on any machine at any time")
                .check(CORE);
    }

    @Test
    void the_pure_core_knows_no_shell() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..value..",
                        "..programme..",
                        "..event..",
                        "..figure..",
                        "..rule..",
                        "..member..",
                        "..ledger..",
                        "..decision..",
                        "..explanation..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..store..", "..hub..", "java.sql..", "java.util.concurrent..")
                .because("stores, clocks, threads and files are at the edge")
                .check(CORE);
    }

    @Test
    void nothing_counts_in_floating_point() {
        String because = "money and points are whole numbers of their smallest unit";
        fields().should()
                .notHaveRawType(double.class)
                .andShould()
                .notHaveRawType(float.class)
                .because(because)
                .check(CORE);
        methods()
                .should()
                .notHaveRawReturnType(double.class)
                .andShould()
                .notHaveRawReturnType(float.class)
                .because(because)
                .check(CORE);
    }

    @Test
    void every_package_is_null_marked() {
        Set<String> unmarked = CORE.stream()
                .map(JavaClass::getPackage)
                .filter(each -> !each.isAnnotatedWith(NullMarked.class))
                .map(each -> each.getName())
                .collect(Collectors.toSet());

        assertThat(unmarked)
                .as("callers and NullAway need to know what may be null")
                .isEmpty();
    }

    @Test
    void no_package_is_a_drawer() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..common..", "..manager..", "..helper..", "..misc..")
                .because("a package is a chapter; what has no chapter has no reader")
                .check(CORE);
        classes()
                .should()
                .haveSimpleNameNotEndingWith("Impl")
                .because("the only implementation is Default…, one of several says what it is")
                .check(CORE);
    }
}
