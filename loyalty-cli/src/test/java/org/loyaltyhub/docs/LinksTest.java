package org.loyaltyhub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every link of the documentation leads somewhere. */
class LinksTest {
    static Stream<Page.Link> links() {
        return Page.all().stream()
                .flatMap(page -> page.links().stream())
                .filter(link -> !link.target().startsWith("https://"));
    }

    @ParameterizedTest
    @MethodSource("links")
    void a_link_leads_to_a_file_and_a_heading(Page.Link link) {
        String[] parts = link.target().split("#", 2);
        Path folder =
                link.page().getParent() == null ? Path.of("") : link.page().getParent();
        Path target =
                parts[0].isEmpty() ? link.page() : folder.resolve(parts[0]).normalize();

        assertThat(Page.top().resolve(target)).exists();
        if (parts.length == 2 && Files.isRegularFile(Page.top().resolve(target))) {
            List<String> headings = Page.read(target).headings();
            assertThat(headings).contains(parts[1]);
        }
    }
}
