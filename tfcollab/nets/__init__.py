"""The three networks in training form, plain form and ONNX."""
