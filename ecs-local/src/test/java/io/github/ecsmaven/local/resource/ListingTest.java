package io.github.ecsmaven.local.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.local.wire.ApiException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {
    private static final List<Integer> SEVEN = List.of(1, 2, 3, 4, 5, 6, 7);

    private final Listing listing = new Listing(
            3,
            5,
            message -> new ApiException("Size", 400, message),
            () -> new ApiException("Token", 400, "no such token"));

    @ParameterizedTest
    @CsvSource(
            nullValues = "usual",
            value = {"usual, 3", "1, 7", "5, 2"})
    void thePagesTogetherAreTheWholeInOrder(Integer size, int pages) {
        List<Integer> all = new ArrayList<>();
        int count = 0;
        String token = null;
        do {
            Listing.Page<Integer> page = listing.page(SEVEN, token, size);
            all.addAll(page.items());
            token = page.nextToken();
            count++;
        } while (token != null);

        assertThat(all).isEqualTo(SEVEN);
        assertThat(count).isEqualTo(pages);
    }

    @Test
    void aListThatShrinksBetweenPagesEndsThere() {
        String token = listing.page(SEVEN, null, 5).nextToken();

        assertThat(listing.page(List.of(1, 2), token, 5)).isEqualTo(new Listing.Page<Integer>(List.of(), null));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 6})
    void aSizeOutsideTheLimitsIsTheApisOwnError(int size) {
        assertThatThrownBy(() -> listing.page(SEVEN, null, size)).hasMessage("must be between 1 and 5.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "%%%", "aGVsbG8=", "ZnJvbTotMQ==", "ZnJvbTp4"})
    void aTokenOfSomebodyElseIsTheApisOwnError(String token) {
        assertThatThrownBy(() -> listing.page(SEVEN, token, null)).hasMessage("no such token");
    }
}
