"""Learning the nets and judging them."""
