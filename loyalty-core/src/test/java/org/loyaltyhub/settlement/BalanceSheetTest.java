package org.loyaltyhub.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.loyaltyhub.fixture.March;
import org.loyaltyhub.ledger.Balances;
import org.loyaltyhub.problem.Golden;

class BalanceSheetTest {
    private static final Balances END_OF_MARCH =
            Balances.of(new March().everything().hub().operator().journal());
    private static final Terms TERMS = Terms.of(March.PROGRAMME);

    @Test
    void all_accounts_stand_under_each_other_and_members_as_one() {
        Golden.matches(
                "settlement/balances.txt",
                BalanceSheet.ofAll(TERMS, END_OF_MARCH).text() + "\n");
    }

    @Test
    void a_members_accounts_are_told_to_people_machines_and_accountants() {
        BalanceSheet boris = BalanceSheet.of(TERMS, END_OF_MARCH, "m2");

        assertThat(boris.text()).isEqualTo("""
                        account    of  stands at
                        available  m2         71  points
                        reserved   m2          0  points""");
        assertThat(boris.json())
                .isEqualTo("[{\"account\":\"available\",\"of\":\"m2\",\"balance\":\"71\",\"unit\":\"points\"},"
                        + "{\"account\":\"reserved\",\"of\":\"m2\",\"balance\":\"0\",\"unit\":\"points\"}]");
        assertThat(boris.csv())
                .isEqualTo("account,of,balance,unit\r\navailable,m2,71,points\r\nreserved,m2,0,points\r\n");
    }
}
