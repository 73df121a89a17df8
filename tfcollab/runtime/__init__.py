"""ONNX Runtime sessions over hash-checked model folders."""
