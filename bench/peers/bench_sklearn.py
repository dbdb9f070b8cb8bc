"""scikit-learn's MLPClassifier: one epoch a call of partial_fit."""

from data import arrays, report, shape
from sklearn.neural_network import MLPClassifier

hidden, batch = shape()
x, y = arrays()
model = MLPClassifier((hidden, hidden), batch_size=batch, solver="adam", alpha=0)
report(lambda: model.partial_fit(x, y, classes=[0, 1]))
