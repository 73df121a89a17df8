"""Speed and memory, as ratios measured in turn; see docs/performance.md."""
