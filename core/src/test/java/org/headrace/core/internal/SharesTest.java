package org.headrace.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharesTest {
    @Test
    void eachWorkerGetsNeighboursInOrder() {
        Shares shares = new Shares(3);
        shares.deal(8, 3);

        assertThat(List.of(shares.take(0), shares.take(2), shares.take(1), shares.take(0)))
                .containsExactly(0, 5, 2, 1);
    }

    @Test
    void whoIsDoneTakesFromTheEndsOfTheOthersShares() {
        Shares shares = new Shares(2);
        shares.deal(6, 2);

        assertThat(rest(shares, 1)).containsExactly(3, 4, 5, 2, 1, 0);
        assertThat(shares.isEmpty()).isTrue();
        assertThat(shares.take(0)).isEqualTo(Shares.NONE);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "7, 3", "5, 5", "1000, 4"})
    void aWorkerWithoutAShareFindsEveryPieceOnce(int pieces, int workers) {
        Shares shares = new Shares(workers + 1);
        shares.deal(pieces, workers);

        assertThat(shares.isEmpty()).isFalse();
        assertThat(rest(shares, workers))
                .doesNotHaveDuplicates()
                .hasSize(pieces)
                .allMatch(i -> i >= 0 && i < pieces);
    }

    @Test
    void aNewDealForgetsTheOneBefore() {
        Shares shares = new Shares(4);
        shares.deal(100, 4);
        shares.take(3);
        shares.deal(2, 2);

        assertThat(rest(shares, 0)).containsExactly(0, 1);
    }

    private static List<Integer> rest(Shares shares, int worker) {
        List<Integer> taken = new ArrayList<>();
        for (int piece = shares.take(worker); piece != Shares.NONE; piece = shares.take(worker)) {
            taken.add(piece);
        }
        return taken;
    }
}
