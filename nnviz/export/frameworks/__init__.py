"""The network as a program of each library, and as an ONNX file."""
