package org.loyaltyhub.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.drools.codegen.common.GeneratedFile;
import org.drools.compiler.builder.impl.KnowledgeBuilderConfigurationImpl;
import org.drools.model.Model;
import org.drools.model.codegen.execmodel.ModelBuilderImpl;
import org.drools.model.codegen.execmodel.PackageSources;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.io.ResourceType;
import org.kie.internal.builder.KnowledgeBuilderFactory;
import org.kie.internal.io.ResourceFactory;
import org.kie.memorycompiler.KieMemoryCompiler;
import org.kie.util.maven.support.ReleaseIdImpl;

/**
 * DRL as the executable model: Java sources that Drools generates, compiled in memory. It is what Drools' own project builder
 * does, without the project, whose {@code kmodule.xml} needs the XML support that the build bans.
 */
final class ExecutableModel {
    private ExecutableModel() {}

    static KieBase of(String drl) {
        ModelBuilderImpl<PackageSources> builder = new ModelBuilderImpl<>(
                PackageSources::dumpSources,
                KnowledgeBuilderFactory.newKnowledgeBuilderConfiguration().as(KnowledgeBuilderConfigurationImpl.KEY),
                new ReleaseIdImpl("org.loyaltyhub", "bench", "1"),
                false);
        builder.batch()
                .add(ResourceFactory.newByteArrayResource(drl.getBytes(StandardCharsets.UTF_8)), ResourceType.DRL)
                .build();
        if (builder.hasErrors()) {
            throw new IllegalStateException(builder.getErrors().toString());
        }
        Map<String, String> sources = new HashMap<>();
        List<String> models = new ArrayList<>();
        for (PackageSources each : builder.getPackageSources()) {
            List<GeneratedFile> files = new ArrayList<>();
            each.collectGeneratedFiles(files);
            files.forEach(file -> sources.put(className(file), new String(file.contents(), StandardCharsets.UTF_8)));
            models.addAll(each.getModelNames());
        }
        Map<String, Class<?>> classes =
                KieMemoryCompiler.compile(sources, Objects.requireNonNull(ExecutableModel.class.getClassLoader()));
        return KieBaseBuilder.createKieBaseFromModel(
                models.stream().map(name -> model(classes, name)).toList());
    }

    private static String className(GeneratedFile file) {
        return file.relativePath().replace('\\', '/').replaceAll("\\.java$", "").replace('/', '.');
    }

    private static Model model(Map<String, Class<?>> classes, String name) {
        try {
            return (Model) Objects.requireNonNull(classes.get(name), name)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
