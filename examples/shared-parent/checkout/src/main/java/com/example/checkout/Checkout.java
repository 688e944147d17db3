package com.example.checkout;

/** The service. */
public final class Checkout {
    private Checkout() {}

    public static void main(String[] args) {
        System.out.println("checkout in " + System.getenv("ENVIRONMENT"));
    }
}
