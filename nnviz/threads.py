"""How many threads multiply matrices.

Read from the environment when NumPy is loaded, by the libraries that do it: OpenBLAS, MKL,
Accelerate, and whatever else is built with OpenMP. So it must be set before, and this module loads
nothing.
"""

#: For matrices as small as ours a second thread brings nothing, and waits by spinning: a core that
#: another learner could have.
ONE_THREAD = {
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}
