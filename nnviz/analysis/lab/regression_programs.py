"""The two programs of the regression lab, as texts: the only ones that it ever executes.

The printed one is that of the introductory article that nnviz grew out of, statement for statement,
with comments of our own. The other has one line more.
"""

PRINTED = """\
import numpy as np

# Data: points around a line.
X = np.random.rand(100, 1)
y = 3 * X + np.random.rand(100, 1)

# One weight, one bias, by chance.
W = np.random.rand(1, 1)
b = np.random.rand(1, 1)

# How far, and how often.
alpha = 0.01
epochs = 1000

for epoch in range(epochs):
    # Forward: what the line says.
    y_pred = X * W + b

    # Loss: the squared error.
    loss = (y_pred - y) ** 2

    # Backward: the gradients.
    dL_dW = 2 * (y_pred - y) * X
    dL_db = 2 * (y_pred - y)

    # Update: a step downhill.
    W = W - alpha * dL_dW
    b = b - alpha * dL_db

# Two new inputs.
X_test = np.array([[0.5], [1.5]])
y_pred_test = X_test * W + b
print(y_pred_test)
"""

#: What the program lacks: the gradient of a mean is the mean of the gradients.
FIX = "    dL_dW, dL_db = dL_dW.mean(axis=0, keepdims=True), dL_db.mean(axis=0, keepdims=True)\n"

_BEFORE_FIX = "    dL_db = 2 * (y_pred - y)\n"
FIXED = PRINTED.replace(_BEFORE_FIX, _BEFORE_FIX + FIX)
