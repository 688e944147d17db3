package com.example.stock;

/** The service. */
public final class Stock {
    private Stock() {}

    public static void main(String[] args) {
        System.out.println("stock in " + System.getenv("ENVIRONMENT"));
    }
}
