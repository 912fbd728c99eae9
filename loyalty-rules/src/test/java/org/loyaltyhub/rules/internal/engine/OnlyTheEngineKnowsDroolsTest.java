package org.loyaltyhub.rules.internal.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class OnlyTheEngineKnowsDroolsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/")) // of the quick profile, too
            .importPackages("org.loyaltyhub");

    @Test
    void drools_is_known_in_one_package() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.loyaltyhub.rules.internal.engine")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.drools..", "org.kie..")
                .because("its model API is the target of generated code and changes without notice")
                .check(CLASSES);
    }

    @Test
    void what_others_call_speaks_no_drools() {
        DescribedPredicate<JavaClass> ofDrools = JavaClass.Predicates.resideInAnyPackage("org.drools..", "org.kie..");
        methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .should()
                .notHaveRawReturnType(ofDrools)
                .andShould()
                .notHaveRawParameterTypes(DescribedPredicate.anyElementThat(ofDrools))
                .because("an engine is replaced, a public signature is not")
                .check(CLASSES);
    }

    @Test
    void nothing_but_its_own_name_leads_to_trusted_drl() {
        noClasses()
                .that()
                .haveNameNotMatching("org\\.loyaltyhub\\.rules\\.(TrustedDrl|internal\\.engine\\.Trusted.*)")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("org\\.loyaltyhub\\.rules\\.(TrustedDrl|internal\\.engine\\.Trusted.*)")
                .because("DRL is code, and only the operator's own call may load it: no folder, no command, no partner")
                .check(CLASSES);
    }
}
