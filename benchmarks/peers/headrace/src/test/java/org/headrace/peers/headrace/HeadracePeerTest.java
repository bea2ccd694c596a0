package org.headrace.peers.headrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.headrace.peers.Measure;
import org.headrace.peers.PeerWorkload;
import org.headrace.peers.reference.Reference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadracePeerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "W0", "W1", "W2", "W3", "W4", "W5.b1", "W5.b1024", "W6.chain", "W6.chainfull", "W6.softmax", "W6.sum0",
                "W6.sum1", "W7.32x32x32", "W7.100x784x500", "W8", "W9"
            })
    void givesTheValuesOfTheReference(String workload) throws Exception {
        try (PeerWorkload work = Objects.requireNonNull(new HeadracePeer().create(workload))) {
            for (double expected : Reference.of(workload)) {
                assertThat(work.check()).isCloseTo(expected, within(Math.abs(expected) * Measure.TOLERANCE));
            }
        }
    }
}
