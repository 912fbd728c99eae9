package org.loyaltyhub.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loyaltyhub.value.MemberId;

class MemberIdsTest {
    @Test
    void no_name_is_given_twice_though_one_before_it_was_lost() {
        List<MemberId> known = List.of(new MemberId("m1"), new MemberId("m3"), new MemberId("mona"));

        assertThat(MemberIds.countingAfter(known).get()).isEqualTo(new MemberId("m4"));
    }
}
