import matplotlib.pyplot as plt
import numpy as np

field = np.load("out/temperature.npy")
plt.imshow(field)
plt.savefig("temperature.png")
