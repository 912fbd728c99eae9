package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.member.MemberState;
import org.loyaltyhub.value.MemberId;

class LinesTest {
    private static final MemberId ANNA = new MemberId("anna");
    private static final MemberId BORIS = new MemberId("boris");
    private static final MemberId CLARA = new MemberId("clara");
    private static final MemberId DARIA = new MemberId("daria");

    private final Lines lines = new Lines(2);

    @Test
    void no_more_lines_at_rest_are_kept_than_the_bound() {
        meet(ANNA);
        meet(BORIS);

        meet(CLARA);

        assertThat(lines.has(ANNA)).isFalse();
        assertThat(lines.has(BORIS)).isTrue();
        assertThat(lines.has(CLARA)).isTrue();
    }

    @Test
    void who_was_not_met_since_the_last_look_goes_before_who_was() {
        meet(ANNA);
        meet(BORIS);
        meet(CLARA); // all were looked at: Anna went

        meet(BORIS);
        meet(DARIA);

        assertThat(lines.has(BORIS)).isTrue();
        assertThat(lines.has(CLARA)).isFalse();
        assertThat(lines.has(DARIA)).isTrue();
    }

    @Test
    void a_line_is_the_same_while_it_is_kept() {
        Line line = meet(ANNA);

        meet(BORIS);

        assertThat(meet(ANNA)).isSameAs(line);
    }

    private Line meet(MemberId member) {
        return lines.of(member, 0, () -> Optional.of(MemberState.enrolled(member, Instant.EPOCH, true)))
                .orElseThrow();
    }
}
